namespace PluginSign.Binaries.Wasm;

/// <summary>A linear memory.</summary>
/// <param name="MinimumPages">Pages of 64 KiB at the start.</param>
/// <param name="MaximumPages">Pages that it may grow to; null when the module names no bound.</param>
/// <param name="IsShared">Threads may share it.</param>
/// <param name="Is64Bit">It is addressed with 64 bits.</param>
/// <param name="IsImported">It comes from the host.</param>
public sealed record WasmMemory(ulong MinimumPages, ulong? MaximumPages, bool IsShared, bool Is64Bit, bool IsImported);
