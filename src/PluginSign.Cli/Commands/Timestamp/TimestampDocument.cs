namespace PluginSign.Cli.Commands.Timestamp;

/// <summary>The document of <c>timestamp</c>.</summary>
internal sealed record TimestampDocument(string Schema, IReadOnlyList<TimestampEntry> Results)
{
    public static TimestampDocument Of(IEnumerable<TimestampOutcome> outcomes) => new("pluginsign.timestamp/1", [.. outcomes.Select(TimestampEntry.Of)]);
}
