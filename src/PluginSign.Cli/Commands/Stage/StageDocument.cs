using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Verification;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.Stage;

/// <summary>The document of <c>stage</c>. Without a staged file, the field is absent and the result's findings say why.</summary>
internal sealed record StageDocument(string Schema, string Verdict, string ValidationTime, string? Staged, ReportResult Result)
{
    private const string SchemaName = "pluginsign.stage/1";

    public static StageDocument Of(VerificationReport report, string? staged)
        => new(SchemaName, Words.Field(report.Verdict), Numbers.Time(report.ValidationTime), staged, Entry.Of(report));

    /// <summary>For when a trust input could not be read, or the bytes could not be written.</summary>
    public static StageDocument NotEvaluated(string file, DateTimeOffset at, UnavailableException mishap)
        => new(SchemaName, Words.Field(mishap.Verdict), Numbers.Time(at), null, Entry.NotEvaluated(file, mishap));
}
