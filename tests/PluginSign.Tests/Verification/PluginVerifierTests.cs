using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signing;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>The whole procedure over real files: every way to a no, and the one way to a yes.</summary>
public sealed class PluginVerifierTests : IDisposable
{
    private static readonly TestPki Ours = TestPki.Create("Ours");
    private static readonly TestPki Theirs = TestPki.Create("Theirs");

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;

    private string Plugin => Path.Combine(_folder, "plugin.so");

    private string Signature => Plugin + PluginVerifier.SignatureSuffix;

    public PluginVerifierTests() => File.WriteAllBytes(Plugin, [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i % 253))]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_signed_plugin_is_trusted_and_the_proof_names_its_bytes()
    {
        Sign(Ours.Signer, Ours);
        VerificationReport report = Verify();
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.DoesNotContain(report.Findings, static f => f.Severity == Severity.Error);
        Assert.NotNull(report.Plugin);
        Assert.Equal(report.Sha256, report.Plugin.Digest.Hex);
        Assert.Same(Ours.Root.Certificate, Assert.Single(report.Plugin.Signers).Anchor);
        Assert.All(report.Checks.Where(static c => c.Check is Check.Signature or Check.Chain), static c => Assert.Equal(CheckResult.Passed, c.Result));
        Assert.Equal(CheckResult.NotEvaluated, Assert.Single(report.Checks, static c => c.Check == Check.Path).Result); // nobody asked for a root, so nobody judged the path
    }

    [Fact]
    public void Two_trust_worlds_reject_each_other()
    {
        Sign(Theirs.Signer, Theirs);
        AssertRefused(Verify(), FindingCode.NoPathToAnchor);
        Assert.Equal(Verdict.Trusted, Verify(anchors: [Theirs.Root]).Verdict);
        Sign(Ours.Signer, Ours);
        AssertRefused(Verify(anchors: [Theirs.Root]), FindingCode.NoPathToAnchor);
    }

    [Fact]
    public void One_changed_byte_is_refused_wherever_it_is()
    {
        Sign(Ours.Signer, Ours);
        byte[] good = File.ReadAllBytes(Plugin);
        foreach (int at in new[] { 0, good.Length / 2, good.Length - 1 })
        {
            byte[] bad = [.. good];
            bad[at] ^= 1;
            File.WriteAllBytes(Plugin, bad);
            AssertRefused(Verify(), FindingCode.ContentChanged);
        }

        File.WriteAllBytes(Plugin, [.. good, 0]);
        AssertRefused(Verify(), FindingCode.ContentChanged);
        File.WriteAllBytes(Plugin, good[..^1]);
        AssertRefused(Verify(), FindingCode.ContentChanged);
    }

    [Fact]
    public void A_missing_sidecar_is_refused_and_a_missing_named_signature_could_not_be_evaluated()
    {
        AssertRefused(Verify(), FindingCode.SignatureMissing);
        VerificationReport named = Verify(signature: Path.Combine(_folder, "nowhere.p7s"));
        Assert.Equal(Verdict.Indeterminate, named.Verdict);
        Assert.Contains(named.Findings, static f => f.Code == FindingCode.FileMissing);
        Assert.Equal(CheckResult.NotEvaluated, named.Checks.Single(static c => c.Check == Check.Signature).Result);
    }

    [Fact]
    public void A_missing_plugin_could_not_be_evaluated_and_nothing_counts_as_passed()
    {
        File.Delete(Plugin);
        VerificationReport report = Verify();
        Assert.Equal(Verdict.Indeterminate, report.Verdict);
        Assert.Equal(FindingCode.FileMissing, Assert.Single(report.Findings).Code);
        Assert.DoesNotContain(report.Checks, static c => c.Result == CheckResult.Passed);
    }

    [Fact]
    public void A_signature_file_over_the_cap_is_refused()
    {
        File.WriteAllBytes(Signature, new byte[Limits.SignatureFileBytes + 1]);
        AssertRefused(Verify(), FindingCode.SignatureTooLarge);
    }

    [Fact]
    public void An_empty_signature_file_is_refused()
    {
        File.WriteAllBytes(Signature, []);
        AssertRefused(Verify(), FindingCode.SignatureMalformed);
    }

    [Fact]
    public void An_empty_plugin_can_be_signed_and_is_not_confused_with_another()
    {
        File.WriteAllBytes(Plugin, []);
        Sign(Ours.Signer, Ours);
        Assert.Equal(Verdict.Trusted, Verify().Verdict);
        File.WriteAllBytes(Plugin, [0]);
        AssertRefused(Verify(), FindingCode.ContentChanged);
    }

    [Fact]
    public void Without_an_anchor_everything_is_refused()
    {
        Sign(Ours.Signer, Ours);
        AssertRefused(Verify(anchors: []), FindingCode.NoTrustAnchor);
    }

    [Fact]
    public void The_validation_time_decides_not_the_clock()
    {
        Sign(Ours.Signer, Ours);
        AssertRefused(Verify(at: Ours.Signer.Certificate.NotAfter.AddSeconds(1)), FindingCode.CertificateExpired);
        AssertRefused(Verify(at: Ours.Root.Certificate.NotBefore.AddSeconds(-1)), FindingCode.CertificateNotYetValid);
    }

    [Fact]
    public void A_signing_time_after_the_validation_time_is_a_warning()
    {
        Sign(Ours.Signer, Ours, signingTime: TestPki.ValidationTime.AddMinutes(1));
        VerificationReport report = Verify();
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(Severity.Warning, Assert.Single(report.Findings, static f => f.Code == FindingCode.SigningTimeInFuture).Severity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_signer_must_be_trusted_whichever_signed_first(bool oursFirst)
    {
        (TestPki first, TestPki second) = oursFirst ? (Ours, Theirs) : (Theirs, Ours);
        Sign(first.Signer, first);
        Append(second.Signer, second);
        VerificationReport report = Verify();
        AssertRefused(report, FindingCode.NoPathToAnchor);
        Assert.Equal(2, report.Signers.Length);
        Assert.Single(report.Signers, static s => s.Verdict == Verdict.Trusted);
        Assert.Single(report.Signers, static s => s.Verdict == Verdict.Refused);
        Assert.Equal(Verdict.Trusted, Verify(anchors: [Ours.Root, Theirs.Root]).Verdict);
    }

    [Fact]
    public void An_expected_signer_counts_only_when_it_has_signed_and_is_trusted()
    {
        IssuedCertificate other = Ours.IssueSigner();
        Sign(Ours.Signer, Ours);
        AssertRefused(Verify(policy: Expecting(other)), FindingCode.UnexpectedSigner);
        Assert.Equal(Verdict.Trusted, Verify(policy: Expecting(Ours.Signer)).Verdict);
        Assert.Equal(Verdict.Trusted, Verify(policy: Expecting(other, Ours.Signer)).Verdict);

        // A certificate that merely lies in the bag has signed nothing.
        Sign(Ours.Signer, Ours, extra: other);
        AssertRefused(Verify(policy: Expecting(other)), FindingCode.UnexpectedSigner);

        Sign(Theirs.Signer, Theirs);
        AssertRefused(Verify(policy: Expecting(Theirs.Signer)), FindingCode.NoPathToAnchor, FindingCode.UnexpectedSigner);
    }

    [Fact]
    public void A_development_certificate_is_refused_unless_it_is_allowed_and_shows_either_way()
    {
        IssuedCertificate developer = Ours.IssueSigner(static t => t with { Subject = $"CN=Developer, OU={DevelopmentMark.OrganizationalUnit}" });
        Sign(developer, Ours);
        AssertRefused(Verify(), FindingCode.DevelopmentCertificate);
        VerificationReport allowed = Verify(policy: new TrustPolicy { AllowDevelopmentCa = true });
        Assert.Equal(Verdict.Trusted, allowed.Verdict);
        Assert.Equal(Severity.Warning, Assert.Single(allowed.Findings, static f => f.Code == FindingCode.DevelopmentCertificate).Severity);
    }

    [Fact]
    public void An_intermediate_that_only_the_host_has_completes_the_path()
    {
        Sign(Ours.Signer, Ours, withChain: false);
        AssertRefused(Verify(), FindingCode.NoPathToAnchor);
        Assert.Equal(Verdict.Trusted, Verify(intermediates: [Ours.Intermediate]).Verdict);
    }

    private static TrustPolicy Expecting(params IssuedCertificate[] signers) => new() { ExpectedSigners = [.. signers.Select(static s => CertificateFingerprint.Parse(s.Certificate.Fingerprint.ToUpperInvariant()))] };

    private static void AssertRefused(VerificationReport report, params FindingCode[] codes)
    {
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Null(report.Plugin);
        Assert.Equal(codes, report.Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code).Distinct().Order());
    }

    private VerificationReport Verify(
        IssuedCertificate[]? anchors = null, IssuedCertificate[]? intermediates = null, TrustPolicy? policy = null, DateTimeOffset? at = null, string? signature = null)
        => new PluginVerifier(
            new TrustInputs
            {
                Anchors = [.. (anchors ?? [Ours.Root]).Select(static a => a.Certificate)],
                Intermediates = [.. (intermediates ?? []).Select(static i => i.Certificate)],
                RevocationMode = RevocationMode.AllowUnknown,
            },
            policy ?? new TrustPolicy()).Verify(Plugin, at ?? TestPki.ValidationTime, signature);

    private void Sign(IssuedCertificate signer, TestPki pki, DateTimeOffset? signingTime = null, bool withChain = true, IssuedCertificate? extra = null)
    {
        using SigningCredential credential = Credential(signer, withChain ? [pki.Intermediate] : []);
        byte[] signature = PluginSigner.Sign(Digests(), credential, Options(signingTime));
        if (extra is not null)
        {
            using SigningCredential another = Credential(extra, [pki.Intermediate]);
            Assert.True(PluginSigner.Append(PluginSigner.Sign(Digests(), another, Options(signingTime)), Digests(), credential, Options(signingTime)).TryGetValue(out byte[]? both));
            signature = Signatures.SignatureSurgery.DropSigner(both, extra.Certificate);
        }

        File.WriteAllBytes(Signature, signature);
    }

    private void Append(IssuedCertificate signer, TestPki pki)
    {
        using SigningCredential credential = Credential(signer, [pki.Intermediate]);
        Assert.True(PluginSigner.Append(File.ReadAllBytes(Signature), Digests(), credential, Options(null)).TryGetValue(out byte[]? both));
        File.WriteAllBytes(Signature, both);
    }

    private static SigningOptions Options(DateTimeOffset? signingTime) => new() { SigningTime = signingTime ?? TestPki.ValidationTime.AddDays(-1) };

    private static SigningCredential Credential(IssuedCertificate signer, IssuedCertificate[] chain)
    {
        Answer<SigningCredential> read = SigningCredential.FromPem(
            System.Text.Encoding.ASCII.GetBytes(signer.KeyPem),
            System.Text.Encoding.ASCII.GetBytes(signer.Pem),
            System.Text.Encoding.ASCII.GetBytes(string.Join('\n', chain.Select(static c => c.Pem))),
            []);
        Assert.True(read.TryGetValue(out SigningCredential? credential), string.Join("; ", read.Findings));
        return credential;
    }

    private System.Collections.Immutable.ImmutableArray<ContentDigest> Digests()
    {
        Assert.True(PluginFile.Open(Plugin).TryGetValue(out PluginFile? file));
        using (file)
        {
            Assert.True(PluginImage.Read(file, []).TryGetValue(out PluginImage? image));
            return image.Digests;
        }
    }
}
