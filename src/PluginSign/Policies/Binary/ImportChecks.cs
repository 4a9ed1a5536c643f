using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Names that the binary must, must not, or alone may want from elsewhere.</summary>
internal static class ImportChecks
{
    public static IEnumerable<Finding> Judge(BinaryRequirements required, BinaryFacts facts)
    {
        foreach (string pattern in required.RequiredImports.IsDefault ? [] : required.RequiredImports)
        {
            if (!LoaderNames.Imports(facts).Any(i => !i.IsInterposable && Matches(pattern, i, ignoreCase: false)))
            {
                yield return Finding.Error(
                    FindingCode.ImportMissing,
                    $"the plugin does not import `{pattern}`",
                    pattern,
                    !LoaderNames.Imports(facts).Any() ? "it imports nothing" : "not among its imports");
            }
        }

        foreach (string pattern in required.ForbiddenImports.IsDefault ? [] : required.ForbiddenImports)
        {
            // Windows finds a library whatever the case of its name. What must not be there is looked for as it stands in the file, too.
            BinaryImport[] all = [.. LoaderNames.Imports(facts).Concat(facts.Imports).Concat(Forwarded(facts)).Where(i => Matches(pattern, i, facts.Format == BinaryFormat.Pe))];
            string[] found = [.. all.Select(Shown).Distinct(StringComparer.Ordinal)];
            if (found.Length > 0)
            {
                bool isOwn = Array.TrueForAll(all, static i => i.IsInterposable);
                yield return Finding.Error(
                    FindingCode.ImportForbidden,
                    isOwn
                        ? $"the plugin defines a forbidden name and lets the loader bind its calls of it to another library's: {ShownNames.Of(found)}"
                        : $"the plugin imports a forbidden name: {ShownNames.Of(found)}",
                    $"no import `{pattern}`",
                    ShownNames.Of(found),
                    isOwn
                        ? "build the plugin so that it binds its own names itself: hidden visibility, or link with -Bsymbolic; or give the function another name"
                        : "get a plugin that does without it, or allow it");
            }

            string[] numbered = [.. facts.Imports.Where(i => IsNumbered(i) && MayLieIn(pattern, i.Module)).Select(Shown).Distinct(StringComparer.Ordinal)];
            if (numbered.Length > 0 && found.Length == 0)
            {
                yield return Finding.Error(
                    FindingCode.ImportForbidden,
                    $"the plugin imports by number, and the file does not tell whether one of them is `{pattern}`: {ShownNames.Of(numbered)}",
                    $"no import `{pattern}`, by name or by number",
                    ShownNames.Of(numbered),
                    "get a plugin that imports by name, or forbid MODULE.NAME of the modules that matter");
            }
        }

        if (required.AllowedImports is { } allowed)
        {
            string[] others = [.. LoaderNames.Imports(facts).Select(Shown).Where(n => !(allowed.IsDefault ? [] : allowed).Any(p => NamePattern.Matches(p, n))).Distinct(StringComparer.Ordinal)];
            if (others.Length > 0)
            {
                yield return Finding.Error(
                    FindingCode.ImportNotAllowed,
                    $"the plugin imports what the host does not offer: {ShownNames.Of(others)}",
                    allowed.IsDefaultOrEmpty ? "no imports" : string.Join(", ", allowed),
                    ShownNames.Of(others));
            }
        }
    }

    // An export that is forwarded is bound like an import when somebody asks for it: "KERNEL32.WinExec", or "WS2_32.#23".
    private static IEnumerable<BinaryImport> Forwarded(BinaryFacts facts)
    {
        foreach (string forwarder in facts.Exports.Select(static e => e.Forwarder).OfType<string>())
        {
            int dot = forwarder.LastIndexOf('.');
            yield return dot > 0 && facts.Format == BinaryFormat.Pe ? new BinaryImport(forwarder[(dot + 1)..], $"{forwarder[..dot]}.dll") : new BinaryImport(forwarder);
        }
    }

    private static bool IsNumbered(BinaryImport import) => import.Name.Length > 1 && import.Name[0] == '#' && import.Name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    // A pattern that names a module says nothing of the others.
    private static bool MayLieIn(string pattern, string? module)
    {
        int end = pattern.IndexOf(".dll.", StringComparison.OrdinalIgnoreCase);
        return end < 0 || module is null || NamePattern.Matches(pattern[..(end + 4)], module, ignoreCase: true);
    }

    /// <summary><c>module.name</c> where the format names a module, else the name.</summary>
    public static string Shown(BinaryImport import) => import.Module is { Length: > 0 } module ? $"{module}.{import.Name}" : import.Name;

    /// <summary>Whether the pattern names the import, alone or with its module.</summary>
    public static bool Matches(string pattern, BinaryImport import, bool ignoreCase)
        => NamePattern.Matches(pattern, import.Name, ignoreCase) || (import.Module is not null && NamePattern.Matches(pattern, Shown(import), ignoreCase));
}
