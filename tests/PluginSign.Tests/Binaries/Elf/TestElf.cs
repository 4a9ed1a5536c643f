using System.Buffers.Binary;
using System.Text;
using PluginSign.Binaries.Elf;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>A small shared library of either class and byte order, written by hand: it exports functions and wants <c>imported</c>.</summary>
internal sealed class TestElf(bool is64, bool isBigEndian)
{
    private readonly List<byte> _out = [];

    public static byte[] Make(bool is64, bool isBigEndian, ushort machine, params string[] exports)
        => new TestElf(is64, isBigEndian).Make(machine, exports);

    private byte[] Make(ushort machine, string[] exports)
    {
        int word = is64 ? 8 : 4;
        int symbolSize = is64 ? 24 : 16;
        (ulong Tag, ulong Value)[] tags = new (ulong, ulong)[8];
        int dynamicAt = is64 ? 64 + (3 * 56) : 52 + (3 * 32);
        int stringsAt = dynamicAt + (tags.Length * 2 * word);
        byte[] strings = Encoding.UTF8.GetBytes("\0imported\0libneeded.so\0libself.so\0" + string.Join('\0', exports) + "\0");
        int symbolsAt = Align(stringsAt + strings.Length);
        int hashAt = Align(symbolsAt + ((2 + exports.Length) * symbolSize));
        int size = hashAt + ((2 + 1 + 2 + exports.Length) * 4);
        tags = [(ElfTag.Needed, 10), (ElfTag.Soname, 23), (ElfTag.StringTable, (ulong)stringsAt), (ElfTag.StringSize, (ulong)strings.Length),
            (ElfTag.SymbolTable, (ulong)symbolsAt), (ElfTag.SymbolEntry, (ulong)symbolSize), (ElfTag.Hash, (ulong)hashAt), (0, 0)];
        Header(machine);
        Segment(ElfSegment.Load, 0, size, 5, 4096);
        Segment(ElfSegment.Dynamic, dynamicAt, tags.Length * 2 * word, 6, word);
        Segment(ElfSegment.Stack, 0, 0, 6, 16);
        foreach ((ulong tag, ulong value) in tags)
        {
            Word(tag);
            Word(value);
        }

        _out.AddRange(strings);
        PadTo(symbolsAt);
        Symbol(0, 0, 0, 0);
        Symbol(1, 0x12, 0, 0);
        int name = 34;
        foreach (string export in exports)
        {
            Symbol(name, 0x12, 1, 0x10);
            name += Encoding.UTF8.GetByteCount(export) + 1;
        }

        // One bucket with all exports in one chain.
        PadTo(hashAt);
        foreach (int value in (int[])[1, 2 + exports.Length, exports.Length == 0 ? 0 : 2, 0, 0, .. Enumerable.Range(1, exports.Length).Select(i => i == exports.Length ? 0 : i + 2)])
        {
            U32((uint)value);
        }

        return [.. _out];
    }

    private static int Align(int at) => (at + 7) & ~7;

    private void Header(ushort machine)
    {
        _out.AddRange([0x7f, (byte)'E', (byte)'L', (byte)'F', (byte)(is64 ? 2 : 1), (byte)(isBigEndian ? 2 : 1), 1, .. new byte[9]]);
        U16(3);
        U16(machine);
        U32(1);
        Word(0);
        Word(is64 ? 64UL : 52UL);
        Word(0);
        U32(0);
        foreach (ushort half in (ushort[])[(ushort)(is64 ? 64 : 52), (ushort)(is64 ? 56 : 32), 3, 0, 0, 0])
        {
            U16(half);
        }
    }

    private void Segment(uint type, int at, int size, uint flags, int align)
    {
        U32(type);
        if (is64)
        {
            U32(flags);
        }

        Word((ulong)at);
        Word((ulong)at);
        Word((ulong)at);
        Word((ulong)size);
        Word((ulong)size);
        if (!is64)
        {
            U32(flags);
        }

        Word((ulong)align);
    }

    private void Symbol(int name, byte info, ushort section, ulong value)
    {
        U32((uint)name);
        if (!is64)
        {
            Word(value);
            Word(0);
        }

        _out.AddRange([info, 0]);
        U16(section);
        if (is64)
        {
            Word(value);
            Word(0);
        }
    }

    private void PadTo(int at) => _out.AddRange(new byte[at - _out.Count]);

    private void Word(ulong value)
    {
        if (is64)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, isBigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
            _out.AddRange(bytes);
        }
        else
        {
            U32((uint)value);
        }
    }

    private void U32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, isBigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        _out.AddRange(bytes);
    }

    private void U16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, isBigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        _out.AddRange(bytes);
    }
}
