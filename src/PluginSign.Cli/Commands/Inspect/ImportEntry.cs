using PluginSign.Binaries;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>A name that the binary wants from elsewhere.</summary>
internal sealed record ImportEntry(string Name, string? Module, string? Signature, string? Version, bool? Weak, bool? Interposable)
{
    public static ImportEntry Of(BinaryImport import) => new(import.Name, import.Module, import.Signature, import.Version, import.IsWeak ? true : null, import.IsInterposable ? true : null);
}
