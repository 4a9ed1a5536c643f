using PluginSign.Binaries.Go;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.GoCheck;

/// <summary>The document of <c>go-check</c>.</summary>
internal sealed record GoCheckDocument(string Schema, string Host, string? GoVersion, IReadOnlyList<GoCheckEntry> Plugins, IReadOnlyList<ReportFinding> Findings)
{
    private const string SchemaName = "pluginsign.gocheck/1";

    public static GoCheckDocument Of(GoCheckAnswer answer)
        => new(SchemaName, answer.HostPath, answer.Host?.GoVersion, [.. answer.Plugins.Select(GoCheckEntry.Of)], [.. answer.Findings.Select(Entry.Of)]);

    /// <summary>For when a file could not be read.</summary>
    public static GoCheckDocument NotEvaluated(string host, UnavailableException mishap) => new(SchemaName, host, null, [], [Entry.Of(mishap)]);
}

/// <summary>One plugin of <c>go-check</c>.</summary>
internal sealed record GoCheckEntry(string Path, string Outcome, string? Reason, string? Package, string Message, IReadOnlyList<string>? Symbols, IReadOnlyList<ReportFinding> Findings)
{
    public static GoCheckEntry Of(GoPrediction prediction) => new(
        prediction.Path,
        GoWords.Of(prediction.Outcome),
        GoWords.Of(prediction.Reason),
        prediction.Package,
        prediction.Message,
        prediction.Symbols.IsDefaultOrEmpty ? null : prediction.Symbols,
        [.. prediction.Findings.Select(Entry.Of)]);
}
