namespace PluginSign.Binaries.Wasm;

/// <summary>A custom section.</summary>
/// <param name="Name">Its name. May be hostile text.</param>
/// <param name="Bytes">Bytes of its content, without the name.</param>
public sealed record WasmCustomSection(string Name, int Bytes);
