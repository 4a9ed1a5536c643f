namespace PluginSign.Binaries.MachO;

/// <summary>The table of a fat file: always big-endian (mach-o/fat.h).</summary>
internal static class MachOFatFile
{
    private const uint Fat64 = 0xCAFE_BABF;
    private const int HeaderBytes = 8;
    private const int SubtypeMask = 0x00FF_FFFF;
    private const int MostAlignment = 20;

    /// <summary>Where each image lies. None overlaps another or the table, and no two are for one processor.</summary>
    public static List<(long Offset, long Size)> Slices(ReadOnlyMemory<byte> file)
    {
        ImageBytes bytes = new(file, isBigEndian: true);
        bool is64 = bytes.U32(0) == Fat64;
        uint count = bytes.U32(4);
        int stride = is64 ? 32 : 20;
        if (count is 0 or > Limits.MachOSlices)
        {
            throw UnreadableBinaryException.Malformed("the number of slices makes no sense", FormattableString.Invariant($"1 to {Limits.MachOSlices}"), FormattableString.Invariant($"{count}"));
        }

        List<(long Offset, long Size)> slices = [];
        HashSet<(uint, uint)> processors = [];
        for (int i = 0; i < count; i++)
        {
            long at = HeaderBytes + ((long)i * stride);
            uint type = bytes.U32(at);
            uint subtype = bytes.U32(at + 4) & SubtypeMask;
            ulong offset = bytes.Word(at + 8, is64);
            ulong size = bytes.Word(at + (is64 ? 16 : 12), is64);
            uint alignment = bytes.U32(at + (is64 ? 24 : 16));
            if (!processors.Add((type, subtype)))
            {
                throw UnreadableBinaryException.Malformed("two slices are for the same processor", "one for each", FormattableString.Invariant($"cputype {type}, cpusubtype {subtype}"));
            }

            if (alignment > MostAlignment || offset > int.MaxValue || size > int.MaxValue || offset % (1UL << (int)alignment) != 0)
            {
                throw UnreadableBinaryException.Malformed("a slice is not aligned, or lies outside of the file", null, FormattableString.Invariant($"offset {offset}, {size} bytes, alignment 2^{alignment}"));
            }

            CheckProcessor(bytes.Part((long)offset, (long)size), type, subtype);
            slices.Add(((long)offset, (long)size));
        }

        CheckOverlap(slices, HeaderBytes + ((long)count * stride));
        return slices;
    }

    // The kernel picks a slice by the table; what the slice says of itself must be the same.
    private static void CheckProcessor(ImageBytes slice, uint type, uint subtype)
    {
        ImageBytes header = new(slice.Memory, slice.Slice(0, 4) is [0xFE, 0xED, 0xFA, ..]);
        if (header.U32(4) != type || (header.U32(8) & SubtypeMask) != subtype)
        {
            throw UnreadableBinaryException.Malformed(
                "a slice is for another processor than the table says",
                FormattableString.Invariant($"cputype {type}, cpusubtype {subtype}"),
                FormattableString.Invariant($"cputype {header.U32(4)}, cpusubtype {header.U32(8) & SubtypeMask}"));
        }
    }

    private static void CheckOverlap(List<(long Offset, long Size)> slices, long tableEnd)
    {
        long end = tableEnd;
        foreach ((long offset, long size) in slices.OrderBy(static s => s.Offset))
        {
            if (offset < end)
            {
                throw UnreadableBinaryException.Malformed("two slices share bytes of the file", FormattableString.Invariant($"offset {end} or more"), FormattableString.Invariant($"{offset}"));
            }

            end = offset + size;
        }
    }
}
