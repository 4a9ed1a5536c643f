using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.Timestamp;

/// <summary>The document of <c>timestamp</c>.</summary>
internal sealed record TimestampDocument(string Schema, IReadOnlyList<TimestampEntry> Results)
{
    public static TimestampDocument Of(IEnumerable<TimestampOutcome> outcomes) => new("pluginsign.timestamp/1", [.. outcomes.Select(TimestampEntry.Of)]);
}

/// <summary>One signature file that was to be stamped.</summary>
internal sealed record TimestampEntry
{
    public required string Path { get; init; }

    /// <summary><c>stamped</c>, <c>requested</c>, <c>refused</c> or <c>indeterminate</c>.</summary>
    public required string Result { get; init; }

    public string? Request { get; init; }

    public required IReadOnlyList<StampEntry> Timestamps { get; init; }

    public required IReadOnlyList<ReportFinding> Findings { get; init; }

    public static TimestampEntry Of(TimestampOutcome outcome) => new()
    {
        Path = outcome.Path,
        Result = outcome switch
        {
            { Done: true, Request: null } => "stamped",
            { Done: true } => "requested",
            _ => Words.Field(outcome.Verdict),
        },
        Request = outcome.Done ? outcome.Request : null,
        Timestamps = outcome.Done ? outcome.Stamps : [],
        Findings = [.. outcome.Findings.Select(Entry.Of)],
    };
}
