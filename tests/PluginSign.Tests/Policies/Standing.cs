using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;

namespace PluginSign.Tests.Policies;

/// <summary>Standings made by hand: what signers claim and where their paths lead, without a file, a signature or a search.</summary>
internal static class Standing
{
    public static DateTimeOffset Now => TestPki.ValidationTime;

    /// <summary>Content and a signature were read, and these have signed.</summary>
    public static PluginStanding Of(params ImmutableArray<SignerReport> signers)
        => new() { ValidationTime = Now, IsContentRead = true, IsSignatureRead = true, Signers = signers };

    /// <summary>A valid signature of this world's signer.</summary>
    public static Claim Claim(IssuedCertificate signer) => new() { Certificate = signer.Certificate, IsSigned = true, Algorithm = "some-algorithm" };

    /// <summary>A signer with a valid signature and a valid path; these findings are the path's.</summary>
    public static SignerReport Good(TestPki pki, IssuedCertificate? signer = null, params ImmutableArray<Finding> found)
        => new(Claim(signer ?? pki.Signer), Search(pki, signer, found), new TimestampReport());

    /// <summary>A signer with a valid signature, whose path ends nowhere.</summary>
    public static SignerReport Stranger(TestPki pki, FindingCode code = FindingCode.NoPathToAnchor)
        => new(Claim(pki.Signer), new PathValidation(Answers.Refused<CertificationPath>(Error(code)), [pki.Signer.Certificate], []), new TimestampReport());

    public static PathValidation Search(TestPki pki, IssuedCertificate? signer = null, params ImmutableArray<Finding> found)
        => new(Answers.Passed(Path(pki, signer), found), Path(pki, signer).Certificates, []);

    public static CertificationPath Path(TestPki pki, IssuedCertificate? signer = null)
        => new([(signer ?? pki.Signer).Certificate, pki.Intermediate.Certificate, pki.Root.Certificate], Now, []);

    public static Finding Error(FindingCode code) => Finding.Error(code, "an error", "this", "that");

    /// <summary>The codes of the errors, in their order.</summary>
    public static FindingCode[] Errors(Decision decision) => [.. decision.Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code)];

    public static void AssertTrusted(Decision decision)
    {
        Assert.Empty(Errors(decision));
        Assert.Equal(Verdict.Trusted, decision.Verdict);
    }

    /// <summary>Refused, with exactly these errors.</summary>
    public static void AssertRefused(Decision decision, params FindingCode[] codes)
    {
        Assert.Equal(codes, Errors(decision));
        Assert.Equal(Verdict.Refused, decision.Verdict);
    }
}
