using System.Globalization;
using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The facts of a binary for a person: a calm table. A line that begins with <c>!</c> deserves a second look.</summary>
internal sealed class InspectText(Ink ink)
{
    private const int LabelWidth = 12;
    private const int KindWidth = 10;
    private const int NamesShown = 20;

    private bool _isMarked;

    public void Write(InspectAnswer answer)
    {
        if (answer.Facts is not { } facts)
        {
            TextLines.Verdict(ink, Verdict.Refused, answer.Path);
            WriteFindings(answer);
            Line("content", $"{Numbers.Grouped(answer.Size)} bytes  sha256 {answer.Sha256}");
            return;
        }

        ink.Write(facts.Kind.Name()).Write("  ").Line(answer.Path);
        Line("format", Format(facts));
        Line("content", $"{Numbers.Grouped(answer.Size)} bytes  sha256 {answer.Sha256}");
        Lines("libraries", facts.Libraries);
        Lines("run paths", facts.RunPaths, static _ => "the loader looks for libraries here");
        Lines("at load", facts.Constructors, static _ => "runs before the host calls anything");
        WriteHardening(facts.Hardening);
        WriteGo(facts.Go);
        InspectParts.Write(this, facts);
        WriteExports(facts);
        WriteImports(facts);
        WriteFindings(answer);
        if (_isMarked)
        {
            ink.EndLine();
            ink.Line("  ! deserves a second look", Tone.Faint);
        }
    }

    /// <summary>One fact; with a reason it is marked.</summary>
    public void Line(string label, string text, string? risk = null)
    {
        _isMarked |= risk is not null;
        ink.Write(risk is null ? "  " : "! ", risk is null ? Tone.Plain : Tone.Unsure).Write(label.PadRight(LabelWidth), Tone.Faint);
        if (risk is null)
        {
            ink.Line(text);
        }
        else
        {
            ink.Write(text).Write("   ").Line(risk, Tone.Faint);
        }
    }

    public void Lines(string label, IReadOnlyList<string> texts, Func<string, string?>? risk = null)
    {
        for (int i = 0; i < texts.Count && i < NamesShown; i++)
        {
            Line(i == 0 ? label : string.Empty, texts[i], risk?.Invoke(texts[i]));
        }

        Rest(texts.Count);
    }

    private static string Format(BinaryFacts facts)
        => $"{facts.Format.Name()}  {facts.OperatingSystem}  {facts.Architecture}{(facts.Bits is { } bits ? string.Create(CultureInfo.InvariantCulture, $"  {bits}-bit") : string.Empty)}";

    private void WriteHardening(BinaryHardening hardening)
    {
        Say("stack", hardening.Nx, "not executable", "executable", "data can run as code");
        if (hardening.Relro is { } relro)
        {
            Line("relro", relro.Name(), relro == RelroKind.Full ? null : "relocated data stays writable");
        }

        Say("binding", hardening.BindNow, "at load", "at the first call", null);
        Say("code", hardening.TextRelocations is { } changed ? !changed : null, "unchanged by loading", "changed by loading", "text relocations");
        Say("segments", hardening.WritableExecutableSegment is { } both ? !both : null, "none both writable and executable", "one is both writable and executable", "data can run as code");
        Say("address", hardening.RandomBase, "anywhere", "fixed", "an attacker knows where the code is");
        Say("calls", hardening.ControlFlowGuard, "checked (control flow guard)", "not checked", null);
    }

    private void Say(string label, bool? isGood, string good, string bad, string? risk)
    {
        if (isGood is { } answer)
        {
            Line(label, answer ? good : bad, answer ? null : risk);
        }
    }

    private void WriteGo(GoFacts? go)
    {
        if (go is null)
        {
            return;
        }

        Line("go", go.Version ?? "go1.18 or go1.19 (plugins of these do not tell)");
        if (go.PluginPath is { } path)
        {
            Line("plugin path", path);
        }

        string[] shown = ["-buildmode", "-tags", "-race", "-trimpath", "CGO_ENABLED", "GOAMD64", "vcs.revision"];
        string[] settings = [.. go.Settings.Where(s => shown.Contains(s.Key, StringComparer.Ordinal)).Select(static s => $"{s.Key}={s.Value}")];
        if (settings.Length > 0)
        {
            Line("built with", string.Join("  ", settings));
        }

        Line("packages", string.Create(CultureInfo.InvariantCulture, $"{go.Packages.Length} with a fingerprint"));
    }

    private void WriteExports(BinaryFacts facts)
    {
        // A Go host sees what Lookup finds; the runtime's own thousands of symbols are in the document.
        (string Kind, string Text, string? Risk)[] exports = facts is { Kind: BinaryKind.GoPlugin, Go: { } go }
            ? [.. go.Exports.Select(static e => (GoWords.Of(e.Kind), e.Value is null ? $"{e.Name}  {e.Type}" : $"{e.Name}  {e.Type} = \"{e.Value}\"", e.IsFound ? null : "the loader does not find it"))]
            : [.. facts.Exports.Select(static e => (e.Kind.Name(), $"{e.Name}{(e.Signature is null ? string.Empty : "  " + e.Signature)}", e.Forwarder is null ? null : $"lies elsewhere: {e.Forwarder}"))];
        if (exports.Length == 0)
        {
            Line("exports", "none");
        }

        for (int i = 0; i < exports.Length && i < NamesShown; i++)
        {
            Line(i == 0 ? "exports" : string.Empty, exports[i].Kind.PadRight(KindWidth) + exports[i].Text, exports[i].Risk);
        }

        Rest(exports.Length);
    }

    private void WriteImports(BinaryFacts facts)
    {
        // What the lint knows stands first, so that a long list does not hide it.
        (BinaryImport Import, bool IsDangerous)[] imports = [.. facts.Imports.Select(i => (i, ImportLint.IsDangerous(facts, i))).OrderByDescending(static i => i.Item2)];
        if (imports.Length == 0)
        {
            Line("imports", "none");
        }

        for (int i = 0; i < imports.Length && i < NamesShown; i++)
        {
            BinaryImport import = imports[i].Import;
            Line(i == 0 ? "imports" : string.Empty, import.Module is null ? $"{import.Name}{(import.IsInterposable ? "  its own, unless another library has it" : string.Empty)}" : $"{import.Name}  from {import.Module}", imports[i].IsDangerous ? "see the lint" : null);
        }

        Rest(imports.Length);
    }

    private void Rest(int count)
    {
        if (count > NamesShown)
        {
            Line(string.Empty, $"and {Numbers.Grouped(count - NamesShown)} more (--output json shows all)");
        }
    }

    private void WriteFindings(InspectAnswer answer)
    {
        foreach (Finding finding in answer.Findings)
        {
            TextLines.Finding(ink, finding, []);
        }
    }
}
