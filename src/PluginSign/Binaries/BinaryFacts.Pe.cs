using PluginSign.Binaries.Pe;

namespace PluginSign.Binaries;

public sealed partial record BinaryFacts
{
    /// <summary>What only a PE file has; null for other formats.</summary>
    public PeFacts? Pe { get; internal init; }
}
