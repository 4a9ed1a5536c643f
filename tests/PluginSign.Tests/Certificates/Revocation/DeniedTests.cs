using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>Certificates that the host denies itself, whatever a CA says.</summary>
public sealed class DeniedTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Theory]
    [InlineData("signer")]
    [InlineData("intermediate")]
    [InlineData("anchor")]
    public void Every_certificate_of_the_path_can_be_denied(string which)
    {
        IssuedCertificate denied = which switch { "signer" => Pki.Signer, "intermediate" => Pki.Intermediate, _ => Pki.Root };
        Finding finding = Pki.Validate(Pki.Signer, Deny(denied)).AssertRefuses(FindingCode.CertificateDenied);
        Assert.Equal(Check.Chain, finding.Check);
    }

    [Fact]
    public void It_works_with_no_CA_at_all()
        => new PathValidator([], []).Validate(Pki.Signer.Certificate, [], TestPki.ValidationTime, Judging.CodeSigning, Deny(Pki.Signer))
            .AssertRefuses(FindingCode.NoTrustAnchor, FindingCode.CertificateDenied);

    [Fact]
    public void A_denied_intermediate_is_gone_around_by_one_with_another_key()
    {
        TestPki other = TestPki.Create("Other");
        IssuedCertificate twice = TestPki.Issue(CertificateTemplate.Ca(Pki.Intermediate.Certificate.Subject), static t => t with { Key = Pki.Intermediate.Key }, other.Root);
        PathValidator paths = new([Pki.Root.Certificate, other.Root.Certificate], []);
        paths.Validate(Pki.Signer.Certificate, [Pki.Intermediate.Certificate, twice.Certificate], TestPki.ValidationTime, Judging.CodeSigning, Deny(Pki.Root)).AssertPasses();
        paths.Validate(Pki.Signer.Certificate, [Pki.Intermediate.Certificate, twice.Certificate], TestPki.ValidationTime, Judging.CodeSigning, Deny(Pki.Intermediate))
            .AssertRefuses(FindingCode.CertificateDenied);
    }

    [Fact]
    public void Others_are_not_touched() => Pki.Validate(Pki.Signer, Deny(TestPki.Create("Other").Signer)).AssertPasses();

    private static RevocationInputs Deny(IssuedCertificate denied)
        => new() { Mode = RevocationMode.AllowRevoked, Denied = [new DeniedCertificate(denied.Certificate)] };
}
