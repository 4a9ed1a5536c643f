namespace PluginSign.Binaries.Wasm;

/// <summary>A table of references.</summary>
/// <param name="ElementType"><c>funcref</c> or <c>externref</c>.</param>
/// <param name="Minimum">Elements at the start.</param>
/// <param name="Maximum">Elements that it may grow to; null when the module names no bound.</param>
/// <param name="IsImported">It comes from the host.</param>
public sealed record WasmTable(string ElementType, ulong Minimum, ulong? Maximum, bool IsImported);
