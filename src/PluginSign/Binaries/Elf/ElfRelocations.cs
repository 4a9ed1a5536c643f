using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>What the relocation tables say about symbols: the largest index used, and how many resolvers run while loading.</summary>
internal sealed class ElfRelocations
{
    private const ushort Mips = 8;

    private const ulong MipsGotSymbol = 0x70000013; // DT_MIPS_GOTSYM: from here on the loader binds every symbol, without a relocation

    private readonly List<(ElfTable Table, bool HasAddend)> _tables = [];

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

        _tables.Add((table, hasAddend));
        ReadOnlySpan<byte> bytes = image.Bytes.Slice(table.Offset, table.Length);
        ElfWords words = image.Words;
        uint resolver = ElfMachines.ResolverRelocation(image.Header.Machine);
        bool isMips64 = image.Header.Machine == Mips && words.Is64;
        for (int at = 0; at < bytes.Length; at += entry)
        {
            ulong info = words.Word(bytes, at + words.WordSize);
            uint symbol = Symbol(words, bytes, at, isMips64);
            uint type = words.Is64 ? (uint)(info & 0xffffffff) : (uint)(info & 0xff);
            LargestSymbol = Math.Max(LargestSymbol, symbol);
            if (resolver != 0 && type == resolver)
            {
                Resolvers++;
            }
        }

        return null;
    }

    /// <summary>Which symbols some relocation names: what the loader looks up, whoever defines it. The indexes are known to be below <paramref name="count"/>.</summary>
    public bool[] Bound(ElfImage image, int count)
    {
        bool[] bound = new bool[count];
        bool isMips = image.Header.Machine == Mips;
        foreach ((ElfTable table, bool hasAddend) in _tables)
        {
            ReadOnlySpan<byte> bytes = image.Bytes.Slice(table.Offset, table.Length);
            int entry = EntrySize(image.Words, hasAddend);
            for (int at = 0; at < bytes.Length; at += entry)
            {
                uint symbol = Symbol(image.Words, bytes, at, isMips && image.Words.Is64);
                if (symbol > 0 && symbol < count)
                {
                    bound[symbol] = true;
                }
            }
        }

        if (isMips && image.Dynamic![MipsGotSymbol] is { } first)
        {
            bound.AsSpan((int)Math.Min(first, (ulong)count)).Fill(true);
        }

        return bound;
    }

    // MIPS64 stores the index as a 32-bit number first, then four single bytes.
    private static uint Symbol(ElfWords words, ReadOnlySpan<byte> bytes, int at, bool isMips64) => (words.Is64, isMips64) switch
    {
        (_, true) => words.U32(bytes, at + words.WordSize),
        (true, _) => (uint)(words.Word(bytes, at + words.WordSize) >> 32),
        _ => (uint)(words.Word(bytes, at + words.WordSize) >> 8),
    };
}
