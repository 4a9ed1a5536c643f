using PluginSign.Certificates;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Verification;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Reports;

/// <summary>The library's entries of a document, with the remedies in the words of this command.</summary>
internal static class Entry
{
    public static ReportResult Of(VerificationReport report) => ReportResult.Of(report, RemedyWords.Of);

    public static ReportFinding Of(Finding finding) => ReportFinding.Of(finding, RemedyWords.Of(finding));

    public static ReportFinding Of(UnavailableException mishap) => ReportFinding.Of(Finding.Error(mishap.Code, mishap.Message, null, $"{mishap.Path}: {mishap.Reason}"), hint: null);

    public static ReportResult NotEvaluated(string path, UnavailableException mishap) => ReportResult.NotEvaluated(path, mishap.Verdict, Of(mishap));

    public static ReportSigner Of(SignedBy signer, DateTimeOffset time, string? timestamp) => ReportSigner.Unjudged(signer.Certificate, signer.Algorithm, time, timestamp);
}

/// <summary>One signer that signed just now.</summary>
internal sealed record SignedBy(Certificate Certificate, string Algorithm);
