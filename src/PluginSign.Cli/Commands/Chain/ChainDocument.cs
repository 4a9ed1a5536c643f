using PluginSign.Certificates;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>The document of <c>chain</c>.</summary>
internal sealed record ChainDocument(string Schema, string Verdict, string? ValidationTime, IReadOnlyList<PathEntry> Path, IReadOnlyList<ReportFinding> Findings)
{
    private const string SchemaName = "pluginsign.chain/1";

    public static ChainDocument Of(ChainAnswer answer) => new(
        SchemaName,
        Words.Field(answer.Verdict),
        Numbers.Time(answer.At),
        [.. Enumerable.Range(0, answer.Path.Length).Select(i => PathEntry.Of(answer, i))],
        [.. answer.Findings.Select(static f => Entry.Of(f).Citing(f.Severity == PluginSign.Findings.Severity.Error ? f.Code.Descriptor().Rule : null))]);

    /// <summary>For when a file could not be read.</summary>
    public static ChainDocument NotEvaluated(UnavailableException mishap)
        => new(SchemaName, Words.Field(mishap.Verdict), null, [], [Entry.Of(mishap)]);
}

/// <summary>One certificate of a path.</summary>
internal sealed record PathEntry(
    string Subject, string Fingerprint, string NotBefore, string NotAfter, string Role, int DaysLeft, string Key, string SerialNumber, IReadOnlyList<string> Constraints)
{
    public static PathEntry Of(ChainAnswer answer, int index)
    {
        Certificate certificate = answer.Path[index];
        CertificateSummary summary = CertificateSummary.Of(certificate);
        return new(
            certificate.Subject,
            certificate.Fingerprint,
            Numbers.Time(certificate.NotBefore),
            Numbers.Time(certificate.NotAfter),
            answer.Role(index),
            answer.DaysLeft(index),
            summary.Key,
            summary.SerialNumber,
            summary.Constraints);
    }
}
