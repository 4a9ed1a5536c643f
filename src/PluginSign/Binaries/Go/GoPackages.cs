using System.Collections.Immutable;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>Fingerprints of packages: those that a file brings, and those that a plugin wants.</summary>
internal static class GoPackages
{
    private const string OldPrefix = "go.link.pkghashbytes.";
    private const string NewPrefix = "go:link.pkghashbytes.";
    private const int EntryBytes = 40;

    // Eight bytes; forty digits from linkers of long ago.
    private const int FingerprintBytes = 40;

    public static bool IsFingerprint(string name)
        => name.StartsWith(OldPrefix, StringComparison.Ordinal) || name.StartsWith(NewPrefix, StringComparison.Ordinal);

    /// <summary>Whether the linker named its symbols as 1.19 and older did.</summary>
    public static bool AreOldNames(ImmutableArray<ElfSymbol> symbols)
        => symbols.Any(static s => s.Name.StartsWith(OldPrefix, StringComparison.Ordinal))
            && !symbols.Any(static s => s.Name.StartsWith(NewPrefix, StringComparison.Ordinal));

    /// <summary>The symbols through which the loader lets later plugins see this file's packages.</summary>
    public static Finding? ReadOwn(GoMemory memory, ElfFacts facts, out ImmutableArray<GoPackage> packages)
    {
        ImmutableArray<GoPackage>.Builder found = ImmutableArray.CreateBuilder<GoPackage>();
        packages = [];
        foreach (ElfSymbol symbol in facts.Symbols.Where(static s => s.IsDefined && IsFingerprint(s.Name)))
        {
            if (!ReferenceEquals(facts.Lookup(symbol.Name), symbol))
            {
                continue;
            }

            if (symbol.Size is 0 or > FingerprintBytes || !memory.TryBytes(symbol.Value, symbol.Size, out ReadOnlySpan<byte> bytes))
            {
                return Damaged();
            }

            found.Add(new GoPackage(symbol.Name[OldPrefix.Length..], Convert.ToHexStringLower(bytes)));
        }

        packages = found.ToImmutable();
        return null;
    }

    /// <summary>The runtime's list: name, fingerprint, and where the fingerprint of the process is.</summary>
    public static Finding? ReadWanted(GoMemory memory, GoModuleTable table, out ImmutableArray<GoPackage> packages)
    {
        packages = [];
        if (!memory.TrySlice(table.PackageHashes, out ulong at, out ulong count, out ulong capacity) || count != capacity || count > Limits.GoPackages)
        {
            return Damaged();
        }

        ImmutableArray<GoPackage>.Builder found = ImmutableArray.CreateBuilder<GoPackage>((int)count);
        for (ulong i = 0; i < count; i++, at += EntryBytes)
        {
            if (!memory.TryString(at, Limits.BinaryNameBytes, out string? name) || !memory.TryStringBytes(at + 16, FingerprintBytes, out ReadOnlySpan<byte> bytes))
            {
                return Damaged();
            }

            found.Add(new GoPackage(name, Convert.ToHexStringLower(bytes)));
        }

        packages = found.MoveToImmutable();
        return null;
    }

    private static Finding Damaged()
        => Finding.Error(FindingCode.GoTablesInvalid, "the table of Go packages is damaged", null, null, ElfFindings.Again);
}
