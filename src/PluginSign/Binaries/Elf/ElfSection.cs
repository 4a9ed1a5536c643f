using System.Runtime.InteropServices;

namespace PluginSign.Binaries.Elf;

/// <summary>One section header (gABI, "Section Header").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfSection(uint Type, ulong Offset, ulong Size, uint Link)
{
    public static ElfSection Read(ReadOnlySpan<byte> bytes, ElfWords words)
    {
        int word = words.WordSize;
        return new(words.U32(bytes, 4), words.Word(bytes, 8 + (2 * word)), words.Word(bytes, 8 + (3 * word)), words.U32(bytes, 8 + (4 * word)));
    }
}
