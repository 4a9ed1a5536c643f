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

        IEnumerable<BinaryExport> exports = facts.Format == BinaryFormat.MachO
            ? facts.Exports.Where(static e => e.Name.StartsWith('_')).Select(static e => e with { Name = AsAsked(e.Name) })
            : facts.Exports;
        IEnumerable<BinaryExport> named = NamePattern.IsPattern(pattern)
            ? exports.Where(e => NamePattern.Matches(pattern, e.Name))
            : exports.Where(e => string.Equals(e.Name, pattern, StringComparison.Ordinal));

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

        if (facts.Format == BinaryFormat.MachO)
        {
            names = names.SelectMany(static n => new[] { n, AsAsked(n) });
        }

        return facts.Pe is { } pe ? names.Concat(pe.UnfoundNames) : names;
    }

    /// <summary>
    /// Everything that the binary wants from elsewhere, by the names that a host's author knows, or, in Go, the packages that it was built with: those are linked in,
    /// so no import tells of them.
    /// </summary>
    public static IEnumerable<BinaryImport> Imports(BinaryFacts facts) => facts switch
    {
        { Go: { } go } => facts.Imports.Concat(go.Packages.Select(static p => new BinaryImport(p.Path))),
        { Format: BinaryFormat.MachO } => facts.Imports.Select(static i => i with { Name = AsAsked(i.Name) }),
        _ => facts.Imports,
    };

    // On macOS the compiler puts an underscore before every C name, and dlsym does the same before it looks.
    private static string AsAsked(string name) => name.StartsWith('_') ? name[1..] : name;

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
