using PluginSign.Binaries.Go;
using PluginSign.Cli.Terminal;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>A name that Go's <c>Lookup</c> finds.</summary>
internal sealed record GoExportEntry(string Name, string Kind, string Type, string? Value)
{
    public static GoExportEntry Of(GoExport export) => new(export.Name, GoWords.Of(export.Kind), export.Type, export.Value);
}
