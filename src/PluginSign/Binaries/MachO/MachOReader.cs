using System.Buffers.Binary;
using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.MachO;

/// <summary>Reads Mach-O files, thin and fat, the way dyld does.</summary>
public static class MachOReader
{
    // A Java class begins with the same four bytes; its version comes next and is at least this.
    private const uint FirstJavaVersion = 43;
    private const int SamplesShown = 3;

    /// <summary>Whether the bytes begin like a Mach-O file.</summary>
    public static bool IsMachO(ReadOnlySpan<byte> bytes)
        => bytes is [0xFE, 0xED, 0xFA, 0xCE or 0xCF, ..] or [0xCE or 0xCF, 0xFA, 0xED, 0xFE, ..] || IsFat(bytes);

    /// <summary>Reads a Mach-O file with all of its slices.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The facts, or what is wrong: <see cref="FindingCode.BinaryMalformed"/>, <see cref="FindingCode.BinaryTooLarge"/>,
    /// <see cref="FindingCode.BinaryUnsupported"/> or <see cref="FindingCode.BinaryFormatUnknown"/>.</returns>
    public static Answer<BinaryFacts> Read(ReadOnlyMemory<byte> bytes)
        => IsMachO(bytes.Span)
            ? BinaryReading.Run(bytes, Facts)
            : Answers.Refused<BinaryFacts>(BinaryReading.NotThis("Mach-O", bytes.Span));

    private static bool IsFat(ReadOnlySpan<byte> bytes)
        => bytes.Length >= 8 && bytes is [0xCA, 0xFE, 0xBA, 0xBE or 0xBF, ..] && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) < FirstJavaVersion;

    private static BinaryFacts Facts(ReadOnlyMemory<byte> bytes, List<Finding> findings)
    {
        ReadingBudget budget = new(bytes.Length);
        bool isFat = IsFat(bytes.Span);
        List<(long Offset, long Size)> places = isFat ? MachOFatFile.Slices(bytes) : [(0, bytes.Length)];
        List<MachOSlice> slices = [];
        foreach ((long offset, long size) in places)
        {
            slices.Add(MachOSliceReader.Read(bytes.Slice((int)offset, (int)size), offset, budget, findings));
        }

        ImmutableArray<BinaryExport> shared = Shared(slices, findings);
        return new BinaryFacts
        {
            Format = BinaryFormat.MachO,
            Kind = BinaryKind.Native,
            Architecture = string.Join('+', slices.Select(static s => s.Architecture)),
            OperatingSystem = string.Join('+', slices.Select(static s => s.Platform).Distinct(StringComparer.Ordinal)),
            Bits = slices.Select(static s => s.Bits).Distinct().Count() == 1 ? slices[0].Bits : null,
            Exports = shared,
            Imports = [.. slices.SelectMany(static s => s.Imports).Distinct()],
            Libraries = [.. slices.SelectMany(static s => s.Libraries).Select(static l => l.Name).Distinct(StringComparer.Ordinal)],
            RunPaths = [.. slices.SelectMany(static s => s.RunPaths).Distinct(StringComparer.Ordinal)],
            Constructors = [.. slices.SelectMany(s => s.Constructors.Select(c => isFat ? $"{s.Architecture}: {c}" : c))],
            Hardening = Weakest(slices),
            MachO = new MachOFacts { IsFat = isFat, Slices = [.. slices] },
        };
    }

    private static ImmutableArray<BinaryExport> Shared(List<MachOSlice> slices, List<Finding> findings)
    {
        if (slices.Count == 1)
        {
            return slices[0].Exports;
        }

        HashSet<string> everywhere = [.. slices[0].Exports.Select(static e => e.Name)];
        HashSet<string> anywhere = new(everywhere, StringComparer.Ordinal);
        foreach (MachOSlice slice in slices.Skip(1))
        {
            everywhere.IntersectWith(slice.Exports.Select(static e => e.Name));
            anywhere.UnionWith(slice.Exports.Select(static e => e.Name));
        }

        if (anywhere.Count > everywhere.Count)
        {
            string[] samples = [.. anywhere.Where(n => !everywhere.Contains(n)).Order(StringComparer.Ordinal).Take(SamplesShown)];
            findings.Add(Finding.Warning(
                FindingCode.MachOSlicesDiffer,
                "the slices of the fat file do not export the same names",
                "the same names for every processor",
                FormattableString.Invariant($"{anywhere.Count - everywhere.Count} names only in some: {string.Join(", ", samples)}"),
                "build every slice from the same sources"));
        }

        return [.. slices[0].Exports.Where(e => everywhere.Contains(e.Name))];
    }

    // What one slice lacks, the file lacks.
    private static BinaryHardening Weakest(List<MachOSlice> slices) => new()
    {
        Nx = slices.TrueForAll(static s => s.Hardening.Nx == true),
        RandomBase = slices.TrueForAll(static s => s.Hardening.RandomBase == true),
        WritableExecutableSegment = slices.Exists(static s => s.Hardening.WritableExecutableSegment == true),
    };
}
