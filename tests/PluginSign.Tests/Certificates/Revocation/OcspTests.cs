using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>OCSP responses: what they say, and who may say it.</summary>
public sealed class OcspTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly CertificateRevocationList RootCrl = new CrlTemplate().Issue(Pki.Root);
    private static readonly OcspTemplate Good = OcspTemplate.About(Pki.Signer, Pki.Intermediate);

    [Fact]
    public void The_issuer_itself_may_answer()
    {
        Ask(Good.Answer(Pki.Intermediate)).AssertGood();
        Ask((Good with { ByName = true, Hash = HashAlgorithmName.SHA256 }).Answer(Pki.Intermediate)).AssertGood();
    }

    [Fact]
    public void Revoked_refuses_however_old_the_answer_is()
    {
        OcspTemplate revoked = Good with { Status = 1, Reason = RevocationReason.KeyCompromise };
        Finding finding = Ask(revoked.Answer(Pki.Intermediate)).AssertRefuses(FindingCode.CertificateRevoked);
        Assert.Contains("keyCompromise", finding.Actual, StringComparison.Ordinal);
        Ask((revoked with { NextUpdate = TestPki.ValidationTime.AddMinutes(-1) }).Answer(Pki.Intermediate), RevocationMode.AllowUnknown).AssertRefuses(FindingCode.CertificateRevoked);
    }

    [Fact]
    public void An_older_signature_stays_good_after_a_harmless_revocation()
    {
        OcspResponse response = (Good with { Status = 1, Reason = RevocationReason.Superseded }).Answer(Pki.Intermediate);
        Ask(response, RevocationMode.Require, TestPki.ValidationTime.AddDays(-1)).AssertRefuses(FindingCode.CertificateRevoked);
        PathValidation validation = Ask(response, RevocationMode.AllowUnknown, TestPki.ValidationTime.AddDays(-3));
        validation.AssertPasses();
        Assert.Contains(validation.Answer.Findings, static f => f.Code == FindingCode.RevokedAfterSignature);
    }

    [Fact]
    public void Unknown_stale_and_future_answers_are_not_good()
    {
        Ask((Good with { Status = 2 }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnknown);
        Ask((Good with { NextUpdate = TestPki.ValidationTime.AddSeconds(-1) }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationStale);
        Ask((Good with { ThisUpdate = TestPki.ValidationTime.AddSeconds(1) }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnknown);
        Ask((Good with { ProducedAt = TestPki.ValidationTime.AddSeconds(1) }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnknown);
    }

    [Theory]
    [InlineData(0, 2, FindingCode.RevocationUnknown)]
    [InlineData(2, 0, FindingCode.RevocationUnknown)]
    [InlineData(0, 1, FindingCode.CertificateRevoked)]
    public void Of_two_statements_about_one_certificate_the_worse_counts(int first, int second, FindingCode code)
    {
        Ask((Good with { Status = first, SecondStatus = second }).Answer(Pki.Intermediate)).AssertRefuses(code);
        Ask((Good with { SecondStatus = 0 }).Answer(Pki.Intermediate)).AssertGood();
    }

    [Fact]
    public void An_answer_that_was_signed_before_the_time_it_speaks_of_is_not_good()
    {
        Ask((Good with { ProducedAt = TestPki.ValidationTime.AddHours(-2) }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnknown);
        Ask((Good with { ProducedAt = Good.ThisUpdate }).Answer(Pki.Intermediate)).AssertGood();
    }

    [Theory]
    [InlineData("1.2.840.10045.4.1")] // ecdsa-with-SHA1
    [InlineData("1.2.840.113549.1.1.5")] // sha1WithRSAEncryption
    public void An_answer_that_is_signed_with_SHA_1_says_so(string algorithm)
    {
        Finding finding = Ask((Good with { Algorithm = algorithm }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnusable, FindingCode.RevocationUnknown);
        Assert.Contains("SHA-1", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void A_critical_nocheck_means_nothing_in_a_signer()
        => Assert.True(Pki.Validate(Pki.IssueSigner(static t => t with { Extensions = [new TestExtension(OcspTemplate.NoCheck, true, [0x05, 0x00])] })).Answer.Passed);

    [Fact]
    public void Without_an_end_an_answer_holds_for_a_day()
    {
        OcspTemplate endless = Good with { NextUpdate = null };
        Ask(endless.Answer(Pki.Intermediate)).AssertGood();
        Ask((endless with { ThisUpdate = TestPki.ValidationTime.AddHours(-25) }).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationStale);
    }

    [Fact]
    public void An_answer_about_another_certificate_says_nothing()
    {
        Ask(OcspTemplate.About(Pki.IssueSigner(), Pki.Intermediate).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnknown);
        Ask(OcspTemplate.About(Pki.Signer, TestPki.Create().Intermediate).Answer(Pki.Intermediate)).AssertRefuses(FindingCode.RevocationUnknown);
    }

    [Fact]
    public void A_responder_that_the_issuer_has_appointed_may_answer()
    {
        IssuedCertificate responder = Responder();
        Ask((Good with { Certificates = [responder] }).Answer(responder)).AssertGood();
        Ask((Good with { Certificates = [responder], ByName = true }).Answer(responder)).AssertGood();

        // Its certificate must be there, and come from this very issuer.
        AssertUnusable(Good.Answer(responder));
        IssuedCertificate other = Responder(issuer: Pki.Root);
        AssertUnusable((Good with { Certificates = [other] }).Answer(other));
    }

    public static TheoryData<string> Impostors => ["signer", "expired", "no purpose", "no digitalSignature", "impostor", "unknown critical"];

    [Theory]
    [MemberData(nameof(Impostors))]
    public void Nobody_else_may_answer(string who)
    {
        IssuedCertificate responder = who switch
        {
            "signer" => Pki.Signer,
            "expired" => Responder(static t => t with { NotAfter = TestPki.ValidationTime.AddDays(-1) }),
            "no purpose" => Responder(static t => t with { ExtendedKeyUsage = null }),
            "no digitalSignature" => Responder(static t => t with { KeyUsage = X509KeyUsageFlags.KeyEncipherment }),
            "impostor" => Responder(issuer: Pki.IssueCa(Pki.Intermediate.Certificate.Subject, issuer: TestPki.Create().Root)),
            _ => Responder(static t => t with { Extensions = [.. t.Extensions, new TestExtension("1.2.3.4", true, [0x05, 0x00])] }),
        };
        AssertUnusable((Good with { Certificates = [responder] }).Answer(responder));
    }

    [Fact]
    public void A_responder_without_exemption_is_asked_about_itself()
    {
        IssuedCertificate responder = Responder(static t => t with { Extensions = [] });
        OcspResponse response = (Good with { Certificates = [responder] }).Answer(responder);
        AssertUnusable(response, RevocationMode.Require);
        Ask(response, RevocationMode.Require, null, new CrlTemplate().Issue(Pki.Intermediate)).AssertGood();
        Ask(response, RevocationMode.AllowUnknown).AssertGood();
        Ask(response, RevocationMode.Require, null, new CrlTemplate { ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddDays(-7) }.Revoke(responder).Issue(Pki.Intermediate))
            .AssertRefuses(FindingCode.RevocationUnusable, FindingCode.RevocationStale);
    }

    [Fact]
    public void A_responder_does_not_clear_itself_whatever_CRL_its_certificate_names()
    {
        TestExtension itself = CrlTemplate.Point(GeneralNames.Directory("CN=Point"), crlIssuer: GeneralNames.Directory("CN=Acme OCSP Responder"));
        IssuedCertificate responder = Responder(t => t with { Extensions = [itself] });
        OcspResponse answer = (Good with { Certificates = [responder] }).Answer(responder);
        OcspResponse aboutItself = (OcspTemplate.About(responder, Pki.Intermediate) with { Certificates = [responder] }).Answer(responder);
        RevocationInputs inputs = new() { Mode = RevocationMode.Require, Information = new RevocationInformation([RootCrl], [answer, aboutItself]) };
        Assert.Contains(Pki.Validate(Pki.Signer, inputs).Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error });
    }

    [Fact]
    public void A_forged_answer_refuses_and_one_that_came_along_warns()
    {
        OcspResponse forged = (Good with { CorruptSignature = true }).Answer(Pki.Intermediate);
        AssertUnusable(forged);
        RevocationInputs offered = new() { Mode = RevocationMode.AllowUnknown, Information = new RevocationInformation([RootCrl], []), Offered = new RevocationInformation([], [forged]) };
        Pki.Validate(Pki.Signer, offered).AssertWarns(FindingCode.RevocationUnusable, FindingCode.RevocationUnknown);
    }

    [Fact]
    public void Damaged_responses_never_throw_and_never_say_good()
    {
        byte[] der = Good.Sign(Pki.Intermediate);
        Assert.All(Enumerable.Range(0, der.Length), n => Assert.False(OcspResponse.Read(der.AsMemory(0, n)).Passed));
        Assert.False(OcspResponse.Read((byte[])[.. der, 0]).Passed);
        Gen.Int[0, (der.Length * 8) - 1].Sample(bit =>
        {
            byte[] changed = [.. der];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return !OcspResponse.Read(changed).TryGetValue(out OcspResponse? response) || !Ask(response).Answer.Passed;
        }, iter: 2000);
        Gen.Byte.Array[0, 200].Sample(static bytes => !OcspResponse.Read(bytes).Passed, iter: 2000);
    }

    [Fact]
    public void A_responder_that_gives_no_answer_says_so()
    {
        Finding finding = Assert.Single(OcspResponse.Read((byte[])[0x30, 0x03, 0x0A, 0x01, 0x03]).Findings);
        Assert.Equal(FindingCode.OcspUnsuccessful, finding.Code);
        Assert.Equal("tryLater", finding.Actual);
    }

    private static IssuedCertificate Responder(Func<CertificateTemplate, CertificateTemplate>? change = null, IssuedCertificate? issuer = null)
    {
        CertificateTemplate template = new()
        {
            Subject = "CN=Acme OCSP Responder",
            KeyUsage = X509KeyUsageFlags.DigitalSignature,
            ExtendedKeyUsage = [OcspTemplate.OcspSigning],
            Extensions = [new TestExtension(OcspTemplate.NoCheck, false, [0x05, 0x00])],
        };
        return TestPki.Issue(template, change, issuer ?? Pki.Intermediate);
    }

    private static void AssertUnusable(OcspResponse response, RevocationMode mode = RevocationMode.AllowUnknown)
        => Assert.Contains(Ask(response, mode).Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error });

    private static PathValidation Ask(OcspResponse response, RevocationMode mode = RevocationMode.Require, DateTimeOffset? trustedTime = null, params CertificateRevocationList[] crls)
        => Pki.Validate(Pki.Signer, new RevocationInputs { Mode = mode, Information = new RevocationInformation([RootCrl, .. crls], [response]), TrustedTime = trustedTime });
}
