using PluginSign.Binaries.Go;

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
