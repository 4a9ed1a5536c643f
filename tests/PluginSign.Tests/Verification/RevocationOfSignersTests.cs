using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Tests.Signatures;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>Revocation information in the signature itself (RFC 5652, 10.2.1; RFC 5940), and the host's own, in the whole procedure.</summary>
public sealed class RevocationOfSignersTests : IDisposable
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly byte[] Content = "content"u8.ToArray();
    private static readonly byte[] RootCrl = new CrlTemplate().Sign(Pki.Root);

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CRLs_in_the_signature_are_used()
    {
        AssertAnswer(Verify([RootCrl, new CrlTemplate().Sign(Pki.Intermediate)], RevocationMode.Require), Verdict.Trusted, CheckResult.Passed, FindingCode.RevocationGood);
        AssertAnswer(Verify([RootCrl, new CrlTemplate().Revoke(Pki.Signer).Sign(Pki.Intermediate)]), Verdict.Refused, CheckResult.Refused, FindingCode.CertificateRevoked);
        AssertAnswer(Verify([]), Verdict.Trusted, CheckResult.NotEvaluated, FindingCode.RevocationUnknown);
        AssertAnswer(Verify([], RevocationMode.Require), Verdict.Indeterminate, CheckResult.Indeterminate, FindingCode.RevocationUnknown);
    }

    [Fact]
    public void Stapled_OCSP_responses_are_used()
    {
        OcspTemplate template = OcspTemplate.About(Pki.Signer, Pki.Intermediate);
        AssertAnswer(Verify([RootCrl, Stapled(template.Sign(Pki.Intermediate))], RevocationMode.Require, version: 5), Verdict.Trusted, CheckResult.Passed, FindingCode.RevocationGood);
        AssertAnswer(Verify([RootCrl, Stapled((template with { Status = 1 }).Sign(Pki.Intermediate))], version: 5), Verdict.Refused, CheckResult.Refused, FindingCode.CertificateRevoked);
    }

    [Fact]
    public void Garbage_in_the_signature_is_named_and_passed_over()
    {
        AssertAnswer(Verify([[0x30, 0x00]]), Verdict.Trusted, CheckResult.NotEvaluated, FindingCode.CrlMalformed);
        AssertAnswer(Verify([Stapled([0x30, 0x00])], version: 5), Verdict.Trusted, CheckResult.NotEvaluated, FindingCode.OcspMalformed);
        VerificationReport many = Verify([.. Enumerable.Range(0, Limits.SignatureRevocations + 1).Select(static _ => RootCrl)]);
        Assert.Equal(Verdict.Refused, many.Verdict);
    }

    [Fact]
    public void What_came_along_cannot_overrule_the_host()
    {
        Assert.True(CertificateRevocationList.Read(new CrlTemplate().Revoke(Pki.Signer).Sign(Pki.Intermediate)).TryGetValue(out CertificateRevocationList? crl));
        VerificationReport report = Verify([RootCrl, new CrlTemplate { CrlNumber = 99, ThisUpdate = TestPki.ValidationTime }.Sign(Pki.Intermediate)], information: new RevocationInformation([crl], []));
        AssertAnswer(report, Verdict.Refused, CheckResult.Refused, FindingCode.CertificateRevoked);
    }

    [Fact]
    public void A_denied_signer_is_refused()
        => AssertAnswer(Verify([], denied: CertificateFingerprint.Parse(Pki.Signer.Certificate.Fingerprint.ToUpperInvariant())), Verdict.Refused, CheckResult.NotEvaluated, FindingCode.CertificateDenied);

    private static void AssertAnswer(VerificationReport report, Verdict verdict, CheckResult result, FindingCode code)
    {
        Assert.Contains(report.Findings, f => f.Code == code);
        Assert.Equal(verdict, report.Verdict);
        Assert.Equal(verdict == Verdict.Trusted, report.Plugin is not null);
        Assert.Equal(result, Assert.Single(report.Checks, static c => c.Check == Check.Revocation).Result);
    }

    private static byte[] Stapled(byte[] response) => Der.Tlv(0xA1, Der.Oid("1.3.6.1.5.5.7.16.2"), response);

    private VerificationReport Verify(byte[][] carried, RevocationMode mode = RevocationMode.AllowUnknown, int version = 1, RevocationInformation? information = null, CertificateFingerprint? denied = null)
    {
        CmsForge forge = CmsForge.Of(new SignerForge { Signer = Pki.Signer, Content = Content }) with
        {
            Certificates = [Pki.Signer.Der, Pki.Intermediate.Der],
            Crls = carried.Length == 0 ? null : Der.Tlv(0xA1, Der.Sorted(carried)),
            Version = version,
        };
        string plugin = Path.Combine(_folder, "plugin.so");
        File.WriteAllBytes(plugin, Content);
        File.WriteAllBytes(plugin + PluginVerifier.SignatureSuffix, forge.Write());
        TrustInputs trust = new()
        {
            Anchors = [Pki.Root.Certificate],
            Revocation = information ?? RevocationInformation.None,
            RevocationMode = mode,
            DeniedCertificates = denied is null ? [] : [new DeniedCertificate(denied)],
        };
        return new PluginVerifier(trust, new TrustPolicy()).Verify(plugin, TestPki.ValidationTime);
    }
}
