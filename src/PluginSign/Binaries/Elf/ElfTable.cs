using System.Runtime.InteropServices;

namespace PluginSign.Binaries.Elf;

/// <summary>A part of the file that has been checked to lie inside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfTable(int Offset, int Length);
