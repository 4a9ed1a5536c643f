using System.Buffers.Binary;
using System.Text;

namespace PluginSign.Tests.Binaries.Pe;

/// <summary>A PE32+ library of two sections, made by hand: 0x1000 code, 0x2000 data with the export table.</summary>
internal static class PeForge
{
    public const int PeOffset = 0x80;
    public const int Optional = PeOffset + 24;
    public const int Directories = Optional + 112;
    public const int SectionTable = Optional + 240;
    public const int DataOffset = 0x600;
    public const uint DataAddress = 0x2000;

    /// <summary>A library that exports these names in this order; a name <c>x=DLL.y</c> is a forwarder.</summary>
    public static byte[] Library(params string[] exports)
    {
        byte[] file = new byte[0x1600];
        Header(file);
        Section(file, 0, ".text", 0x1000, 0x400, 0x200, 0x6000_0020);
        Section(file, 1, ".rdata", DataAddress, DataOffset, 0x1000, 0x4000_0040);
        Exports(file.AsSpan(DataOffset), exports);
        U32(file, Directories, DataAddress);
        U32(file, Directories + 4, 0x1000);
        return file;
    }

    public static void U32(Span<byte> bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], value);

    public static void U16(Span<byte> bytes, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], (ushort)value);

    /// <summary>The file with a change.</summary>
    public static byte[] With(this byte[] file, Action<byte[]> change)
    {
        byte[] copy = [.. file];
        change(copy);
        return copy;
    }

    private static void Header(byte[] file)
    {
        "MZ"u8.CopyTo(file);
        U32(file, 0x3C, PeOffset);
        "PE\0\0"u8.CopyTo(file.AsSpan(PeOffset));
        U16(file, PeOffset + 4, 0x8664);
        U16(file, PeOffset + 6, 2);
        U16(file, PeOffset + 20, 240);
        U16(file, PeOffset + 22, 0x2022);
        U16(file, Optional, 0x20B);
        U32(file, Optional + 16, 0x1000);
        U32(file, Optional + 32, 0x1000);
        U32(file, Optional + 36, 0x200);
        U32(file, Optional + 56, 0x3000);
        U32(file, Optional + 60, 0x400);
        U16(file, Optional + 68, 2);
        U16(file, Optional + 70, 0x4160);
        U32(file, Optional + 108, 16);
    }

    private static void Section(byte[] file, int index, string name, uint address, int offset, int size, uint flags)
    {
        int at = SectionTable + (40 * index);
        Encoding.ASCII.GetBytes(name).CopyTo(file.AsSpan(at));
        U32(file, at + 8, (uint)size);
        U32(file, at + 12, address);
        U32(file, at + 16, (uint)size);
        U32(file, at + 20, (uint)offset);
        U32(file, at + 36, flags);
    }

    // Directory, addresses, names and ordinals at fixed places, then the texts.
    private static void Exports(Span<byte> data, string[] exports)
    {
        U32(data, 12, DataAddress + 0xF00);
        "forged.dll"u8.CopyTo(data[0xF00..]);
        U32(data, 16, 1);
        U32(data, 20, (uint)exports.Length);
        U32(data, 24, (uint)exports.Length);
        U32(data, 28, DataAddress + 0x100);
        U32(data, 32, DataAddress + 0x200);
        U32(data, 36, DataAddress + 0x300);
        int text = 0x400;
        for (int i = 0; i < exports.Length; i++)
        {
            string[] parts = exports[i].Split('=');
            U32(data, 0x200 + (4 * i), DataAddress + (uint)text);
            text += Encoding.ASCII.GetBytes(parts[0], data[text..]) + 1;
            U16(data, 0x300 + (2 * i), i);
            U32(data, 0x100 + (4 * i), parts.Length == 1 ? 0x1000U + (uint)i : DataAddress + (uint)text);
            text += parts.Length == 1 ? 0 : Encoding.ASCII.GetBytes(parts[1], data[text..]) + 1;
        }
    }
}
