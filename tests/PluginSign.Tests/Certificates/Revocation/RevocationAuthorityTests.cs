using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>Who may speak about a certificate follows keys, not names: threats 46, 47 and 49.</summary>
public sealed class RevocationAuthorityTests
{
    private const X509KeyUsageFlags CrlSign = X509KeyUsageFlags.CrlSign;
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly CrlTemplate Clear = new();
    private static readonly CertificateRevocationList RootCrl = Clear.Issue(Pki.Root);
    private static readonly string CodeCa = Pki.Intermediate.Certificate.Subject;

    public static TheoryData<string> Twins => ["below a TLS CA", "a CRL signer of a twin", "a CRL signer of a TLS CA"];

    [Theory]
    [MemberData(nameof(Twins))]
    public void Another_CA_below_the_anchor_cannot_take_the_name_to_say_not_revoked(string twin)
    {
        (IssuedCertificate forger, IssuedCertificate[] offered) = Forger(twin);
        CertificateRevocationList forged = Clear.Issue(forger);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, forged, RootCrl), offered).AssertRefuses(FindingCode.RevocationUnusable);
        RevocationInputs along = new() { Mode = RevocationMode.Require, Information = new RevocationInformation([RootCrl], []), Offered = new RevocationInformation([forged], []) };
        Assert.False(Pki.Validate(Pki.Signer, along, offered).Answer.Passed);

        // Nor to revoke somebody else's signer.
        PathValidation slandered = Pki.Validate(Pki.Signer, along with { Mode = RevocationMode.AllowUnknown, Offered = new RevocationInformation([Clear.Revoke(Pki.Signer).Issue(forger)], []) }, offered);
        Assert.DoesNotContain(slandered.Answer.Findings, static f => f.Code == FindingCode.CertificateRevoked);

        // The true CA's, with the same certificates at hand.
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, Clear.Issue(Pki.Intermediate), RootCrl), offered).AssertGood();
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Another_CA_cannot_lift_a_hold(string twin)
    {
        (IssuedCertificate forger, IssuedCertificate[] offered) = Forger(twin);
        CertificateRevocationList held = (Clear with { CrlNumber = 5, ThisUpdate = TestPki.ValidationTime.AddDays(-3) }).Revoke(Pki.Signer, RevocationReason.CertificateHold).Issue(Pki.Intermediate);
        CrlTemplate newer = Clear with { CrlNumber = 9 };
        Assert.Contains(Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, held, newer.Issue(forger), RootCrl), offered).Answer.Findings, static f => f.Code == FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, held, newer.Issue(Pki.Intermediate), RootCrl), offered).AssertGood();
    }

    [Fact]
    public void Another_key_of_the_same_CA_does_not_lift_what_the_first_has_held()
    {
        IssuedCertificate second = NewWithOld();
        CertificateRevocationList held = (Clear with { CrlNumber = 5, ThisUpdate = TestPki.ValidationTime.AddDays(-3) }).Revoke(Pki.Signer, RevocationReason.CertificateHold).Issue(Pki.Intermediate);
        IssuedCertificate[] offered = [Pki.Intermediate, second];
        CertificateRevocationList[] revocations = [held, (Clear with { CrlNumber = 9 }).Issue(second), RootCrl];
        Assert.Contains(Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, revocations), offered).Answer.Findings, static f => f.Code == FindingCode.CertificateRevoked);
    }

    [Fact]
    public void A_newer_key_that_the_CA_has_certified_with_the_old_one_may_speak()
    {
        IssuedCertificate second = NewWithOld();
        IssuedCertificate[] offered = [Pki.Intermediate, second];
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Revoke(Pki.Signer).Issue(second), RootCrl), offered).AssertRefuses(FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Issue(second), RootCrl), offered).AssertGood();

        // Not one that says it of itself, and not one that is for something else.
        IssuedCertificate itself = TestPki.Issue(CertificateTemplate.Ca(CodeCa));
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Issue(itself), RootCrl), [Pki.Intermediate, itself]).AssertRefuses(FindingCode.RevocationUnusable);
        IssuedCertificate tls = NewWithOld(static t => t with { ExtendedKeyUsage = ["1.3.6.1.5.5.7.3.1"] });
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Issue(tls), RootCrl), [Pki.Intermediate, tls]).AssertRefuses(FindingCode.RevocationUnusable);
        IssuedCertificate noCrls = NewWithOld(static t => t with { KeyUsage = X509KeyUsageFlags.KeyCertSign });
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Issue(noCrls), RootCrl), [Pki.Intermediate, noCrls]).AssertRefuses(FindingCode.RevocationUnusable);
    }

    [Fact]
    public void A_CRL_signer_that_is_denied_retired_or_revoked_is_not_believed()
    {
        IssuedCertificate second = NewWithOld();
        IssuedCertificate[] offered = [Pki.Intermediate, second];
        RevocationInputs inputs = Asking.With(RevocationMode.AllowUnknown, Clear.Issue(second), RootCrl);
        Pki.Validate(Pki.Signer, inputs, offered).AssertGood();
        Pki.Validate(Pki.Signer, inputs with { Denied = [new DeniedCertificate(second.Certificate)] }, offered).AssertRefuses(FindingCode.RevocationUnusable);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Issue(second), Clear.Revoke(second).Issue(Pki.Intermediate), RootCrl), offered).AssertPasses();
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Clear.Issue(second), (Clear with { ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddDays(-8) }).Revoke(second).Issue(Pki.Intermediate), RootCrl), offered)
            .AssertRefuses(FindingCode.RevocationUnusable);
        PathRequirements retired = Judging.CodeSigning with { Distrusted = [new AuthorityDistrust(second.Certificate, TestPki.ValidationTime.AddDays(-30))] };
        PathValidation late = new PathValidator([Pki.Root.Certificate], []).Validate(Pki.Signer.Certificate, [.. offered.Select(static o => o.Certificate)], TestPki.ValidationTime, retired, inputs);
        Assert.False(late.Answer.Passed);
    }

    [Fact]
    public void A_named_CRL_issuer_is_certified_by_a_CA_of_the_path()
    {
        byte[] name = GeneralNames.Directory("CN=CRL Issuer, O=Acme");
        byte[] uri = GeneralNames.Uri("http://crl.example.test/a");
        IssuedCertificate signer = Pki.IssueSigner(t => t with { Extensions = [CrlTemplate.Point(uri, crlIssuer: name)] });
        CrlTemplate indirect = Clear with { Extensions = [CrlTemplate.Scope(uri, indirect: true)] };
        IssuedCertificate named = Pki.IssueCa("CN=CRL Issuer, O=Acme", static t => t with { KeyUsage = CrlSign });
        Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Issue(named), RootCrl), [Pki.Intermediate, named]).AssertGood();
        IssuedCertificate other = Pki.IssueCa("CN=TLS CA");
        IssuedCertificate twin = Pki.IssueCa("CN=CRL Issuer, O=Acme", static t => t with { KeyUsage = CrlSign }, other);
        Assert.False(Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Issue(twin), RootCrl), [Pki.Intermediate, other, twin]).Answer.Passed);
    }

    public static TheoryData<string> Responders => ["denied", "retired", "revoked", "revoked although nobody need ask"];

    [Theory]
    [MemberData(nameof(Responders))]
    public void A_responder_that_is_no_longer_trusted_is_not_believed(string why)
    {
        TestExtension[] noCheck = why is "revoked" ? [] : [new TestExtension(OcspTemplate.NoCheck, false, [0x05, 0x00])];
        IssuedCertificate responder = TestPki.Issue(
            CertificateTemplate.CodeSigner("CN=Acme OCSP Responder") with { ExtendedKeyUsage = [OcspTemplate.OcspSigning], Extensions = [.. noCheck] }, issuer: Pki.Intermediate);
        OcspResponse good = (OcspTemplate.About(Pki.Signer, Pki.Intermediate) with { Certificates = [responder] }).Answer(responder);
        PathRequirements requirements = why is "retired"
            ? Judging.CodeSigning with { Distrusted = [new AuthorityDistrust(responder.Certificate, TestPki.ValidationTime.AddDays(-30))] }
            : Judging.CodeSigning;
        CertificateRevocationList old = (Clear with { ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddDays(-8) }).Revoke(responder).Issue(Pki.Intermediate);
        RevocationInputs inputs = new()
        {
            Mode = RevocationMode.AllowUnknown,
            Information = new RevocationInformation(why.StartsWith("revoked", StringComparison.Ordinal) ? [RootCrl, old] : [RootCrl], [good]),
            Denied = why is "denied" ? [new DeniedCertificate(responder.Certificate)] : [],
        };
        PathValidator paths = new([Pki.Root.Certificate], []);
        PathValidation answer = paths.Validate(Pki.Signer.Certificate, [Pki.Intermediate.Certificate], TestPki.ValidationTime, requirements, inputs);
        Assert.Contains(answer.Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error });
        Assert.DoesNotContain(answer.Answer.Findings, static f => f.Code == FindingCode.RevocationGood);

        Pki.Validate(Pki.Signer, new RevocationInputs { Mode = RevocationMode.AllowUnknown, Information = new RevocationInformation([RootCrl], [good]) }).AssertGood();
    }

    private static IssuedCertificate NewWithOld(Func<CertificateTemplate, CertificateTemplate>? change = null)
        => TestPki.Issue(CertificateTemplate.Ca(CodeCa), change, Pki.Intermediate);

    private static (IssuedCertificate Forger, IssuedCertificate[] Offered) Forger(string kind)
    {
        IssuedCertificate tls = Pki.IssueCa("CN=TLS CA, O=Acme");
        IssuedCertificate twin = Pki.IssueCa(CodeCa, issuer: tls);
        IssuedCertificate forger = kind switch
        {
            "below a TLS CA" => twin,
            "a CRL signer of a twin" => Pki.IssueCa(CodeCa, static t => t with { KeyUsage = CrlSign }, twin),
            _ => Pki.IssueCa(CodeCa, static t => t with { KeyUsage = CrlSign }, tls),
        };
        return (forger, [Pki.Intermediate, tls, twin, forger]);
    }
}
