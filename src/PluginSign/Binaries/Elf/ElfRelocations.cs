using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>What the relocation tables say about symbols: the largest index used, and how many resolvers run while loading.</summary>
internal sealed class ElfRelocations
{
    private const ushort Mips = 8;

    public uint LargestSymbol { get; private set; }

    /// <summary>Relocations that call a resolver function (R_*_IRELATIVE).</summary>
    public int Resolvers { get; private set; }

    public static Finding? Read(ElfImage image, out ElfRelocations relocations)
    {
        relocations = new ElfRelocations();
        bool isPltRela = image.Dynamic![ElfTag.PltRel] == ElfTag.Rela;
        return relocations.Add(image, "DT_RELA", ElfTag.Rela, ElfTag.RelaSize, hasAddend: true)
            ?? relocations.Add(image, "DT_REL", ElfTag.Rel, ElfTag.RelSize, hasAddend: false)
            ?? relocations.Add(image, "DT_JMPREL", ElfTag.JmpRel, ElfTag.PltRelSize, isPltRela)
            ?? ElfTables.Find(image, "DT_RELR", ElfTag.Relr, ElfTag.RelrSize, out _);
    }

    public static int EntrySize(ElfWords words, bool hasAddend) => (hasAddend ? 3 : 2) * words.WordSize;

    private Finding? Add(ElfImage image, string name, ulong addressTag, ulong sizeTag, bool hasAddend)
    {
        if (ElfTables.Find(image, name, addressTag, sizeTag, out ElfTable table) is { } fault)
        {
            return fault;
        }

        int entry = EntrySize(image.Words, hasAddend);
        if (table.Length % entry != 0)
        {
            return ElfFindings.Invalid(FindingCode.ElfRelocationsInvalid, $"{name} is not a whole number of entries");
        }

        ReadOnlySpan<byte> bytes = image.Bytes.Slice(table.Offset, table.Length);
        ElfWords words = image.Words;
        uint resolver = ElfMachines.ResolverRelocation(image.Header.Machine);
        bool isMips64 = image.Header.Machine == Mips && words.Is64;
        for (int at = 0; at < bytes.Length; at += entry)
        {
            ulong info = words.Word(bytes, at + words.WordSize);
            // MIPS64 stores the index as a 32-bit number first, then four single bytes.
            uint symbol = (words.Is64, isMips64) switch
            {
                (_, true) => words.U32(bytes, at + words.WordSize),
                (true, _) => (uint)(info >> 32),
                _ => (uint)(info >> 8),
            };
            uint type = words.Is64 ? (uint)(info & 0xffffffff) : (uint)(info & 0xff);
            LargestSymbol = Math.Max(LargestSymbol, symbol);
            if (resolver != 0 && type == resolver)
            {
                Resolvers++;
            }
        }

        return null;
    }
}
