using System.Buffers.Binary;

namespace PluginSign.Binaries.Elf;

/// <summary>Reads numbers in the file's own class and byte order. Whoever calls has checked the bounds.</summary>
/// <param name="Is64">ELFCLASS64.</param>
/// <param name="IsBigEndian">ELFDATA2MSB.</param>
internal readonly record struct ElfWords(bool Is64, bool IsBigEndian)
{
    public int WordSize => Is64 ? 8 : 4;

    public ushort U16(ReadOnlySpan<byte> bytes, int at)
        => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public uint U32(ReadOnlySpan<byte> bytes, int at)
        => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    public ulong U64(ReadOnlySpan<byte> bytes, int at)
        => IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    /// <summary>An address, offset or size: 8 bytes or 4.</summary>
    public ulong Word(ReadOnlySpan<byte> bytes, int at) => Is64 ? U64(bytes, at) : U32(bytes, at);
}
