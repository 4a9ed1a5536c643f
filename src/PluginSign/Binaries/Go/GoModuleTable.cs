using System.Buffers.Binary;
using PluginSign.Binaries.Elf;

namespace PluginSign.Binaries.Go;

/// <summary>The runtime's record of one linked module (runtime.moduledata), found without symbols: it begins with a pointer to the line table.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Types">Where the type descriptors begin; names and types are offsets from here.</param>
/// <param name="TypesEnd">Where they end.</param>
/// <param name="IsOldLayout">The layout of 1.18 and 1.19.</param>
internal sealed record GoModuleTable(ulong Address, ulong Types, ulong TypesEnd, bool IsOldLayout)
{
    private const byte OldMark = 0xf0;
    private const byte NewMark = 0xf1;
    private const int HeaderBytes = 8;
    private const int TextOffset = 176;
    private const int ProgramCounterOffset = 160;

    public ulong ExportTable => Address + (IsOldLayout ? 384UL : 400UL);

    public ulong PluginPath => Address + (IsOldLayout ? 408UL : 424UL);

    public ulong PackageHashes => Address + (IsOldLayout ? 424UL : 440UL);

    /// <summary>All records that there are; a real file has one. Null when there is more that looks like a line table than anyone would look at.</summary>
    public static List<GoModuleTable>? Find(GoMemory memory)
    {
        HashSet<ulong> headers = LineTables(memory);
        if (headers.Count > Limits.GoLineTables)
        {
            return null;
        }

        SortedSet<ulong> places = [.. memory.Pointers.Where(p => headers.Contains(p.Value)).Select(static p => p.Key)];
        foreach (ulong header in headers)
        {
            places.UnionWith(Literals(memory, header));
        }

        return [.. places.Select(p => Read(memory, p)).OfType<GoModuleTable>()];
    }

    private static GoModuleTable? Read(GoMemory memory, ulong address)
    {
        if (!memory.TryPointer(address, out ulong header) || !memory.TryBytes(header, HeaderBytes, out ReadOnlySpan<byte> mark))
        {
            return null;
        }

        bool isOld = mark[0] == OldMark;
        ulong types = address + (isOld ? 280UL : 296UL);
        ulong links = address + (isOld ? 336UL : 352UL);
        return memory.TryPointer(address + TextOffset, out ulong text)
            && memory.TryPointer(address + TextOffset + 8, out ulong textEnd)
            && memory.TryPointer(address + ProgramCounterOffset, out ulong least)
            && memory.TryPointer(address + ProgramCounterOffset + 8, out ulong most)
            && memory.TryPointer(types, out ulong start)
            && memory.TryPointer(types + 8, out ulong end)
            && memory.TrySlice(links, out _, out ulong length, out ulong capacity)
            && text < textEnd && text <= least && least <= most && most <= textEnd
            && start < end && length == capacity
            ? new GoModuleTable(address, start, end, isOld)
            : null;
    }

    // Magic number, two zero bytes, the instruction quantum, the pointer size.
    private static HashSet<ulong> LineTables(GoMemory memory)
    {
        HashSet<ulong> found = [];
        foreach (ElfSegment load in memory.Image.Segments.Loads)
        {
            ReadOnlySpan<byte> bytes = memory.Image.Bytes.Slice((int)load.Offset, (int)load.FileSize);
            for (int from = 0; from < bytes.Length && found.Count <= Limits.GoLineTables;)
            {
                int hit = bytes[from..].IndexOf((ReadOnlySpan<byte>)[0xff, 0xff, 0xff, 0, 0]);
                if (hit < 0)
                {
                    break;
                }

                int start = from + hit - 1;
                if (start >= 0 && start % 8 == 0 && bytes.Length - start >= HeaderBytes && bytes[start] is OldMark or NewMark
                    && bytes[start + 6] is 1 or 2 or 4 && bytes[start + 7] == 8)
                {
                    found.Add(load.Address + (ulong)start);
                }

                from += hit + 1;
            }
        }

        return found;
    }

    // Executables at a fixed address have the pointer as it is.
    private static List<ulong> Literals(GoMemory memory, ulong header)
    {
        List<ulong> places = [];
        byte[] literal = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(literal, header);
        foreach (ElfSegment load in memory.Image.Segments.Loads.Where(static l => l.IsWritable))
        {
            ReadOnlySpan<byte> bytes = memory.Image.Bytes.Slice((int)load.Offset, (int)load.FileSize);
            for (int from = 0, hit = 0; hit >= 0; from += hit + 1)
            {
                hit = bytes[from..].IndexOf(literal);
                if (hit >= 0 && (load.Address + (ulong)(from + hit)) % 8 == 0)
                {
                    places.Add(load.Address + (ulong)(from + hit));
                }
            }
        }

        return places;
    }
}
