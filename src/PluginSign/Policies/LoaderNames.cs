using PluginSign.Binaries;
using PluginSign.Binaries.Go;

namespace PluginSign.Policies;

/// <summary>The names of a binary as the one sees them who would load it.</summary>
internal static class LoaderNames
{
    /// <summary>The exports of that name or pattern that a plain lookup finds.</summary>
    public static IEnumerable<BinaryExport> Exports(BinaryFacts facts, string pattern)
    {
        if (facts.Kind == BinaryKind.GoPlugin)
        {
            // Lookup knows only the plugin's own table: neither C functions nor unexported names, which stand in the symbol table as well.
            return facts.Go is { } go ? go.Exports.Where(e => e.IsFound && NamePattern.Matches(pattern, e.Name)).Select(Export) : [];
        }

        IEnumerable<BinaryExport> named = NamePattern.IsPattern(pattern)
            ? facts.Exports.Where(e => NamePattern.Matches(pattern, e.Name))
            : facts.Exports.Where(e => string.Equals(e.Name, pattern, StringComparison.Ordinal));

        // The hash table decides what dlsym finds, whatever the symbol table says.
        return facts.Format == BinaryFormat.Elf ? named.Where(e => facts.Elf?.Lookup(e.Name) is not null) : named;
    }

    /// <summary>Every name that the binary has for others, also those that only a lookup by version, or no lookup at all, finds.</summary>
    public static IEnumerable<string> Everything(BinaryFacts facts)
    {
        IEnumerable<string> names = facts.Exports.Select(static e => e.Name);
        if (facts.Elf is { } elf)
        {
            names = names.Concat(elf.Symbols.Where(static s => s.IsDefined).Select(static s => s.Name));
        }

        if (facts.Go is { } go)
        {
            names = names.Concat(go.Exports.Select(static e => e.Name));
        }

        return facts.Pe is { } pe ? names.Concat(pe.UnfoundNames) : names;
    }

    /// <summary>Everything that the binary wants from elsewhere or, in Go, the packages that it was built with: those are linked in, so no import tells of them.</summary>
    public static IEnumerable<BinaryImport> Imports(BinaryFacts facts)
        => facts.Go is { } go ? facts.Imports.Concat(go.Packages.Select(static p => new BinaryImport(p.Path))) : facts.Imports;

    private static BinaryExport Export(GoExport export) => new(
        export.Name,
        export.Kind switch
        {
            GoExportKind.Function => ExportKind.Function,
            GoExportKind.Variable => ExportKind.DataObject,
            GoExportKind.Unknown => ExportKind.Unknown,
        },
        export.Type);
}
