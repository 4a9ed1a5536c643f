namespace PluginSign.Cli.Output;

/// <summary>The document of <c>chain</c>.</summary>
internal sealed record ChainDocument(string Schema, string Verdict, IReadOnlyList<PathEntry> Path, IReadOnlyList<FindingEntry> Findings)
{
    private const string SchemaName = "pluginsign.chain/1";

    public static ChainDocument Of(ChainAnswer answer)
        => new(SchemaName, Words.Field(answer.Verdict), [.. answer.Path.Select(PathEntry.Of)], [.. answer.Findings.Select(FindingEntry.Of)]);

    /// <summary>For when a file could not be read.</summary>
    public static ChainDocument NotEvaluated(UnavailableException mishap)
        => new(SchemaName, Words.Field(PluginSign.Findings.Verdict.Indeterminate), [], [FindingEntry.Of(mishap)]);
}
