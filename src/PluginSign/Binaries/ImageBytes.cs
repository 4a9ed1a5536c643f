using System.Buffers.Binary;

namespace PluginSign.Binaries;

/// <summary>Hostile bytes with an order of octets. Every read outside of them ends the reading.</summary>
internal readonly struct ImageBytes(ReadOnlyMemory<byte> memory, bool isBigEndian = false)
{
    public ReadOnlyMemory<byte> Memory => memory;

    public int Length => memory.Length;

    public bool IsBigEndian => isBigEndian;

    public ReadOnlySpan<byte> Slice(long offset, long size)
        => offset >= 0 && size >= 0 && offset <= memory.Length && size <= memory.Length - offset
            ? memory.Span.Slice((int)offset, (int)size)
            : throw UnreadableBinaryException.Malformed(
                "a table of the binary points outside of the file",
                FormattableString.Invariant($"at most {memory.Length} bytes"),
                FormattableString.Invariant($"{size} bytes at offset {offset}"));

    public ImageBytes Part(long offset, long size)
    {
        _ = Slice(offset, size);
        return new ImageBytes(memory.Slice((int)offset, (int)size), isBigEndian);
    }

    public byte U8(long offset) => Slice(offset, 1)[0];

    public ushort U16(long offset)
        => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Slice(offset, 2)) : BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2));

    public uint U32(long offset)
        => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4)) : BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4));

    public ulong U64(long offset)
        => isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Slice(offset, 8)) : BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, 8));

    /// <summary>An offset or address of 4 or 8 bytes that a file of the permitted size can hold.</summary>
    public ulong Word(long offset, bool is64) => is64 ? U64(offset) : U32(offset);

    /// <summary>The bytes before the NUL, which must come within the bytes and within the cap on names.</summary>
    public ReadOnlySpan<byte> Terminated(long offset)
    {
        ReadOnlySpan<byte> rest = Slice(offset, Math.Min(Math.Max(memory.Length - offset, 0), Limits.BinaryNameBytes + 1L));
        int end = rest.IndexOf((byte)0);
        return end >= 0
            ? rest[..end]
            : throw UnreadableBinaryException.Malformed(
                "a name in the binary has no end",
                FormattableString.Invariant($"a NUL within {Limits.BinaryNameBytes} bytes"),
                FormattableString.Invariant($"none from offset {offset} on"));
    }
}
