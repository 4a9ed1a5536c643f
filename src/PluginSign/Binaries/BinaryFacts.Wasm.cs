using PluginSign.Binaries.Wasm;

namespace PluginSign.Binaries;

public sealed partial record BinaryFacts
{
    /// <summary>What only a WebAssembly module has; null for other formats.</summary>
    public WasmFacts? Wasm { get; internal init; }
}
