using PluginSign.Binaries.DotNet;

namespace PluginSign.Binaries;

public sealed partial record BinaryFacts
{
    /// <summary>What only a .NET assembly has; null for other formats.</summary>
    public DotNetFacts? DotNet { get; internal init; }
}
