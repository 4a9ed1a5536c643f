using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Verification.Reports;

/// <summary>One file of a <c>pluginsign.report/1</c>: what every writer writes. A field that does not apply is null.</summary>
/// <remarks>Immutable, and a copy of what was decided: it proves nothing.</remarks>
public sealed record ReportResult
{
    private static readonly Check[] s_checks = [Check.Path, Check.Signature, Check.Chain, Check.Revocation, Check.Timestamp, Check.Binary, Check.Symbols, Check.Policy];

    internal ReportResult()
    {
    }

    /// <summary>The path or name as it was given.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>Where the open file really was.</summary>
    public string? CanonicalPath { get; internal init; }

    /// <summary>Bytes of the file.</summary>
    public long? Size { get; internal init; }

    /// <summary>Lowercase hex SHA-256 of the file.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary><c>trusted</c>, <c>refused</c> or <c>indeterminate</c>.</summary>
    public string Verdict { get; internal init; } = ReportWords.Of(default(Verdict));

    /// <summary>Every signer, in the order of the signature.</summary>
    public ImmutableArray<ReportSigner> Signers { get; internal init; } = [];

    /// <summary>Every check.</summary>
    public ImmutableArray<ReportCheck> Checks { get; internal init; } = [];

    /// <summary>Every finding, errors first.</summary>
    public ImmutableArray<ReportFinding> Findings { get; internal init; } = [];

    /// <summary>The report that it was made from, for writers that tell more of it than the document; null when nothing could be evaluated.</summary>
    [JsonIgnore]
    public VerificationReport? Source { get; internal init; }

    /// <summary>The document of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="hint">Words what to do about a finding, for whoever has options for it; null for the library's own words.</param>
    public static ReportResult Of(VerificationReport report, Func<Finding, string?>? hint = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportResult
        {
            Path = report.Path,
            CanonicalPath = report.CanonicalPath,
            Size = report.Size,
            Sha256 = report.Sha256,
            Verdict = ReportWords.Of(report.Verdict),
            Signers = [.. report.Signers.Select(ReportSigner.Of)],
            Checks = [.. report.Checks.Select(static c => new ReportCheck(c.Check, c.Result))],
            Findings = [.. report.Findings.Select(f => ReportFinding.Of(f, hint is null ? f.Hint : hint(f)))],
            Source = report,
        };
    }

    /// <summary>A file that nobody could evaluate, because something that all files need is missing.</summary>
    /// <param name="path">The path or name as it was given.</param>
    /// <param name="verdict">The answer, as whoever could not evaluate it gives it: a code that refuses elsewhere may only say what is missing here.</param>
    /// <param name="reason">What is missing.</param>
    /// <exception cref="ArgumentException">The verdict is a yes.</exception>
    public static ReportResult NotEvaluated(string path, Verdict verdict, ReportFinding reason)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(reason);
        return verdict == PluginSign.Findings.Verdict.Trusted
            ? throw new ArgumentException("what is not evaluated is not trusted", nameof(verdict))
            : new ReportResult
            {
                Path = path,
                Verdict = ReportWords.Of(verdict),
                Checks = [.. s_checks.Select(static c => new ReportCheck(c, CheckResult.NotEvaluated))],
                Findings = [reason],
            };
    }
}

/// <summary>One check of a report.</summary>
public sealed record ReportCheck
{
    internal ReportCheck(Check check, CheckResult result)
    {
        Check = ReportWords.Of(check);
        Result = ReportWords.Of(result);
    }

    /// <summary>The check.</summary>
    public string Check { get; }

    /// <summary>What became of it.</summary>
    public string Result { get; }
}

/// <summary>One signer of a report.</summary>
public sealed record ReportSigner
{
    private ReportSigner(Certificate? certificate, string? algorithm)
    {
        Subject = certificate?.Subject;
        Issuer = certificate?.Issuer;
        Fingerprint = certificate?.Fingerprint;
        Algorithm = algorithm;
    }

    /// <summary>The subject of the signer's certificate.</summary>
    public string? Subject { get; }

    /// <summary>Its issuer.</summary>
    public string? Issuer { get; }

    /// <summary>Its fingerprint: lowercase hex SHA-256.</summary>
    public string? Fingerprint { get; }

    /// <summary>The algorithm of the signature.</summary>
    public string? Algorithm { get; }

    /// <summary>The answer for this signer; null where nobody judged.</summary>
    public string? Verdict { get; private init; }

    /// <summary>What the signer claims.</summary>
    public string? SigningTime { get; private init; }

    /// <summary>What the best valid timestamp says.</summary>
    public string? Timestamp { get; private init; }

    /// <summary>A signer that was judged.</summary>
    public static ReportSigner Of(SignerReport signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return new ReportSigner(signer.Certificate, signer.Claim.Algorithm)
        {
            Verdict = ReportWords.Of(signer.Verdict),
            SigningTime = signer.Claim.SigningTime is { } time ? UtcText.Of(time) : null,
            Timestamp = signer.Time.Timestamp is { } stamped ? UtcText.Of(stamped) : null,
        };
    }

    /// <summary>A signer that signed just now: nobody judged it.</summary>
    /// <param name="certificate">Its certificate.</param>
    /// <param name="algorithm">The algorithm of the signature.</param>
    /// <param name="signingTime">When it signed, as it says.</param>
    /// <param name="timestamp">What its timestamp says, as text; null without one.</param>
    public static ReportSigner Unjudged(Certificate certificate, string algorithm, DateTimeOffset signingTime, string? timestamp)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new ReportSigner(certificate, algorithm) { SigningTime = UtcText.Of(signingTime), Timestamp = timestamp };
    }
}

/// <summary>One finding of a report.</summary>
public sealed record ReportFinding
{
    private ReportFinding(Finding finding, string? hint)
    {
        Code = finding.Code.Id();
        Severity = ReportWords.Of(finding.Severity);
        Check = ReportWords.Of(finding.Check);
        Message = finding.Message;
        Expected = finding.Expected;
        Actual = finding.Actual;
        Hint = hint;
    }

    /// <summary>The code, for example <c>PS2003</c>.</summary>
    public string Code { get; }

    /// <summary><c>error</c>, <c>warning</c> or <c>note</c>.</summary>
    public string Severity { get; }

    /// <summary>The check that it belongs to.</summary>
    public string Check { get; }

    /// <summary>The sentence.</summary>
    public string Message { get; }

    /// <summary>What the check wanted to see.</summary>
    public string? Expected { get; }

    /// <summary>What was there instead.</summary>
    public string? Actual { get; }

    /// <summary>What to do about it.</summary>
    public string? Hint { get; }

    /// <summary>The paragraph behind it, where a document tells it.</summary>
    public string? Rule { get; private init; }

    /// <summary>The document of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="hint">What to do about it, in the words of whoever writes the document.</param>
    public static ReportFinding Of(Finding finding, string? hint)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new ReportFinding(finding, hint);
    }

    /// <summary>The same with the paragraph of the standard behind it.</summary>
    public ReportFinding Citing(string? rule) => this with { Rule = rule };
}
