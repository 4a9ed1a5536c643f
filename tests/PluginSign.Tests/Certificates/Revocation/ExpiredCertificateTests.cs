using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>CAs drop expired certificates from their CRLs (RFC 5280, 3.3): of those, silence says nothing, unless the CRL promises to keep them.</summary>
public sealed class ExpiredCertificateTests
{
    private static readonly TestPki Pki = TestPki.Create();

    // Revoked while it was valid, expired, and then dropped: so it looks like a good one.
    private static readonly DateTimeOffset Expiry = TestPki.ValidationTime.AddDays(-10);
    private static readonly IssuedCertificate Expired = Pki.IssueSigner(static t => t with { NotAfter = Expiry });
    private static readonly CertificateRevocationList RootCrl = new CrlTemplate().Issue(Pki.Root);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_CRL_from_after_the_expiry_clears_nobody_by_silence(int seconds, bool good)
    {
        CrlTemplate crl = new() { ThisUpdate = Expiry.AddSeconds(seconds) };
        AssertStatus(good ? null : FindingCode.RevocationUnknown, crl.Issue(Pki.Intermediate));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Unless_it_keeps_certificates_that_expired_then(int seconds, bool good)
    {
        CrlTemplate crl = new() { Extensions = [KeepsSince(Expiry.AddSeconds(seconds))] };
        AssertStatus(good ? null : FindingCode.RevocationUnknown, crl.Issue(Pki.Intermediate));
    }

    [Fact]
    public void Listed_is_listed_whatever_the_CRL_keeps()
    {
        CertificateRevocationList compromised = new CrlTemplate().Revoke(Expired, RevocationReason.KeyCompromise, Expiry.AddDays(-1)).Issue(Pki.Intermediate);
        Validate(RevocationMode.AllowUnknown, compromised).AssertRefuses(FindingCode.CertificateRevoked);

        // Listed after the signature was made, and for a harmless reason: the CRL has spoken about it.
        CertificateRevocationList superseded = new CrlTemplate().Revoke(Expired, RevocationReason.Superseded, Expiry.AddDays(-1)).Issue(Pki.Intermediate);
        AssertStatus(null, superseded);
    }

    [Fact]
    public void An_older_CRL_that_lists_it_is_not_overruled_by_a_newer_one_that_dropped_it()
    {
        CrlTemplate older = new() { CrlNumber = 6, ThisUpdate = Expiry.AddDays(-5), NextUpdate = Expiry };
        Validate(RevocationMode.AllowUnknown, older.Revoke(Expired, RevocationReason.KeyCompromise, Expiry.AddDays(-6)).Issue(Pki.Intermediate), new CrlTemplate().Issue(Pki.Intermediate)).AssertRefuses(FindingCode.CertificateRevoked);

        // Nor is a hold lifted by its being dropped.
        CertificateRevocationList held = older.Revoke(Expired, RevocationReason.CertificateHold, Expiry.AddDays(-6)).Issue(Pki.Intermediate);
        Validate(RevocationMode.AllowUnknown, held, new CrlTemplate().Issue(Pki.Intermediate)).AssertRefuses(FindingCode.CertificateRevoked);
        AssertStatus(null, held, new CrlTemplate { Extensions = [KeepsSince(Expiry)] }.Issue(Pki.Intermediate));
    }

    [Fact]
    public void An_expired_intermediate_is_no_better()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Expired CA", static t => t with { NotAfter = Expiry });
        IssuedCertificate signer = Pki.IssueSigner(static t => t with { NotAfter = Expiry }, ca);
        CertificateRevocationList keeps = new CrlTemplate { Extensions = [KeepsSince(Expiry)] }.Issue(ca);
        CertificateRevocationList rootKeeps = new CrlTemplate { Extensions = [KeepsSince(Expiry)] }.Issue(Pki.Root);
        Pki.Validate(signer, At(RevocationMode.Require, keeps, RootCrl), [ca], Expiry.AddDays(-2)).AssertRefuses(FindingCode.RevocationUnknown);
        Pki.Validate(signer, At(RevocationMode.Require, keeps, rootKeeps), [ca], Expiry.AddDays(-2)).AssertGood();
    }

    [Fact]
    public void A_malformed_promise_makes_a_malformed_CRL()
    {
        byte[] crl = new CrlTemplate { Extensions = [new TestExtension("2.5.29.60", false, Der.UtcTime(Expiry))] }.Sign(Pki.Intermediate);
        Assert.Equal(FindingCode.CrlMalformed, Assert.Single(CertificateRevocationList.Read(crl).Findings).Code);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    public void A_good_OCSP_response_about_an_expired_certificate_needs_an_archive_cutoff(int? seconds, bool good)
    {
        OcspTemplate template = OcspTemplate.About(Expired, Pki.Intermediate) with { ArchiveCutoff = seconds is { } s ? Expiry.AddSeconds(s) : null };
        RevocationInputs inputs = At(RevocationMode.Require, RootCrl) with { Information = new RevocationInformation([RootCrl], [template.Answer(Pki.Intermediate)]) };
        PathValidation validation = Pki.Validate(Expired, inputs, time: Expiry.AddDays(-2));
        if (good)
        {
            validation.AssertGood();
        }
        else
        {
            validation.AssertRefuses(FindingCode.RevocationUnknown);
        }
    }

    private static TestExtension KeepsSince(DateTimeOffset time) => new("2.5.29.60", false, Der.GeneralizedTime(time));

    private static void AssertStatus(FindingCode? refusal, params CertificateRevocationList[] crls)
    {
        PathValidation validation = Validate(RevocationMode.Require, crls);
        if (refusal is { } code)
        {
            validation.AssertRefuses(code);
            Assert.Equal(Verdict.Indeterminate, validation.Verdict());
            Validate(RevocationMode.AllowUnknown, crls).AssertWarns(code);
        }
        else
        {
            validation.AssertPasses();
            Assert.Contains(validation.Answer.Findings, static f => f.Code == FindingCode.RevocationGood);
        }
    }

    // As with a timestamp from two days before the expiry.
    private static PathValidation Validate(RevocationMode mode, params CertificateRevocationList[] crls) => Pki.Validate(Expired, At(mode, [.. crls, RootCrl]), time: Expiry.AddDays(-2));

    private static RevocationInputs At(RevocationMode mode, params CertificateRevocationList[] crls)
        => Asking.With(mode, crls) with { Time = TestPki.ValidationTime, TrustedTime = Expiry.AddDays(-2) };
}
