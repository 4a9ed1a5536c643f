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
            if (!LoaderNames.Imports(facts).Any(i => Matches(pattern, i, ignoreCase: false)))
            {
                yield return Finding.Error(
                    FindingCode.ImportMissing,
                    $"the plugin does not import `{pattern}`",
                    pattern,
                    !LoaderNames.Imports(facts).Any() ? "it imports nothing" : "not among its imports",
                    "check that this is the right plugin; `pluginsign inspect` shows what it imports");
            }
        }

        foreach (string pattern in required.ForbiddenImports.IsDefault ? [] : required.ForbiddenImports)
        {
            // Windows finds a library whatever the case of its name. What must not be there is looked for as it stands in the file, too.
            string[] found = [.. LoaderNames.Imports(facts).Concat(facts.Imports).Where(i => Matches(pattern, i, facts.Format == BinaryFormat.Pe)).Select(Shown).Distinct(StringComparer.Ordinal)];
            if (found.Length > 0)
            {
                yield return Finding.Error(
                    FindingCode.ImportForbidden,
                    $"the plugin imports a forbidden name: {ShownNames.Of(found)}",
                    $"no import `{pattern}`",
                    ShownNames.Of(found),
                    "get a plugin that does without it, or allow it");
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
                    ShownNames.Of(others),
                    "get a plugin that does without it, or offer and allow it");
            }
        }
    }

    /// <summary><c>module.name</c> where the format names a module, else the name.</summary>
    public static string Shown(BinaryImport import) => import.Module is { Length: > 0 } module ? $"{module}.{import.Name}" : import.Name;

    /// <summary>Whether the pattern names the import, alone or with its module.</summary>
    public static bool Matches(string pattern, BinaryImport import, bool ignoreCase)
        => NamePattern.Matches(pattern, import.Name, ignoreCase) || (import.Module is not null && NamePattern.Matches(pattern, Shown(import), ignoreCase));
}
