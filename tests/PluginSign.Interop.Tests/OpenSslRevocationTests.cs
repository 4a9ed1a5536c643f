using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests;

/// <summary>CRLs of <c>openssl ca</c> and responses of <c>openssl ocsp</c>, as we see them; and CRLs of the tests' own making, as openssl sees them.</summary>
public sealed class OpenSslRevocationTests
{
    private static readonly PathRequirements CodeSigning = new() { Purpose = CertificatePurpose.CodeSigning };

    // What openssl makes is made now, so this test alone looks at the clock.
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private const string Config = """
        [ca]
        default_ca = d
        [d]
        database = index.txt
        crlnumber = crlnumber
        default_md = sha256
        default_crl_days = 7
        crl_extensions = e
        [e]
        authorityKeyIdentifier = keyid:always
        """;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)] // a v1 CRL
    [InlineData(true, false)] // v2, for the sake of the reason, and without the CRL number that RFC 5280 demands
    public void Its_CRLs_count(bool revoked, bool numbered)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        TestPki pki = Write(openssl, revoked, numbered ? Config : Config.Replace("crlnumber = crlnumber", string.Empty, StringComparison.Ordinal).Replace("crl_extensions = e", string.Empty, StringComparison.Ordinal));
        openssl.MustRun("ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.pem -out ca.crl");
        Answer<CrlBundle> read = CrlBundle.Read(openssl["ca.crl"]);
        Assert.True(read.TryGetValue(out CrlBundle? crls), string.Join("; ", read.Findings));
        AssertAnswer(pki, new RevocationInformation(crls.Lists, []), revoked);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Its_OCSP_responses_count(bool revoked, bool delegated)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        TestPki pki = Write(openssl, revoked, Config);
        IssuedCertificate responder = TestPki.Issue(
            new CertificateTemplate
            {
                Subject = "CN=Responder",
                KeyUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.DigitalSignature,
                ExtendedKeyUsage = [OcspTemplate.OcspSigning],
                Extensions = [new TestExtension(OcspTemplate.NoCheck, false, [0x05, 0x00])],
                NotBefore = Now.AddDays(-1),
                NotAfter = Now.AddDays(1),
            },
            issuer: pki.Intermediate);
        openssl.WriteText("responder.pem", responder.Pem + "\n");
        openssl.WriteText("responder.key", responder.KeyPem + "\n");
        openssl.MustRun("ocsp -issuer ca.pem -cert signer.pem -no_nonce -reqout q.der");
        string who = delegated ? "responder" : "ca";
        openssl.MustRun($"ocsp -index index.txt -CA ca.pem -rsigner {who}.pem -rkey {who}.key -reqin q.der -respout r.der -ndays 1");
        Answer<OcspResponse> read = OcspResponse.Read(openssl["r.der"]);
        Assert.True(read.TryGetValue(out OcspResponse? response), string.Join("; ", read.Findings));
        AssertAnswer(pki, new RevocationInformation([], [response]), revoked);
    }

    [Fact]
    public void It_agrees_about_CRLs_of_ours()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        TestPki pki = TestPki.Create();
        openssl.WriteText("root.pem", pki.Root.Pem + "\n");
        openssl.WriteText("ca.pem", pki.Intermediate.Pem + "\n");
        openssl.WriteText("signer.pem", pki.Signer.Pem + "\n");
        foreach (bool revoked in (bool[])[false, true])
        {
            CrlTemplate template = revoked ? new CrlTemplate().Revoke(pki.Signer) : new CrlTemplate();
            openssl.WriteText("crl.pem", System.Security.Cryptography.PemEncoding.WriteString("X509 CRL", template.Sign(pki.Intermediate)) + "\n");
            ToolResult theirs = openssl.Run($"verify -attime {TestPki.ValidationTime.ToUnixTimeSeconds()} -crl_check -CRLfile crl.pem -CAfile root.pem -untrusted ca.pem signer.pem");
            PathValidation ours = new PathValidator([pki.Root.Certificate], []).Validate(
                pki.Signer.Certificate,
                [pki.Intermediate.Certificate],
                TestPki.ValidationTime,
                CodeSigning,
                new RevocationInputs { Mode = RevocationMode.AllowUnknown, Information = new RevocationInformation([template.Issue(pki.Intermediate)], []) });
            Assert.Equal(!revoked, theirs.ExitCode == 0);
            Assert.Equal(!revoked, ours.Answer.Passed);
        }
    }

    private static TestPki Write(OpenSsl openssl, bool revoked, string config)
    {
        TestPki pki = TestPki.Create();
        openssl.WriteText("ca.pem", pki.Intermediate.Pem + "\n");
        openssl.WriteText("ca.key", pki.Intermediate.KeyPem + "\n");
        openssl.WriteText("signer.pem", pki.Signer.Pem + "\n");
        openssl.WriteText("ca.cnf", config);
        openssl.WriteText("crlnumber", "1000\n");
        string serial = Convert.ToHexString(pki.Signer.Certificate.SerialNumber.Span);
        openssl.WriteText("index.txt", revoked
            ? $"R\t300101000000Z\t{Now.UtcDateTime.AddHours(-1):yyMMddHHmmss}Z,superseded\t{serial}\tunknown\t/CN=Signer\n"
            : $"V\t300101000000Z\t\t{serial}\tunknown\t/CN=Signer\n");
        openssl.WriteText("index.txt.attr", "unique_subject = no\n");
        return pki;
    }

    private static void AssertAnswer(TestPki pki, RevocationInformation information, bool revoked)
    {
        // The signer alone: openssl was asked about nothing else.
        RevocationInputs inputs = new() { Mode = RevocationMode.Require, Information = information };
        DateTimeOffset at = DateTimeOffset.UtcNow.AddSeconds(2);
        Answer<CertificationPath> answer = new PathValidator([pki.Root.Certificate], []).Validate(pki.Signer.Certificate, [pki.Intermediate.Certificate], at, CodeSigning, inputs).Answer;
        FindingCode[] errors = [.. answer.Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code).Where(static c => c is not (FindingCode.CertificateExpired or FindingCode.CertificateNotYetValid))];

        // Nothing was said of the intermediate: for the signer that leaves one thing unknown and no more.
        Assert.Equal(revoked ? [FindingCode.CertificateRevoked, FindingCode.RevocationUnknown] : [FindingCode.RevocationUnknown], errors.Order());
        Assert.DoesNotContain(answer.Findings, f => f.Code == FindingCode.RevocationUnknown && f.Message.Contains(pki.Signer.Certificate.Subject, StringComparison.Ordinal));
    }
}
