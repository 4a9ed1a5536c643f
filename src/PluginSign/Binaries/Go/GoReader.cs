using System.Collections.Immutable;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>Reads what a Go binary says of itself, on top of what ELF says: from stripped files too.</summary>
public static class GoReader
{
    private const string BuildVersionSymbol = "runtime.buildVersion";

    /// <summary>Reads an ELF file; <see cref="BinaryFacts.Go"/> is null when it is no Go binary.</summary>
    /// <param name="bytes">The whole file. It is not copied and not kept.</param>
    /// <returns>The facts; or why the file is refused. A Go release whose layout is not known is refused as unsupported, never guessed at.</returns>
    public static Answer<BinaryFacts> Read(ReadOnlyMemory<byte> bytes)
    {
        if (ElfImage.Read(bytes, out ElfImage? image) is { } fault)
        {
            return Answers.Refused<BinaryFacts>(fault);
        }

        Answer<BinaryFacts> read = ElfReader.Read(image!);
        if (!read.TryGetValue(out BinaryFacts? facts))
        {
            return read;
        }

        Finding? wrong = Read(image!, facts, out GoFacts? go);
        if (wrong is not null)
        {
            return Answers.Refused<BinaryFacts>([.. read.Findings, wrong]);
        }

        BinaryKind kind = go is null ? facts.Kind : go.PluginPath is null ? BinaryKind.GoExecutable : BinaryKind.GoPlugin;
        return Answers.Passed(facts with { Kind = kind, Go = go }, read.Findings);
    }

    private static Finding? Read(ElfImage image, BinaryFacts facts, out GoFacts? go)
    {
        go = null;
        if (GoBuildInfo.Read(image, out GoBuildInfo? info) is { } fault)
        {
            return fault;
        }

        ImmutableArray<ElfSymbol> symbols = facts.Elf!.Symbols;
        bool hasPackages = symbols.Any(static s => GoPackages.IsFingerprint(s.Name));
        if (info is null && !hasPackages && facts.Elf.Lookup(BuildVersionSymbol) is null)
        {
            return null;
        }

        if (!image.Words.Is64 || image.Words.IsBigEndian || image.Header.Machine is not (ElfMachines.X64 or ElfMachines.Arm64))
        {
            return Unsupported("the machine of this Go binary is not supported", "x86-64, arm64", facts.Architecture);
        }

        GoMemory memory = new(image, facts.Elf);
        if (Version(memory, facts.Elf, info, out string? version, out GoRelease? release) is { } unknown)
        {
            return unknown;
        }

        go = new GoFacts
        {
            Version = version,
            Release = release!,
            MainPackage = info?.MainPackage,
            Module = info?.Module,
            Dependencies = info?.Dependencies ?? [],
            Settings = info?.Settings ?? [],
        };
        Finding? wrong = GoPackages.ReadOwn(memory, facts.Elf, out ImmutableArray<GoPackage> packages);
        go = go with { Packages = packages };
        return wrong ?? ReadModule(memory, facts.Elf, ref go);
    }

    // An executable has one record too; only a plugin's has a plugin path.
    private static Finding? ReadModule(GoMemory memory, ElfFacts elf, ref GoFacts go)
    {
        List<GoModuleTable>? tables = GoModuleTable.Find(memory);
        if (tables is null || tables.Count > 1)
        {
            return Finding.Error(FindingCode.GoModuleAmbiguous, "there is more than one record of a Go module in the file", "1", null, ElfFindings.Again);
        }

        if (tables.Count == 0)
        {
            return elf.FileType == ElfFileType.SharedLibrary && go.Packages.Length > 0
                ? Unsupported("the record of the Go module is not where this release has it", go.Version ?? "go1.19", "none")
                : null;
        }

        if (tables[0].IsOldLayout != (go.Release.TypesOffset == 280))
        {
            return Finding.Error(FindingCode.GoVersionsDisagree, "the Go version that the file names is not the one that its tables have", go.Version, null, ElfFindings.Again);
        }

        return GoPlugin.Read(memory, elf, tables[0], ref go);
    }

    private static Finding? Version(GoMemory memory, ElfFacts elf, GoBuildInfo? info, out string? version, out GoRelease? release)
    {
        string? linked = elf.Lookup(BuildVersionSymbol) is { } symbol && memory.TryString(symbol.Value, Limits.BinaryNameBytes, out string? text) ? text : null;
        version = info?.Version ?? linked;
        release = null;
        if (info is not null && linked is not null && !string.Equals(info.Version, linked, StringComparison.Ordinal))
        {
            return Finding.Error(FindingCode.GoVersionsDisagree, "the file names two Go versions", info.Version, linked, ElfFindings.Again);
        }

        // Plugins of 1.18 and 1.19 carry no version; that they are of these two follows from the names, and from the tables (ReadModule looks).
        if (version is null && GoPackages.AreOldNames(elf.Symbols))
        {
            release = new GoRelease(GoRelease.LastWithDots);
            return null;
        }

        return GoRelease.TryParse(version ?? string.Empty, out release)
            ? null
            : Unsupported("this Go version is not supported: what its tables look like is not known", "go1.18 to go1.25", version ?? "none");
    }

    private static Finding Unsupported(string message, string expected, string actual)
        => Finding.Error(FindingCode.BinaryUnsupported, message, expected, actual, "build it with a Go release and for a machine that are supported");
}
