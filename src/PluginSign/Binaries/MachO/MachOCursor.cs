namespace PluginSign.Binaries.MachO;

/// <summary>Walks over the streams of __LINKEDIT: export tries and bind opcodes.</summary>
internal sealed class MachOCursor(ImageBytes bytes, long at = 0)
{
    public long At { get; set; } = at;

    public bool IsAtEnd => At >= bytes.Length;

    public byte Byte() => bytes.U8(At++);

    /// <summary>An unsigned number in groups of seven bits.</summary>
    public ulong Uleb()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            if (shift == 63 && (next & 0x7E) != 0)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }

        throw UnreadableBinaryException.Malformed("a number takes more than 64 bits", null, FormattableString.Invariant($"at offset {At}"));
    }

    /// <summary>A number that must be an offset within these bytes.</summary>
    public long OffsetWithin()
    {
        ulong value = Uleb();
        return value < (ulong)bytes.Length
            ? (long)value
            : throw UnreadableBinaryException.Malformed(
                "an offset points outside of its table", FormattableString.Invariant($"less than {bytes.Length}"), FormattableString.Invariant($"{value}"));
    }

    public ReadOnlySpan<byte> Terminated()
    {
        ReadOnlySpan<byte> text = bytes.Terminated(At);
        At += text.Length + 1;
        return text;
    }
}
