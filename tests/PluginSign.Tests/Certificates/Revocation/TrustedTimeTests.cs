using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>A signature that is proved to be older than the revocation stays good for some reasons, and for no other.</summary>
public sealed class TrustedTimeTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly DateTimeOffset Revoked = TestPki.ValidationTime.AddDays(-2);

    [Theory]
    [InlineData(RevocationReason.Superseded, true)]
    [InlineData(RevocationReason.CessationOfOperation, true)]
    [InlineData(RevocationReason.AffiliationChanged, true)]
    [InlineData(RevocationReason.PrivilegeWithdrawn, true)]
    [InlineData(RevocationReason.KeyCompromise, false)]
    [InlineData(RevocationReason.CaCompromise, false)]
    [InlineData(RevocationReason.AaCompromise, false)]
    [InlineData(RevocationReason.CertificateHold, false)]
    [InlineData(RevocationReason.Unspecified, false)]
    [InlineData(null, false)]
    public void The_reason_decides(RevocationReason? reason, bool staysGood)
    {
        PathValidation validation = Validate(reason, Revoked.AddSeconds(-1));
        if (staysGood)
        {
            validation.AssertPasses();
            Assert.Contains(validation.Answer.Findings, static f => f is { Code: FindingCode.RevokedAfterSignature, Severity: Severity.Note });
        }
        else
        {
            validation.AssertRefuses(FindingCode.CertificateRevoked);
        }
    }

    [Fact]
    public void The_signature_must_be_older_than_the_revocation()
    {
        Validate(RevocationReason.Superseded, Revoked).AssertRefuses(FindingCode.CertificateRevoked);
        Validate(RevocationReason.Superseded, Revoked.AddDays(1)).AssertRefuses(FindingCode.CertificateRevoked);
        Validate(RevocationReason.Superseded, null).AssertRefuses(FindingCode.CertificateRevoked);
    }

    [Fact]
    public void The_signature_must_be_older_than_the_invalidity_too()
    {
        Validate(RevocationReason.Superseded, Revoked.AddDays(-3), Invalid(Revoked.AddDays(-3))).AssertRefuses(FindingCode.CertificateRevoked);
        Validate(RevocationReason.Superseded, Revoked.AddDays(-3), Invalid(Revoked.AddDays(-2))).AssertPasses();
    }

    private static TestExtension Invalid(DateTimeOffset since) => new("2.5.29.24", false, Signatures.Der.GeneralizedTime(since));

    private static PathValidation Validate(RevocationReason? reason, DateTimeOffset? trustedTime, params TestExtension[] extensions)
    {
        CertificateRevocationList crl = new CrlTemplate().Revoke(Pki.Signer, reason, Revoked, [.. extensions]).Issue(Pki.Intermediate);
        RevocationInputs inputs = Asking.With(RevocationMode.Require, crl, new CrlTemplate().Issue(Pki.Root)) with { TrustedTime = trustedTime };
        return Pki.Validate(Pki.Signer, inputs);
    }
}
