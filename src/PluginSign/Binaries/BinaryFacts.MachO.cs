using PluginSign.Binaries.MachO;

namespace PluginSign.Binaries;

public sealed partial record BinaryFacts
{
    /// <summary>What only a Mach-O file has; null for other formats.</summary>
    public MachOFacts? MachO { get; internal init; }
}
