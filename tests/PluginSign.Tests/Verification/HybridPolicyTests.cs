using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signing;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>Any of them now, all of them from a date, with real signatures: what the report shows, and every way around it. The decision alone is in PostQuantumStepTests and AnySignerTests.</summary>
public sealed class HybridPolicyTests : IDisposable
{
    private static readonly TestPki Classical = TestPki.Create("Classical");
    private static readonly TestPki PostQuantum = TestPki.Create("PQ", static () => TestKey.MlDsa(65));
    private static readonly TestPki Stranger = TestPki.Create("Stranger");
    private static readonly byte[] s_content = "the plugin"u8.ToArray();
    private static readonly DateTimeOffset Now = TestPki.ValidationTime;

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-hybrid-").FullName;

    private string Plugin => Path.Combine(_folder, "plugin.so");

    public HybridPolicyTests() => File.WriteAllBytes(Plugin, s_content);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Both_kinds_satisfy_the_requirement_in_either_order()
    {
        foreach ((TestPki first, TestPki second) in new[] { (Classical, PostQuantum), (PostQuantum, Classical) })
        {
            Sign(first.Signer, first);
            Append(second.Signer, second);
            VerificationReport report = Verify(Required(Now), Classical, PostQuantum);
            Assert.Equal(Verdict.Trusted, report.Verdict);
            Assert.Equal(2, report.Plugin!.Signers.Length);
            Assert.Equal(CheckResult.Passed, report.Checks.Single(static c => c.Check == Check.Policy).Result);
        }
    }

    [Fact]
    public void Stripping_either_signer_after_the_date_is_refused()
    {
        Sign(Classical.Signer, Classical);
        Append(PostQuantum.Signer, PostQuantum);
        byte[] both = File.ReadAllBytes(Plugin + ".p7s");
        foreach (TestPki stripped in new[] { PostQuantum, Classical })
        {
            File.WriteAllBytes(Plugin + ".p7s", SignatureSurgery.DropSigner(both, stripped.Signer.Certificate));
            AssertRefused(Verify(Required(Now), Classical, PostQuantum), FindingCode.PostQuantumRequired);
            AssertRefused(Verify(Required(Now) with { AllowAnySigner = true }, Classical, PostQuantum), FindingCode.PostQuantumRequired);
        }
    }

    [Fact]
    public void A_signing_time_before_the_date_changes_nothing()
    {
        // A downgrade: the classical key, broken after the date, signs with a time from before it.
        Sign(Classical.Signer, Classical, Now.AddYears(-1));
        AssertRefused(Verify(Required(Now.AddDays(-1)), Classical, PostQuantum), FindingCode.PostQuantumRequired);
        AssertRefused(Verify(Required(Now.AddDays(-1)) with { AllowAnySigner = true }, Classical, PostQuantum), FindingCode.PostQuantumRequired);
    }

    [Fact]
    public void A_post_quantum_signer_below_a_classical_CA_does_not_count()
    {
        // Who can forge the CA's ECDSA signature can issue himself such a certificate.
        IssuedCertificate forged = Classical.IssueSigner(static t => t with { Key = TestKey.MlDsa(87) });
        Sign(Classical.Signer, Classical);
        Append(forged, Classical);
        Assert.Equal(Verdict.Trusted, Verify(new TrustPolicy(), Classical).Verdict);
        VerificationReport report = Verify(Required(Now), Classical, PostQuantum);
        AssertRefused(report, FindingCode.PostQuantumRequired);
        Assert.Contains("below a classical CA", report.Findings.Single(static f => f.Code == FindingCode.PostQuantumRequired).Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_date_a_host_with_one_kind_of_anchor_is_served_and_from_the_date_on_it_is_not()
    {
        Sign(Classical.Signer, Classical);
        Append(PostQuantum.Signer, PostQuantum);
        foreach (TestPki only in new[] { Classical, PostQuantum })
        {
            VerificationReport before = Verify(Required(Now.AddSeconds(1)), only);
            Assert.Equal(Verdict.Trusted, before.Verdict);
            Assert.Equal(only.Signer.Certificate.Fingerprint, Assert.Single(before.Plugin!.Signers).EndEntity.Fingerprint);
            Assert.Equal(Severity.Warning, Assert.Single(before.Findings, static f => f.Code == FindingCode.PostQuantumSoonRequired).Severity);
            AssertRefused(Verify(Required(Now), only), FindingCode.NoPathToAnchor, FindingCode.PostQuantumRequired);
        }

        // The date is a permission for a trusted signer and for nobody else.
        AssertRefused(Verify(Required(Now.AddYears(9)), Stranger), FindingCode.NoPathToAnchor);
    }

    [Fact]
    public void With_a_permission_one_trusted_signer_is_enough_and_the_report_shows_it()
    {
        Sign(Classical.Signer, Classical);
        Append(PostQuantum.Signer, PostQuantum);
        VerificationReport report = Verify(Required(Now.AddYears(9)) with { AllowAnySigner = true }, Classical);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.DoesNotContain(report.Findings, static f => f.Severity == Severity.Error);
        Assert.Equal(Severity.Warning, Assert.Single(report.Findings, static f => f.Code == FindingCode.AnySignerAllowed).Severity);
        Assert.Contains(report.Findings, static f => f is { Code: FindingCode.NoPathToAnchor, Severity: Severity.Warning });
        Assert.Equal([Verdict.Refused, Verdict.Trusted], report.Signers.Select(static s => s.Verdict).Order());
        Assert.Equal("Classical", Assert.Single(report.Plugin!.Signers).EndEntity.Subject.Split("O=")[1]);
        Assert.Equal(Verdict.Trusted, Verify(new TrustPolicy { AllowAnySigner = true }, PostQuantum).Verdict);
        Assert.Equal(Severity.Note, Assert.Single(Verify(new TrustPolicy { AllowAnySigner = true }, Classical, PostQuantum).Findings, static f => f.Code == FindingCode.AnySignerAllowed).Severity);
    }

    [Fact]
    public void With_a_permission_nobody_trusted_is_still_refused()
    {
        Sign(Classical.Signer, Classical);
        Append(PostQuantum.Signer, PostQuantum);
        AssertRefused(Verify(new TrustPolicy { AllowAnySigner = true }, Stranger), FindingCode.NoPathToAnchor);
        File.WriteAllBytes(Plugin, "changed"u8.ToArray());
        AssertRefused(Verify(new TrustPolicy { AllowAnySigner = true }, Classical, PostQuantum), FindingCode.ContentChanged);
    }

    [Fact]
    public void A_signer_whose_signature_is_wrong_is_set_aside_and_vouches_for_nothing()
    {
        // Its certificate is a trusted one, but the signature was made by somebody else: the path alone is no proof.
        IssuedCertificate impostor = new(Classical.Signer.Der, TestKey.P256(), Classical.Signer.SubjectDer);
        CmsForge forge = CmsForge.Of(
            new SignerForge { Signer = PostQuantum.Signer, Content = s_content, Hash = System.Security.Cryptography.HashAlgorithmName.SHA512 },
            new SignerForge { Signer = impostor, Content = s_content });
        File.WriteAllBytes(Plugin + ".p7s", (forge with { Certificates = [PostQuantum.Signer.Der, PostQuantum.Intermediate.Der, impostor.Der, Classical.Intermediate.Der] }).Write());
        AssertRefused(Verify(new TrustPolicy(), Classical, PostQuantum), FindingCode.SignatureInvalid);
        VerificationReport report = Verify(new TrustPolicy { AllowAnySigner = true }, Classical, PostQuantum);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(PostQuantum.Signer.Certificate.Fingerprint, Assert.Single(report.Plugin!.Signers).EndEntity.Fingerprint);
        AssertRefused(
            Verify(new TrustPolicy { AllowAnySigner = true, ExpectedSigners = [CertificateFingerprint.Of(Classical.Signer.Certificate)] }, Classical, PostQuantum), FindingCode.UnexpectedSigner);
        AssertRefused(Verify(Required(Now) with { AllowAnySigner = true }, Classical, PostQuantum), FindingCode.SignatureInvalid, FindingCode.PostQuantumRequired);
    }

    [Fact]
    public void An_ML_DSA_certificate_for_key_agreement_is_refused()
    {
        IssuedCertificate odd = PostQuantum.IssueSigner(static t => t with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, Key = TestKey.MlDsa(65) });
        Sign(odd, PostQuantum);
        AssertRefused(Verify(new TrustPolicy(), PostQuantum), FindingCode.CertificateProfile);
    }

    [Fact]
    public void A_corrupted_ML_DSA_certificate_is_refused()
    {
        IssuedCertificate corrupted = PostQuantum.IssueSigner(static t => t with { CorruptSignature = true });
        Sign(corrupted, PostQuantum);
        AssertRefused(Verify(new TrustPolicy(), PostQuantum), FindingCode.CertificateSignatureInvalid);
    }

    [Fact]
    public void A_certificate_signed_by_another_set_than_its_issuers_is_refused()
    {
        IssuedCertificate other = new(PostQuantum.Intermediate.Der, TestKey.MlDsa(87), PostQuantum.Intermediate.SubjectDer);
        IssuedCertificate swapped = PostQuantum.IssueSigner(static t => t with { Key = TestKey.MlDsa(65) }, other);
        Sign(swapped, PostQuantum);
        Assert.Equal(Verdict.Refused, Verify(new TrustPolicy(), PostQuantum).Verdict);
    }

    private static TrustPolicy Required(DateTimeOffset from) => new() { RequirePostQuantumAfter = from, AllowAnySignerBefore = from };

    private static void AssertRefused(VerificationReport report, params FindingCode[] codes)
    {
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Null(report.Plugin);
        Assert.Equal(codes, report.Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code).Distinct().Order());
    }

    private VerificationReport Verify(TrustPolicy policy, params TestPki[] trusted)
        => new PluginVerifier(new TrustInputs { Anchors = [.. trusted.Select(static p => p.Root.Certificate)], RevocationMode = RevocationMode.AllowUnknown }, policy).Verify(Plugin, Now);

    private void Sign(IssuedCertificate signer, TestPki pki, DateTimeOffset? time = null)
    {
        using SigningCredential credential = Credentials.Of(signer, pki.Intermediate.Certificate);
        File.WriteAllBytes(Plugin + ".p7s", PluginSigner.Sign(CmsForge.Digests(s_content), credential, new SigningOptions { SigningTime = time ?? Now.AddDays(-1) }));
    }

    private void Append(IssuedCertificate signer, TestPki pki)
    {
        using SigningCredential credential = Credentials.Of(signer, pki.Intermediate.Certificate);
        Answer<byte[]> both = PluginSigner.Append(File.ReadAllBytes(Plugin + ".p7s"), CmsForge.Digests(s_content), credential, new SigningOptions { SigningTime = Now.AddDays(-1) });
        Assert.True(both.TryGetValue(out byte[]? signature), string.Join("; ", both.Findings));
        File.WriteAllBytes(Plugin + ".p7s", signature);
    }
}
