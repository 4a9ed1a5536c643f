namespace PluginSign.Binaries;

/// <summary>A name that the loader would find in the binary.</summary>
/// <param name="Name">The name as the loader compares it. May be hostile text.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Signature">Its type or signature where the format has one (.NET, Go, WebAssembly); else null.</param>
/// <param name="Version">The symbol version where the format has one (ELF); else null.</param>
/// <param name="Forwarder">Where the loader goes on looking (PE forwarders, Mach-O re-exports); else null.</param>
public sealed record BinaryExport(string Name, ExportKind Kind, string? Signature = null, string? Version = null, string? Forwarder = null);
