using PluginSign.Binaries.Go;
using PluginSign.Cli.Terminal;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The part of <c>inspect</c> for Go binaries.</summary>
internal sealed record GoEntry(
    string? Version,
    string? PluginPath,
    string? MainPackage,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<GoExportEntry> Exports,
    IReadOnlyList<GoPackageEntry> Packages)
{
    public static GoEntry Of(GoFacts go) => new(
        go.Version,
        go.PluginPath,
        go.MainPackage,
        go.Settings.DistinctBy(static s => s.Key, StringComparer.Ordinal).ToDictionary(static s => s.Key, static s => s.Value, StringComparer.Ordinal),
        [.. go.Exports.Select(GoExportEntry.Of)],
        [.. go.Packages.Select(static p => new GoPackageEntry(p.Path, p.Fingerprint))]);
}

/// <summary>A name that Go's <c>Lookup</c> finds.</summary>
internal sealed record GoExportEntry(string Name, string Kind, string Type, string? Value)
{
    public static GoExportEntry Of(GoExport export) => new(export.Name, GoWords.Of(export.Kind), export.Type, export.Value);
}

/// <summary>A package and the fingerprint of what it shows to others.</summary>
internal sealed record GoPackageEntry(string Path, string Hash);
