using System.Globalization;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Names that the loader must find in the binary, and names that it must not have.</summary>
internal static class SymbolChecks
{
    public static IEnumerable<Finding> Judge(BinaryRequirements required, BinaryFacts facts)
    {
        foreach (SymbolRequirement symbol in required.RequiredSymbols.IsDefault ? [] : required.RequiredSymbols)
        {
            if (Require(symbol, facts) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (string pattern in required.ForbiddenSymbols.IsDefault ? [] : required.ForbiddenSymbols)
        {
            string[] found = [.. LoaderNames.Everything(facts).Where(n => NamePattern.Matches(pattern, n)).Distinct(StringComparer.Ordinal)];
            if (found.Length > 0)
            {
                yield return Finding.Error(
                    FindingCode.SymbolForbidden,
                    $"the plugin exports a forbidden symbol: {ShownNames.Of(found)}",
                    $"no export `{pattern}`",
                    ShownNames.Of(found));
            }
        }
    }

    private static Finding? Require(SymbolRequirement required, BinaryFacts facts)
    {
        BinaryExport[] named = [.. LoaderNames.Exports(facts, required.Name)];

        // A forwarder's code lies in another file, which nobody has verified.
        BinaryExport[] here = [.. named.Where(static e => e.Forwarder is null)];
        if (here.Length == 0)
        {
            return Finding.Error(
                FindingCode.SymbolMissing,
                $"the plugin has no symbol `{required.Name}` that the loader would find",
                required.Name,
                Instead(required.Name, facts, named));
        }

        BinaryExport[] ofKind = [.. here.Where(e => required.Kind == ExportKind.Unknown || e.Kind == required.Kind)];
        if (ofKind.Length == 0)
        {
            return Finding.Error(
                FindingCode.SymbolKindMismatch,
                $"the symbol `{required.Name}` stands for something else",
                required.Kind.Name(),
                string.Join(", ", here.Select(static e => e.Kind.Name()).Distinct(StringComparer.Ordinal)));
        }

        return required.Signature is null || ofKind.Any(e => string.Equals(e.Signature, required.Signature, StringComparison.Ordinal))
            ? null
            : Finding.Error(
                FindingCode.SymbolSignatureMismatch,
                $"the symbol `{required.Name}` has another type",
                required.Signature,
                ShownNames.Of([.. ofKind.Select(static e => e.Signature ?? "this format tells no type")]));
    }

    private static string Instead(string name, BinaryFacts facts, BinaryExport[] forwarded)
    {
        if (forwarded.Length > 0)
        {
            return $"forwarded to {ShownNames.Of([.. forwarded.Select(static e => e.Forwarder!)])}";
        }

        if (LoaderNames.Everything(facts).Any(n => NamePattern.Matches(name, n)))
        {
            return "the name stands in a table, but the loader's lookup does not find it";
        }

        int count = LoaderNames.Exports(facts, "*").Count();
        return count == 0 ? "the plugin exports nothing" : string.Create(CultureInfo.InvariantCulture, $"not among its {count} exported {(count == 1 ? "name" : "names")}");
    }
}
