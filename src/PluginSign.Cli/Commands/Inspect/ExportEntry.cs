using PluginSign.Binaries;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>A name that the loader would find.</summary>
internal sealed record ExportEntry(string Name, string Kind, string? Signature, string? Version, string? Forwarder)
{
    public static ExportEntry Of(BinaryExport export) => new(export.Name, export.Kind.Name(), export.Signature, export.Version, export.Forwarder);
}
