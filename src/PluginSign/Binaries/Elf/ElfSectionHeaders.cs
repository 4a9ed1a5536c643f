using System.Globalization;
using System.Runtime.InteropServices;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The section headers, which no loader reads and most tools believe: do they tell of the tables that the loader uses?</summary>
internal static class ElfSectionHeaders
{
    private const uint StringTable = 3;
    private const uint Hash = 5;
    private const uint DynamicSection = 6;
    private const uint DynamicSymbols = 11;
    private const uint GnuHash = 0x6ffffff6;
    private const uint GnuVersions = 0x6fffffff;

    /// <summary>The first contradiction, as a warning.</summary>
    public static Finding? Compare(ElfImage image, ElfSymbolTable symbols)
    {
        ElfHeader header = image.Header;
        if (header.SectionOffset == 0 || header.SectionCount == 0)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = image.Bytes;
        int entry = image.Words.Is64 ? 64 : 40;
        ulong size = (ulong)(header.SectionCount * entry);
        if (header.SectionEntrySize != entry || header.SectionOffset > (ulong)bytes.Length || size > (ulong)bytes.Length - header.SectionOffset)
        {
            return Disagree("the section headers", "inside the file", "outside it");
        }

        bool hasSymbols = false;
        ReadOnlySpan<byte> table = bytes.Slice((int)header.SectionOffset, (int)size);
        for (int i = 0; i < header.SectionCount; i++)
        {
            ElfSection section = ElfSection.Read(table.Slice(i * entry, entry), image.Words);
            hasSymbols |= section.Type == DynamicSymbols;
            if (Compare(image, symbols, section, table) is { } finding)
            {
                return finding;
            }
        }

        return hasSymbols || symbols.Table.Length == 0 ? null : Disagree("the symbol table", At((ulong)symbols.Table.Offset), "not mentioned");
    }

    private static Finding? Compare(ElfImage image, ElfSymbolTable symbols, ElfSection section, ReadOnlySpan<byte> table) => section.Type switch
    {
        DynamicSymbols => Place("the symbol table", (ulong)symbols.Table.Offset, section)
            ?? Size(symbols, section)
            ?? Strings(image, section, table),
        DynamicSection => Place("the dynamic section", (ulong)image.Dynamic!.Offset, section),
        Hash => Address(image, "the hash table", ElfTag.Hash, section),
        GnuHash => Address(image, "the GNU hash table", ElfTag.GnuHash, section),
        GnuVersions => Address(image, "the version table", ElfTag.VersionSymbols, section),
        _ => null,
    };

    private static Finding? Size(ElfSymbolTable symbols, ElfSection section)
        => section.Size == (ulong)symbols.Table.Length || (!symbols.IsCountExact && section.Size > (ulong)symbols.Table.Length)
            ? null
            : Disagree("the size of the symbol table", Number((ulong)symbols.Table.Length), Number(section.Size));

    private static Finding? Strings(ElfImage image, ElfSection section, ReadOnlySpan<byte> table)
    {
        int entry = image.Words.Is64 ? 64 : 40;
        if (section.Link >= (uint)(table.Length / entry))
        {
            return Disagree("the string table", At((ulong)image.StringTable.Offset), "not mentioned");
        }

        ElfSection strings = ElfSection.Read(table.Slice((int)section.Link * entry, entry), image.Words);
        return strings.Type != StringTable || strings.Size != (ulong)image.StringTable.Length
            ? Disagree("the size of the string table", Number((ulong)image.StringTable.Length), Number(strings.Size))
            : Place("the string table", (ulong)image.StringTable.Offset, strings);
    }

    private static Finding? Address(ElfImage image, string what, ulong tag, ElfSection section)
        => image.Dynamic![tag] is { } address && image.Segments.TryMap(address, 0, out int offset)
            ? Place(what, (ulong)offset, section)
            : null;

    private static Finding? Place(string what, ulong offset, ElfSection section)
        => section.Offset == offset ? null : Disagree(what, At(offset), At(section.Offset));

    private static Finding Disagree(string what, string expected, string actual)
        => Finding.Warning(
            FindingCode.ElfSectionsDisagree,
            $"{what}: section headers tell of another one than the loader uses",
            expected,
            actual,
            "don't believe what nm, objdump and readelf show of this file; ask its publisher how it was made");

    private static string At(ulong offset) => string.Create(CultureInfo.InvariantCulture, $"at byte {offset}");

    private static string Number(ulong size) => string.Create(CultureInfo.InvariantCulture, $"{size} bytes");
}

/// <summary>One section header (gABI, "Section Header").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfSection(uint Type, ulong Offset, ulong Size, uint Link)
{
    public static ElfSection Read(ReadOnlySpan<byte> bytes, ElfWords words)
    {
        int word = words.WordSize;
        return new(words.U32(bytes, 4), words.Word(bytes, 8 + (2 * word)), words.Word(bytes, 8 + (3 * word)), words.U32(bytes, 8 + (4 * word)));
    }
}
