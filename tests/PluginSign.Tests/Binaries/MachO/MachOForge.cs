using System.Buffers.Binary;
using System.Text;

namespace PluginSign.Tests.Binaries.MachO;

/// <summary>A 64-bit library made by hand: __TEXT at 0, __DATA with an initializer, __LINKEDIT with an export trie.</summary>
internal static class MachOForge
{
    public const int Arm64 = 0x0100_000C;
    public const int X64 = 0x0100_0007;
    public const int LinkEdit = 0x2000;
    public const int CommandCount = 16;
    public const int TextSegment = 32;

    /// <summary>A trie node: size and bytes of the terminal, children, edges with the places of their nodes.</summary>
    public static byte[] Trie(params (string Edge, byte[] Terminal)[] names)
    {
        // Root at 0: one edge "_" to the node at 5, which has an edge for every name.
        int leaves = 7 + names.Sum(static n => n.Edge.Length + 2);
        List<byte> bytes = [0, 1, (byte)'_', 0, 5, 0, (byte)names.Length];
        List<byte> tail = [];
        foreach ((string edge, byte[] terminal) in names)
        {
            bytes.AddRange([.. Encoding.ASCII.GetBytes(edge), 0, (byte)(leaves + tail.Count)]);
            tail.AddRange([(byte)terminal.Length, .. terminal, 0]);
        }

        return [.. bytes, .. tail];
    }

    public static byte[] Library(int cpu, byte[] trie, params byte[][] moreCommands)
    {
        byte[] file = new byte[LinkEdit + trie.Length];
        trie.CopyTo(file, LinkEdit);
        byte[][] commands =
        [
            Segment("__TEXT", 0, 0x1000, 0, 0x1000, 5, ("__text", 0x800, 0x100, 0x8000_0400)),
            Segment("__DATA", 0x1000, 0x1000, 0x1000, 0x1000, 3, ("__mod_init_func", 0x1000, 16, 9), ("__data", 0x1100, 0x100, 0)),
            Segment("__LINKEDIT", 0x2000, 0x10000, LinkEdit, (ulong)trie.Length, 1),
            Text(0xD, 24, "@rpath/libforged.dylib"),
            Text(0xC, 24, "/usr/lib/libSystem.B.dylib"),
            Text(0x8000_001C, 12, "@loader_path/../lib"),
            [.. U32(0x8000_0033), .. U32(16), .. U32(LinkEdit), .. U32((uint)trie.Length)],
            .. moreCommands,
        ];
        byte[] joined = [.. commands.SelectMany(static c => c)];
        byte[] header = [.. U32(0xFEED_FACF), .. U32((uint)cpu), .. U32(0), .. U32(6), .. U32((uint)commands.Length), .. U32((uint)joined.Length), .. U32(0), .. U32(0)];
        header.CopyTo(file, 0);
        joined.CopyTo(file, header.Length);
        return file;
    }

    public static byte[] Fat(params (int Cpu, byte[] Image)[] slices)
    {
        List<byte> table = [.. Big(0xCAFE_BABE), .. Big((uint)slices.Length)];
        List<byte> images = [];
        foreach ((int cpu, byte[] image) in slices)
        {
            images.AddRange(new byte[(0x1000 - (images.Count % 0x1000)) % 0x1000]);
            table.AddRange([.. Big((uint)cpu), .. Big(0), .. Big((uint)(0x1000 + images.Count)), .. Big((uint)image.Length), .. Big(12)]);
            images.AddRange(image);
        }

        table.AddRange(new byte[0x1000 - table.Count]);
        return [.. table, .. images];
    }

    public static byte[] Text(uint command, int offset, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int size = (offset + bytes.Length + 8) / 8 * 8;
        byte[] whole = [.. U32(command), .. U32((uint)size), .. U32((uint)offset), .. new byte[offset - 12], .. bytes, .. new byte[size - offset - bytes.Length]];
        return whole;
    }

    public static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Segment(
        string name, ulong address, ulong size, ulong offset, ulong fileSize, uint protection, params (string Name, ulong Address, ulong Size, uint Flags)[] sections)
        =>
        [
            .. U32(0x19), .. U32((uint)(72 + (80 * sections.Length))), .. Fixed(name), .. U64(address), .. U64(size), .. U64(offset), .. U64(fileSize),
            .. U32(protection), .. U32(protection), .. U32((uint)sections.Length), .. U32(0),
            .. sections.SelectMany(s => (byte[])
            [
                .. Fixed(s.Name), .. Fixed(name), .. U64(s.Address), .. U64(s.Size), .. U32((uint)s.Address), .. U32(0), .. U32(0), .. U32(0), .. U32(s.Flags), .. new byte[12],
            ]),
        ];

    private static byte[] Big(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value) => [.. U32((uint)(value & 0xFFFF_FFFF)), .. U32((uint)(value >> 32))];

    private static byte[] Fixed(string name)
    {
        byte[] bytes = new byte[16];
        Encoding.ASCII.GetBytes(name).CopyTo(bytes, 0);
        return bytes;
    }
}
