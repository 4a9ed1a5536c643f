using System.Buffers.Binary;
using System.Text;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>A 64-bit little-endian ELF file, to be damaged on purpose.</summary>
internal sealed class ElfPatch(byte[] original)
{
    public byte[] Bytes { get; private set; } = [.. original];

    private int SectionHeaders => (int)U64(40);

    private int SectionCount => U16(60);

    public int ProgramHeader(uint type, int skip = 0)
        => Enumerable.Range(0, U16(56)).Select(static i => 64 + (i * 56)).Where(at => U32(at) == type).ElementAt(skip);

    /// <summary>Where the value of a dynamic tag stands.</summary>
    public int Dynamic(ulong tag)
    {
        int at = (int)U64(ProgramHeader(2) + 8);
        while (U64(at) != tag)
        {
            Assert.NotEqual(0UL, U64(at));
            at += 16;
        }

        return at + 8;
    }

    /// <summary>Where an address lies in the file.</summary>
    public int Map(ulong address)
    {
        for (int i = 0; ; i++)
        {
            int at = ProgramHeader(1, i);
            if (address >= U64(at + 16) && address < U64(at + 16) + U64(at + 32))
            {
                return (int)(address - U64(at + 16) + U64(at + 8));
            }
        }
    }

    public int Section(uint type) => Enumerable.Range(0, SectionCount).Select(i => SectionHeaders + (i * 64)).First(at => U32(at + 4) == type);

    public int LinkedSection(int section) => SectionHeaders + ((int)U32(section + 40) * 64);

    /// <summary>Puts a copy of a section at the end of the file, changed, and lets only the section header tell of it.</summary>
    public void Redirect(int section, Func<byte[], byte[]> change)
    {
        byte[] content = Bytes.AsSpan((int)U64(section + 24), (int)U64(section + 32)).ToArray();
        while (Bytes.Length % 16 != 0)
        {
            Bytes = [.. Bytes, 0];
        }

        Put(section + 24, (ulong)Bytes.Length);
        Bytes = [.. Bytes, .. change(content)];
    }

    public static byte[] Rename(byte[] content, string from, string to)
    {
        int at = content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from + "\0"));
        Assert.True(at >= 0 && from.Length == to.Length, from);
        byte[] changed = [.. content];
        Encoding.ASCII.GetBytes(to).CopyTo(changed, at);
        return changed;
    }

    public void Append(byte[] bytes) => Bytes = [.. Bytes, .. bytes];

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan(at));

    public uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(at));

    public ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(at));

    public void Put(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(at), value);

    public void Put(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(at), value);

    public void Put(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Bytes.AsSpan(at), value);
}
