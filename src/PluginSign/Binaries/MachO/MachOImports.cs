namespace PluginSign.Binaries.MachO;

/// <summary>What dyld binds: chained fixups, or bind opcodes, or (old images) the undefined symbols.</summary>
internal sealed class MachOImports(MachOImage image, ReadingBudget budget)
{
    private const uint TwoLevel = 0x80; // MH_TWOLEVEL
    private const int OneWord = 1;
    private const int WithAddend = 2;
    private const int WithLongAddend = 3;

    private readonly HashSet<(string Name, string? Library)> _seen = [];

    public List<BinaryImport> Imports { get; } = [];

    public void Read()
    {
        if (image.LinkEdit(MachOCommand.ChainedFixups) is { } chained)
        {
            ReadChained(chained);
        }
        else if (image.Single.TryGetValue(MachOCommand.DyldInfo, out long info))
        {
            // Pairs of offset and size: rebase, bind, weak bind, lazy bind, export.
            ReadOpcodes(Table(info + 16), isWeakTable: false);
            ReadOpcodes(Table(info + 24), isWeakTable: true);
            ReadOpcodes(Table(info + 32), isWeakTable: false);
        }
        else
        {
            // Without two levels of names (MH_TWOLEVEL) the first image of the process that has a name wins, also over this one's own.
            bool isFlat = (image.Flags & TwoLevel) == 0;
            foreach (MachOSymbol symbol in MachOSymbols.Read(image, budget).Where(s => s.IsImport || (isFlat && s.IsExport)))
            {
                Add(symbol.Name, symbol.IsImport ? symbol.Ordinal : 0, symbol.IsWeakImport, isInterposable: symbol.IsExport);
            }
        }
    }

    private ImageBytes Table(long at) => image.Bytes.Part(image.Bytes.U32(at), image.Bytes.U32(at + 4));

    private void Add(string name, long ordinal, bool isWeak, bool isInterposable = false)
    {
        budget.Entry();
        budget.Characters(name.Length);
        string? library = MachOOrdinals.Library(image, ordinal);
        if (_seen.Add((name, library)))
        {
            Imports.Add(new BinaryImport(name, library, IsWeak: isWeak) { IsInterposable = isInterposable });
        }
    }

    // mach-o/fixup-chains.h
    private void ReadChained(ImageBytes table)
    {
        uint imports = table.U32(8);
        uint symbols = table.U32(12);
        uint count = table.U32(16);
        uint format = table.U32(20);
        if (table.U32(0) != 0 || table.U32(24) != 0 || format is not (OneWord or WithAddend or WithLongAddend))
        {
            throw UnreadableBinaryException.Unsupported("the chained fixups have a form that is not known", "version 0, format 1 to 3, plain names");
        }

        int stride = format switch { OneWord => 4, WithAddend => 8, _ => 16 };
        ImageBytes entries = table.Part(imports, (long)count * stride);
        ImageBytes names = table.Part(symbols, table.Length - (long)symbols);
        for (long at = 0; at < entries.Length; at += stride)
        {
            if (format == WithLongAddend)
            {
                ulong entry = entries.U64(at);
                Add(budget.Text(names.Terminated((long)(entry >> 32))), unchecked((short)(entry & 0xFFFF)), (entry & 0x1_0000) != 0);
            }
            else
            {
                uint entry = entries.U32(at);
                Add(budget.Text(names.Terminated(entry >> 9)), unchecked((sbyte)(entry & 0xFF)), (entry & 0x100) != 0);
            }
        }
    }

    private void ReadOpcodes(ImageBytes table, bool isWeakTable)
    {
        MachOCursor cursor = new(table);
        string name = "";
        long ordinal = 0;
        bool isWeak = false;
        bool isNew = false;
        while (!cursor.IsAtEnd)
        {
            byte opcode = cursor.Byte();
            int low = opcode & 0x0F;
            switch (opcode & 0xF0)
            {
                case 0x10:
                    ordinal = low;
                    isNew = true;
                    break;
                case 0x20:
                    ordinal = (long)Math.Min(cursor.Uleb(), int.MaxValue);
                    isNew = true;
                    break;
                case 0x30:
                    ordinal = low == 0 ? 0 : low - 16;
                    isNew = true;
                    break;
                case 0x40:
                    name = budget.Text(cursor.Terminated());
                    isWeak = (low & 1) != 0;
                    isNew = true;
                    break;
                case 0x90 or 0xA0 or 0xB0 or 0xC0 when isNew:
                    Add(name, isWeakTable ? 0 : ordinal, isWeak);
                    isNew = false;
                    Skip(cursor, opcode);
                    break;
                default:
                    Skip(cursor, opcode);
                    break;
            }
        }
    }

    private static void Skip(MachOCursor cursor, byte opcode)
    {
        int numbers = (opcode & 0xF0) switch
        {
            0x00 or 0x50 or 0x90 or 0xB0 => 0,
            0x60 or 0x70 or 0x80 or 0xA0 => 1,
            0xC0 => 2,
            0xD0 => (opcode & 0x0F) == 0 ? 1 : 0,
            _ => throw UnreadableBinaryException.Malformed("a bind opcode is not known", null, FormattableString.Invariant($"0x{opcode:x2}")),
        };
        for (int i = 0; i < numbers; i++)
        {
            _ = cursor.Uleb();
        }
    }
}
