using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>Validates with revocation information in one line.</summary>
internal static class Asking
{
    public static RevocationInputs With(RevocationMode mode, params IEnumerable<CertificateRevocationList> crls)
        => new() { Mode = mode, Information = new RevocationInformation(crls, []) };

    public static PathValidation Validate(
        this TestPki pki, IssuedCertificate endEntity, RevocationInputs revocation, IEnumerable<IssuedCertificate>? offered = null, DateTimeOffset? time = null)
        => new PathValidator([pki.Root.Certificate], []).Validate(
            endEntity.Certificate, [.. (offered ?? [pki.Intermediate]).Select(static o => o.Certificate)], time ?? TestPki.ValidationTime, Judging.CodeSigning, revocation);

    /// <summary>Every certificate is known to be good.</summary>
    public static void AssertGood(this PathValidation validation)
    {
        validation.AssertPasses();
        Assert.Contains(validation.Answer.Findings, static f => f is { Code: FindingCode.RevocationGood, Severity: Severity.Note });
        Assert.DoesNotContain(validation.Answer.Findings, static f => f.Severity == Severity.Warning);
    }

    /// <summary>Passed with exactly these warnings of revocation.</summary>
    public static void AssertWarns(this PathValidation validation, params FindingCode[] codes)
    {
        validation.AssertPasses();
        ImmutableArray<FindingCode> warnings = [.. validation.Answer.Findings.Where(static f => f.Severity == Severity.Warning).Select(static f => f.Code)];
        Assert.True(codes.SequenceEqual(warnings), Judging.Text(validation.Answer.Findings));
        Assert.DoesNotContain(validation.Answer.Findings, static f => f.Code == FindingCode.RevocationGood);
    }

    /// <summary>What the errors come to.</summary>
    public static PluginSign.Findings.Verdict Verdict(this PathValidation validation)
        => validation.Answer.Findings.Select(static f => f.Verdict).DefaultIfEmpty(PluginSign.Findings.Verdict.Trusted).Min();
}
