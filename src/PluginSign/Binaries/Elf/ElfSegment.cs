using System.Runtime.InteropServices;

namespace PluginSign.Binaries.Elf;

/// <summary>One program header (gABI, "Program Header").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize, ulong Align)
{
    public const uint Load = 1;
    public const uint Dynamic = 2;
    public const uint Interpreter = 3;
    public const uint ThreadLocal = 7;
    public const uint Stack = 0x6474e551;
    public const uint Relro = 0x6474e552;

    public bool IsExecutable => (Flags & 1) != 0;

    public bool IsWritable => (Flags & 2) != 0;
}
