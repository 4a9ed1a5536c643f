using System.Runtime.InteropServices;

namespace PluginSign.Binaries.Elf;

/// <summary>What a lookup has met under a name so far.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfCandidate(ElfSymbol? Symbol, int Count, bool IsFinal);
