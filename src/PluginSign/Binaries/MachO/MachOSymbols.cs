namespace PluginSign.Binaries.MachO;

/// <summary>The symbol table: what tools print. dyld uses it for old images only.</summary>
internal static class MachOSymbols
{
    /// <summary>The external symbols.</summary>
    public static List<MachOSymbol> Read(MachOImage image, ReadingBudget budget)
    {
        List<MachOSymbol> symbols = [];
        if (!image.Single.TryGetValue(MachOCommand.SymbolTable, out long command))
        {
            return symbols;
        }

        int stride = image.Is64 ? 16 : 12;
        uint count = image.Bytes.U32(command + 12);
        ImageBytes table = image.Bytes.Part(image.Bytes.U32(command + 8), (long)count * stride);
        ImageBytes strings = image.Bytes.Part(image.Bytes.U32(command + 16), image.Bytes.U32(command + 20));
        for (long at = 0; at < table.Length; at += stride)
        {
            budget.Entry();
            byte type = table.U8(at + 4);

            // N_EXT, and no debugging entry.
            if ((type & 0xE1) == 1)
            {
                symbols.Add(new MachOSymbol(budget.Text(strings.Terminated(table.U32(at))), type, table.U16(at + 6), table.U8(at + 5)));
            }
        }

        return symbols;
    }
}
