using PluginSign.Binaries;

namespace PluginSign.Policies;

/// <summary>The names of a binary as the one sees them who would load it.</summary>
internal static class LoaderNames
{
    /// <summary>The exports of that name or pattern that a plain lookup finds.</summary>
    public static IEnumerable<BinaryExport> Exports(BinaryFacts facts, string pattern)
    {
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

        return facts.Pe is { } pe ? names.Concat(pe.UnfoundNames) : names;
    }
}
