using PluginSign.Binaries.Elf;

namespace PluginSign.Binaries;

public sealed partial record BinaryFacts
{
    /// <summary>What only an ELF file has; null for other formats.</summary>
    public ElfFacts? Elf { get; internal init; }
}
