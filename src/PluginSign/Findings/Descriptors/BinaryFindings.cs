namespace PluginSign.Findings.Descriptors;

/// <summary>5xxx: binaries.</summary>
internal static class BinaryFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.BinaryFormatUnknown, Check.Binary, Severity.Error)
        {
            Meaning = "The binary is none of the known formats.",
            Hint = "check that the path names the plugin itself",
        },
        new(FindingCode.BinaryMalformed, Check.Binary, Severity.Error)
        {
            Meaning = "The binary breaks its format's grammar, or is what no toolchain makes.",
            Hint = "get the file again from its publisher; no toolchain makes such files",
        },
        new(FindingCode.BinaryTooLarge, Check.Binary, Severity.Error)
        {
            Meaning = "The binary holds more of something than the cap.",
            Hint = "if the file is genuine, split it into smaller ones",
        },
        new(FindingCode.BinaryUnsupported, Check.Binary, Severity.Error)
        {
            Meaning = "A form of the format that is not supported, for example a WebAssembly component or an unknown Go version.",
            Hint = "build the plugin without this form, or judge it by its signature alone",
        },
        new(FindingCode.ElfHeaderInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "The ELF header is not one that a loader accepts.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfTruncated, Check.Binary, Severity.Error)
        {
            Meaning = "The file ends before a part that its headers tell of.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfSegmentInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A segment's address or sizes are impossible.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfSegmentsOverlap, Check.Binary, Severity.Error)
        {
            Meaning = "Segments overlap, share a page or are out of order.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfSegmentMisaligned, Check.Binary, Severity.Error)
        {
            Meaning = "A segment's place in the file does not fit its address.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfSegmentRepeated, Check.Binary, Severity.Error)
        {
            Meaning = "A program header that may come once comes more often.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfDynamicInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "The dynamic section contradicts itself or has no end.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfDynamicTagRepeated, Check.Binary, Severity.Error)
        {
            Meaning = "A dynamic tag that may come once comes more often.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfTableOutsideSegment, Check.Binary, Severity.Error)
        {
            Meaning = "A table does not lie in one segment's part of the file.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfEntrySizeUnexpected, Check.Binary, Severity.Error)
        {
            Meaning = "A table's entries are not of the size that loaders assume.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfStringInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A name does not end inside the string table, or is no text.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfHashTableInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A hash table is not one that a linker makes.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfHashTablesDisagree, Check.Binary, Severity.Error)
        {
            Meaning = "The tables disagree on which symbols there are.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfVersionsInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A version table is not one that a linker makes.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfRelocationsInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A relocation table is damaged.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.ElfSectionsDisagree, Check.Binary, Severity.Warning)
        {
            Meaning = "Section headers tell of other tables than the loader uses.",
            Hint = "don't believe what nm, objdump and readelf show of this file; ask its publisher how it was made",
        },
        new(FindingCode.ElfHashTableHidesNames, Check.Binary, Severity.Warning)
        {
            Meaning = "Names are in the symbol table that a lookup does not find.",
            Hint = "build the file again; no linker makes such a hash table",
        },
        new(FindingCode.PeExportNotFound, Check.Binary, Severity.Warning)
        {
            Meaning = "An exported name is listed but Windows' binary search does not find it: the table is unsorted or names it twice.",
            Hint = "do not rely on these names; build the plugin again with a linker that sorts its exports",
        },
        new(FindingCode.PeOverlay, Check.Binary, Severity.Warning)
        {
            Meaning = "Bytes lie behind the last section and outside of the certificate table: nothing loads them, but they travel along.",
            Hint = "see that the signature covers the whole file, and ask the publisher what the bytes are for",
        },
        new(FindingCode.PeCertificatePadding, Check.Binary, Severity.Warning)
        {
            Meaning = "The certificate table holds bytes that belong to no certificate: Authenticode does not cover them.",
            Hint = "rely on a signature over the whole file",
        },
        new(FindingCode.DotNetMachineCode, Check.Binary, Severity.Note)
        {
            Meaning = "The assembly holds machine code beside its IL; what runs need not be what the IL says.",
            Hint = "build it without PublishReadyToRun if the host wants IL alone",
        },
        new(FindingCode.MachOSlicesDiffer, Check.Binary, Severity.Warning)
        {
            Meaning = "The slices of a fat file do not export the same names.",
            Hint = "build every slice from the same sources",
        },
        new(FindingCode.MachOBytesAfterSignature, Check.Binary, Severity.Warning)
        {
            Meaning = "Bytes lie behind the code signature, where it does not cover them.",
            Hint = "see that the signature covers the whole file, and ask the publisher what the bytes are for",
        },
        new(FindingCode.MachOSymbolsDisagree, Check.Binary, Severity.Warning)
        {
            Meaning = "The symbol table, which tools print, shows exported names that dyld does not find in the export trie.",
            Hint = "do not rely on what nm prints for this file",
        },
    ];
}
