using System.CommandLine;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.Stage;

/// <summary><c>pluginsign stage</c>: for hosts that open plugins by path themselves (Go), the verified bytes where nobody else can change them.</summary>
internal sealed class StageCommand : DocumentedCommand
{
    private readonly Argument<string[]> _file = new("FILE") { Description = "the plugin file", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string> _into = new("--into") { Description = "the private directory to copy the verified bytes into; made when it is missing", HelpName = "DIR" };

    private readonly Option<bool> _force = new("--force") { Description = "replace a staged file of the same name" };

    private readonly Option<string> _signature = new("--signature") { Description = "where the signature lies (default FILE.p7s)", HelpName = "FILE" };

    private readonly VerificationOptions _verification;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public StageCommand(Surroundings surroundings)
        : base("stage", "verifies a plugin and copies exactly the verified bytes into a private directory, for hosts that load by path", "pluginsign stage greeter.so --into /run/plugins --ca host-ca.pem")
    {
        _surroundings = surroundings;
        Add(_file);
        Add(_into);
        Add(_force);
        _verification = new VerificationOptions(this, surroundings);
        Add(_signature);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        string file = File(parsed);
        string into = parsed.GetValue(_into) is { Length: > 0 } given ? given : throw new UsageException("--into takes the private DIR to copy the verified bytes into", "no directory");
        string? signature = SignatureOption.Read(_signature, parsed, [file]);
        DateTimeOffset at = _verification.ValidationTime(parsed);
        TrustPolicy policy = _verification.Policy(parsed);
        string target = Path.Combine(into, Path.GetFileName(file));
        ThrowIfTaken(parsed, target);
        using OnlineRevocation? online = _verification.OpenOnline(parsed);
        try
        {
            using PluginSearch? search = _verification.OpenRoots(parsed);
            FileVerification verification = new(_verification.Trust(parsed), policy, search, at, signature, online);
            bool quiet = _output.IsQuiet(parsed);
            VerificationReport report = Progress.Around(_surroundings, quiet, file, progress => verification.Holding(file, progress));
            using HeldPlugin? plugin = report.Held;
            string? staged = plugin is null ? null : Place(plugin, into, target, parsed.GetValue(_force));
            Write(report, staged, json, quiet);
            return ExitCodes.Of(report.Verdict);
        }
        catch (UnavailableException e) when (json)
        {
            JsonReport.Write(_surroundings.Output, StageDocument.NotEvaluated(file, at, e));
            throw;
        }
    }

    private static string Place(HeldPlugin plugin, string into, string target, bool force)
    {
        PrivateDirectory.Make("--into", into);
        PrivateDirectory.ThrowIfReplaceable("--into", into);
        using Stream bytes = plugin.OpenRead();
        using PendingFile pending = PendingFile.Write(target, bytes, PendingFile.ReadOnlyMode);
        pending.Place(force);
        return target;
    }

    private void Write(VerificationReport report, string? staged, bool json, bool quiet)
    {
        if (json)
        {
            JsonReport.Write(_surroundings.Output, StageDocument.Of(report, staged));
            return;
        }

        TextReport text = new(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), quiet);
        if (staged is null)
        {
            text.Write(report);
        }
        else
        {
            text.WriteStaged(report, staged);
        }
    }

    private void ThrowIfTaken(ParseResult parsed, string target)
    {
        if (!parsed.GetValue(_force) && Path.Exists(target))
        {
            throw new UsageException("a staged file of this name exists already and is kept: --force replaces it", target, with: "--force");
        }
    }

    private string File(ParseResult parsed) => parsed.GetValue(_file) switch
    {
        [{ Length: > 0 } file] when Path.GetFileName(file).Length > 0 => file,
        [] or null => throw new UsageException("it takes one plugin FILE", "no file"),
        [string other] => throw new UsageException("it takes one plugin FILE", other),
        string[] several => throw new UsageException("it takes one plugin FILE: each is staged by itself", $"{several.Length} files"),
    };
}
