using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.Verify;

/// <summary>The document of <c>verify</c>.</summary>
internal sealed record ReportDocument(string Schema, string Verdict, string ValidationTime, IReadOnlyList<ResultEntry> Results)
{
    private const string SchemaName = "pluginsign.report/1";

    public static ReportDocument Of(DateTimeOffset at, IReadOnlyList<VerificationReport> reports) => new(
        SchemaName,
        Words.Field(Worst(reports)),
        Numbers.Time(at),
        [.. reports.Select(ResultEntry.Of)]);

    /// <summary>For when a trust input could not be read: every file is neither trusted nor refused.</summary>
    public static ReportDocument NotEvaluated(IReadOnlyList<string> files, DateTimeOffset at, UnavailableException mishap) => new(
        SchemaName,
        Words.Field(mishap.Verdict),
        Numbers.Time(at),
        [.. files.Select(f => ResultEntry.NotEvaluated(f, mishap))]);

    // The same order as the exit codes': could not be evaluated, then refused, then trusted. No result is no trust.
    private static Verdict Worst(IReadOnlyList<VerificationReport> reports) => ExitCodes.Worst(reports.Select(static r => ExitCodes.Of(r.Verdict))) switch
    {
        ExitCode.Done => Findings.Verdict.Trusted,
        ExitCode.NotEvaluated => Findings.Verdict.Indeterminate,
        ExitCode.Refused or ExitCode.Usage => Findings.Verdict.Refused,
    };
}
