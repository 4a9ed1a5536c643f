using PluginSign.Binaries.Go;

namespace PluginSign.Binaries;

public sealed partial record BinaryFacts
{
    /// <summary>What only a Go binary has; null for others, and when only <see cref="Elf.ElfReader"/> has read the file.</summary>
    public GoFacts? Go { get; internal init; }
}
