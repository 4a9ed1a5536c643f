using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Reports;

/// <summary>One finding of a report.</summary>
internal sealed record FindingEntry(string Code, string Severity, string Check, string Message, string? Expected, string? Actual, string? Hint)
{
    /// <summary>The paragraph behind it, in plain words; only <c>chain</c> tells it.</summary>
    public string? Rule { get; init; }

    public static FindingEntry Of(Finding finding) => new(
        finding.Code.Id(),
        Words.Field(finding.Severity),
        Words.Of(finding.Check),
        finding.Message,
        finding.Expected,
        finding.Actual,
        RemedyWords.Of(finding));

    public static FindingEntry Of(UnavailableException mishap) => new(
        mishap.Code.Id(),
        Words.Field(Findings.Severity.Error),
        Words.Of(mishap.Code.Descriptor().Check),
        mishap.Message,
        null,
        $"{mishap.Path}: {mishap.Reason}",
        null);
}
