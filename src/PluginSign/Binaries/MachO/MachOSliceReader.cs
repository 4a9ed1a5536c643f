using PluginSign.Findings;

namespace PluginSign.Binaries.MachO;

/// <summary>Makes the facts of one image.</summary>
internal static class MachOSliceReader
{
    private const uint AllowStackExecution = 0x2_0000;
    private const uint PositionIndependent = 0x20_0000;
    private const int ModInitPointers = 0x9;
    private const int ThreadLocalInitPointers = 0x15;
    private const int InitOffsets = 0x16;
    private const int SamplesShown = 3;

    public static MachOSlice Read(ReadOnlyMemory<byte> image, long offset, ReadingBudget budget, List<Finding> findings)
    {
        MachOImage read = MachOImage.Read(image, budget);
        MachOImports imports = new(read, budget);
        imports.Read();
        ImageBytes? trie = Trie(read);
        (List<BinaryExport> exports, int resolvers) = Exports(read, trie, budget, findings);
        MachOCodeSignature? signature = read.LinkEdit(MachOCommand.CodeSignature) is { } blob ? MachOSignatureReader.Read(blob.Memory, budget) : null;
        MachOSlice slice = new()
        {
            Architecture = MachOCpus.Architecture(read.CpuType, read.CpuSubtype),
            CpuType = read.CpuType,
            CpuSubtype = read.CpuSubtype,
            Bits = read.Is64 ? 64 : 32,
            Offset = offset,
            Size = image.Length,
            FileType = read.FileType,
            Platform = read.Platform,
            InstallName = read.InstallName,
            HasExportTrie = trie is not null,
            IsInterposer = read.Sections.Exists(static s => s.Name.EndsWith("__interpose", StringComparison.Ordinal)),
            Exports = [.. exports],
            Imports = [.. imports.Imports],
            Libraries = [.. read.Libraries],
            RunPaths = [.. read.RunPaths],
            Constructors = [.. Constructors(read, resolvers)],
            WritableExecutableSegments = [.. read.Segments.Where(static s => s.IsWritableExecutable).Select(static s => s.Name)],
            Hardening = Hardening(read),
            CodeSignature = signature,
            TrailingBytes = TrailingBytes(read),
        };
        if (slice.TrailingBytes > 0)
        {
            findings.Add(Finding.Warning(
                FindingCode.MachOBytesAfterSignature,
                signature is null ? "the image has bytes behind its last segment that nothing loads" : "the image has bytes behind its code signature, which does not cover them",
                "0",
                FormattableString.Invariant($"{slice.TrailingBytes} bytes in the {slice.Architecture} image"),
                "see that the signature covers the whole file, and ask the publisher what the bytes are for"));
        }

        return slice;
    }

    private static ImageBytes? Trie(MachOImage image)
    {
        if (image.LinkEdit(MachOCommand.ExportsTrie) is { } trie)
        {
            return trie;
        }

        return image.Single.TryGetValue(MachOCommand.DyldInfo, out long info)
            ? image.Bytes.Part(image.Bytes.U32(info + 40), image.Bytes.U32(info + 44))
            : null;
    }

    private static (List<BinaryExport> Exports, int Resolvers) Exports(MachOImage image, ImageBytes? trie, ReadingBudget budget, List<Finding> findings)
    {
        List<MachOSymbol> listed = [.. MachOSymbols.Read(image, budget).Where(static s => s.IsExport)];
        if (trie is null)
        {
            return ([.. listed.Select(s => new BinaryExport(s.Name, Kind(image, s)))], 0);
        }

        MachOExports exports = new(image, trie.Value, budget);
        exports.Read();
        HashSet<string> found = [.. exports.Exports.Select(static e => e.Name)];
        string[] missing = [.. listed.Select(static s => s.Name).Where(n => !found.Contains(n)).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            findings.Add(Finding.Warning(
                FindingCode.MachOSymbolsDisagree,
                "the symbol table shows exported names that dyld does not find",
                "the names of the export trie",
                FormattableString.Invariant($"{missing.Length} more: {string.Join(", ", missing.Take(SamplesShown))}"),
                "do not rely on what nm prints for this file"));
        }

        return (exports.Exports, exports.Resolvers);
    }

    private static ExportKind Kind(MachOImage image, MachOSymbol symbol)
    {
        if (symbol.Section is 0 || symbol.Section > image.Sections.Count)
        {
            return ExportKind.Unknown;
        }

        return image.Sections[symbol.Section - 1].IsCode ? ExportKind.Function : ExportKind.DataObject;
    }

    private static IEnumerable<string> Constructors(MachOImage image, int resolvers)
    {
        if (image.HasRoutine)
        {
            yield return "LC_ROUTINES";
        }

        foreach (MachOSection section in image.Sections)
        {
            ulong pointers = section.Size / (ulong)image.PointerBytes;
            string? line = section switch
            {
                { Type: ModInitPointers } => FormattableString.Invariant($"__mod_init_func {pointers} entries"),
                { Type: InitOffsets } => FormattableString.Invariant($"__init_offsets {section.Size / 4} entries"),
                { Type: ThreadLocalInitPointers } => FormattableString.Invariant($"__thread_init {pointers} entries"),
                { Name: "__objc_nlclslist" or "__objc_nlcatlist" } => FormattableString.Invariant($"Objective-C +load {pointers} classes"),
                _ => null,
            };
            if (line is not null)
            {
                yield return line;
            }
        }

        if (resolvers > 0)
        {
            yield return FormattableString.Invariant($"symbol resolvers {resolvers}");
        }
    }

    private static BinaryHardening Hardening(MachOImage image) => new()
    {
        Nx = (image.Flags & AllowStackExecution) == 0,
        RandomBase = image.FileType != MachOFileType.Executable || (image.Flags & PositionIndependent) != 0,
        WritableExecutableSegment = image.Segments.Exists(static s => s.IsWritableExecutable),
    };

    private static long TrailingBytes(MachOImage image)
    {
        ulong end = image.Single.TryGetValue(MachOCommand.CodeSignature, out long command)
            ? (ulong)image.Bytes.U32(command + 8) + image.Bytes.U32(command + 12)
            : image.Segments.Select(static s => s.Offset + s.FileSize).DefaultIfEmpty((ulong)image.Bytes.Length).Max();
        return Math.Max(0, image.Bytes.Length - (long)end);
    }
}
