using PluginSign.Binaries.Go;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;

namespace PluginSign.Cli.Commands.GoCheck;

/// <summary>One plugin of <c>go-check</c>.</summary>
internal sealed record GoCheckEntry(string Path, string Outcome, string? Reason, string? Package, string Message, IReadOnlyList<string>? Symbols, IReadOnlyList<FindingEntry> Findings)
{
    public static GoCheckEntry Of(GoPrediction prediction) => new(
        prediction.Path,
        GoWords.Of(prediction.Outcome),
        GoWords.Of(prediction.Reason),
        prediction.Package,
        prediction.Message,
        prediction.Symbols.IsDefaultOrEmpty ? null : prediction.Symbols,
        [.. prediction.Findings.Select(FindingEntry.Of)]);
}
