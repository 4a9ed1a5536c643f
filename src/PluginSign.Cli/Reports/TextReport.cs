using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Verification;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Reports;

/// <summary>A report for a person: the verdict first, then why, then what to do.</summary>
/// <param name="ink">Where it goes.</param>
/// <param name="quiet">Say nothing of what is trusted.</param>
internal sealed class TextReport(Ink ink, bool quiet) : IReportWriter
{
    public void Begin(DateTimeOffset validationTime)
    {
    }

    /// <summary>A file that nobody could evaluate has no report; what is missing is told once, on stderr.</summary>
    public void Write(ReportResult result)
    {
        if (result.Source is { } report)
        {
            Write(report);
        }
    }

    public void Finish(Verdict verdict)
    {
    }

    public void Write(VerificationReport report)
    {
        bool trusted = report.Verdict == Verdict.Trusted;
        if (quiet && trusted)
        {
            return;
        }

        TextLines.Verdict(ink, report.Verdict, report.Path);
        if (trusted)
        {
            WriteTrusted(report);
        }
        else
        {
            WriteFindings(report);
            WriteSigners(report);
            WriteContent(report);
            WriteNotEvaluated(report);
        }
    }

    /// <summary>A trusted plugin whose bytes now lie at <paramref name="path"/>.</summary>
    public void WriteStaged(VerificationReport report, string path)
    {
        if (!quiet)
        {
            ink.Write("staged", Tone.Good).Write("   ").Line(path);
            TextLines.Why(ink, "from", report.Path);
            WriteTrusted(report);
        }
    }

    private void WriteTrusted(VerificationReport report)
    {
        WriteSigners(report);
        WriteContent(report);
        WriteFindings(report);
    }

    private void WriteFindings(VerificationReport report)
    {
        foreach (Finding finding in report.Findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            // With several signers a finding says whose it is.
            IEnumerable<string> whose = report.Signers.Length > 1
                ? report.Signers.Where(s => s.Findings.Contains(finding)).Select(static s => s.Certificate?.Subject ?? "a signer without a certificate")
                : [];
            TextLines.Finding(ink, finding, whose);
        }
    }

    private void WriteSigners(VerificationReport report)
    {
        foreach (SignerReport signer in report.Signers)
        {
            string time = signer.Claim.SigningTime is { } claimed ? Numbers.Time(claimed) : "no signing time";
            string standing = signer.Verdict switch
            {
                Verdict.Trusted => signer.Time.Timestamp is { } proved ? $"timestamp {Numbers.Time(proved)}" : "no timestamp",
                Verdict.Refused => "refused",
                Verdict.Indeterminate => "could not be evaluated",
            };

            // Only a signature that was trusted says who signed; the others merely name somebody.
            TextLines.Why(ink, signer.Verdict == Verdict.Trusted ? "signed by" : "signer", $"{signer.Certificate?.Subject ?? "no certificate"}  ({signer.Claim.Algorithm ?? "unknown algorithm"}, {time}, {standing})");
            if (signer.Time.Chain is { } authority)
            {
                TextLines.Why(ink, "timestamp", $"{Numbers.Time(signer.Time.Timestamp ?? default)} by {Names(authority.Certificates)}   valid until {Numbers.Day(authority.NotAfter)}");
            }

            if (signer.Chain is { } chain)
            {
                TextLines.Why(ink, "chain", $"{Names(chain.Certificates)}   valid until {Numbers.Day(chain.NotAfter)}");
            }
            else if (signer.Considered.Length > 0)
            {
                TextLines.Why(ink, "chain", $"{Names(signer.Considered)}   no valid path");
            }
        }
    }

    private void WriteContent(VerificationReport report)
    {
        bool isFoundAlready = report.Findings.Any(static f => f.Code == FindingCode.ContentChanged);
        if (!isFoundAlready && report is { Size: { } size, Sha256: { } digest })
        {
            TextLines.Why(ink, "content", $"{Numbers.Grouped(size)} bytes  sha256 {digest}");
        }
    }

    // A step without its input says nothing: it is named, so that nobody takes it for passed.
    private void WriteNotEvaluated(VerificationReport report)
    {
        string[] checks = [.. report.Checks.Where(static c => c is { Result: CheckResult.NotEvaluated, Check: not (Check.Policy or Check.Timestamp) }).Select(static c => Words.Of(c.Check))];
        if (checks.Length > 0)
        {
            ink.Write("  ").Write("not evaluated   ", Tone.Faint).Line(string.Join(", ", checks));
        }
    }

    private static string Names(ImmutableArray<Certificate> path) => string.Join(" < ", path.Select(static c => ShortName.Of(c.Subject)));
}
