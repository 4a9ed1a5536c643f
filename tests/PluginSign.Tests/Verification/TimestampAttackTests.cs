using System.Security.Cryptography;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>Tokens that must not count: each leaves an expired signer expired, and says why.</summary>
public sealed class TimestampAttackTests : IDisposable
{
    private static readonly IssuedCertificate Decoy = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=Decoy"), null, StampedPlugin.Time.Intermediate);

    private readonly StampedPlugin _plugin = new();

    private static readonly Dictionary<string, (FindingCode Code, Func<TokenForge, byte[]> Make)> Attacks = new(StringComparer.Ordinal)
    {
        ["wrong imprint"] = (FindingCode.TimestampImprintMismatch, static t => (t with { Stamped = [1, 2, 3] }).Write()),
        ["imprint by SHA-1"] = (FindingCode.TimestampAlgorithm, static t => (t with { ImprintHash = HashAlgorithmName.SHA1 }).Write()),
        ["token signed by SHA-1"] = (FindingCode.TimestampAlgorithm, static t => (t with { Signer = static s => (s with { Hash = HashAlgorithmName.SHA1 }).Instead(CmsOids.MessageDigest, Der.Octets(CryptographicOperations.HashData(HashAlgorithmName.SHA1, s.Content))) }).Write()),
        ["key usage not critical"] = (FindingCode.TimestampAuthorityPurpose, static t => By(t, static c => c with { ExtendedKeyUsageCritical = false })),
        ["other purposes too"] = (FindingCode.TimestampAuthorityPurpose, static t => By(t, static c => c with { ExtendedKeyUsage = [CertificateTemplate.TimeStamping, CertificateTemplate.CodeSigning] })),
        ["for code, not time"] = (FindingCode.TimestampAuthorityPurpose, static t => By(t, static c => c with { ExtendedKeyUsage = [CertificateTemplate.CodeSigning] })),
        ["any purpose"] = (FindingCode.TimestampAuthorityPurpose, static t => By(t, static c => c with { ExtendedKeyUsage = [CertificateTemplate.AnyExtendedKeyUsage] })),
        ["a CA"] = (FindingCode.TimestampAuthorityPurpose, static t => By(t, static c => c with { IsCa = true })),
        ["expired authority"] = (FindingCode.TimestampAuthorityExpired, static t => By(t, static c => c with { NotAfter = TestPki.ValidationTime.AddDays(-2) })),
        ["authority younger than its token"] = (FindingCode.TimestampAuthorityExpired, static t => By(t, static c => c with { NotBefore = TestPki.ValidationTime.AddDays(-2) })),
        ["authority of another world"] = (FindingCode.TimestampAuthorityUntrusted, static t => (t with { Authority = StampedPlugin.Host.TimestampSigner, Bag = [StampedPlugin.Host.TimestampSigner, StampedPlugin.Host.Intermediate] }).Write()),
        ["no certificate id"] = (FindingCode.TimestampCertificateIdMissing, static t => (t with { Signer = static s => s.Without(CmsOids.SigningCertificateV2) }).Write()),
        ["certificate id of a decoy"] = (FindingCode.TimestampCertificateIdMismatch, static t => (t with { Bag = [Decoy, t.Authority, StampedPlugin.Time.Intermediate], Signer = static s => s.Without(CmsOids.SigningCertificateV2).With(SignerForge.Ess(Decoy)) }).Write()),
        ["certificate id twice"] = (FindingCode.TimestampMalformed, static t => (t with { Signer = static s => s.With(SignerForge.Ess(Decoy)) }).Write()),
        ["no certificate"] = (FindingCode.TimestampCertificateMissing, static t => (t with { Bag = [StampedPlugin.Time.Intermediate] }).Write()),
        ["signature of nobody"] = (FindingCode.TimestampSignatureInvalid, static t => (t with { Signer = static s => s with { SignatureValue = [1, 2, 3] } }).Write()),
        ["content changed"] = (FindingCode.TimestampSignatureInvalid, static t => (t with { Cms = c => c with { Attached = (t with { GenTime = t.GenTime.AddDays(-1) }).Info() } }).Write()),
        ["content of another type"] = (FindingCode.TimestampSignatureInvalid, static t => (t with { Signer = static s => s.Instead(CmsOids.ContentType, Der.Oid(CmsOids.IdData)) }).Write()),
        ["no signed attributes"] = (FindingCode.TimestampMalformed, static t => (t with { Signer = static s => s with { NoAttributes = true } }).Write()),
        ["two signers"] = (FindingCode.TimestampMalformed, static t => (t with { Cms = static c => c with { Signers = [c.Signers[0], Der.Seq()] } }).Write()),
        ["no signer"] = (FindingCode.TimestampMalformed, static t => (t with { Cms = static c => c with { Signers = [] } }).Write()),
        ["plain data"] = (FindingCode.TimestampMalformed, static t => (t with { Cms = static c => c with { InnerType = CmsOids.IdData } }).Write()),
        ["detached"] = (FindingCode.TimestampMalformed, static t => (t with { Cms = static c => c with { Attached = null } }).Write()),
        ["TSTInfo of version 2"] = (FindingCode.TimestampMalformed, static t => (t with { InfoVersion = 2 }).Write()),
        ["unknown critical extension"] = (FindingCode.TimestampMalformed, static t => (t with { More = Der.Tlv(0xA1, Der.Seq(Der.Oid("1.2.3"), [0x01, 0x01, 0xFF], Der.Octets([]))) }).Write()),
        ["trailing element"] = (FindingCode.TimestampMalformed, static t => (t with { More = Der.Tlv(0xA5, Der.Null) }).Write()),
        ["accuracy of a year"] = (FindingCode.TimestampMalformed, static t => (t with { Accuracy = TokenForge.Seconds(31_536_000) }).Write()),
        ["negative accuracy"] = (FindingCode.TimestampMalformed, static t => (t with { Accuracy = TokenForge.Seconds(-1) }).Write()),
        ["in the future"] = (FindingCode.TimestampInFuture, static t => (t with { GenTime = TestPki.ValidationTime.AddSeconds(1) }).Write()),
        ["garbage"] = (FindingCode.TimestampMalformed, static _ => Der.Octets([1, 2, 3])),
        ["truncated"] = (FindingCode.TimestampMalformed, static t => Der.Seq(t.Write()[4..^1])),
        ["oversized"] = (FindingCode.TimestampTooLarge, static _ => Der.Octets(new byte[Limits.TimestampBytes])),
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    public void Dispose() => _plugin.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Does_not_count(string attack)
    {
        (FindingCode code, Func<TokenForge, byte[]> make) = Attacks[attack];
        VerificationReport report = _plugin.Verify(make(_plugin.Token));
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Null(report.Signers[0].Time.TrustedTime);
        Assert.Contains(report.Findings, f => f.Code == code);
        Assert.Contains(report.Findings, static f => f is { Code: FindingCode.TimestampNeeded, Severity: Severity.Error, Hint: not null });
        Assert.Equal(CheckResult.Refused, report.Checks.Single(static c => c.Check == Check.Timestamp).Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_twin_of_a_denied_authority_proves_no_time(bool byFingerprintAlone)
    {
        // Who has the denied authority's key names the twin in the token, too (RFC 5816): with the original's digest it is refused anyway.
        IssuedCertificate twin = EcdsaTwin.Of(StampedPlugin.Authority);
        byte[] stamped = SignatureSurgery.Stamp(_plugin.Signature, (_plugin.Token with { Authority = twin, Bag = [twin, StampedPlugin.Time.Intermediate] }).Write());
        VerificationReport Ask(params DeniedCertificate[] denied) => _plugin.VerifyFile(stamped, TestPki.ValidationTime, new TrustInputs
        {
            Anchors = [StampedPlugin.Host.Root.Certificate],
            TimestampAnchors = [StampedPlugin.Time.Root.Certificate],
            RevocationMode = RevocationMode.AllowUnknown,
            DeniedCertificates = denied,
        });
        Assert.Equal(Verdict.Trusted, Ask().Verdict);
        CertificateFingerprint fingerprint = CertificateFingerprint.Of(StampedPlugin.Authority.Certificate);
        VerificationReport report = Ask(byFingerprintAlone ? new DeniedCertificate(fingerprint) : new DeniedCertificate(StampedPlugin.Authority.Certificate));
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TimestampAuthorityUntrusted && f.Message.Contains("another encoding of a denied certificate", StringComparison.Ordinal));
    }

    [Fact]
    public void An_expected_signer_is_named_to_the_byte()
    {
        // For trusting the fingerprint stays exact: the twin is another certificate, and nobody has named it.
        using StampedPlugin valid = new(static t => t);
        IssuedCertificate twin = EcdsaTwin.Of(valid.Signer);
        TrustInputs trust = new() { Anchors = [StampedPlugin.Host.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown };
        byte[] signature = valid.Sign(valid.Signer);
        Assert.Equal(Verdict.Trusted, valid.VerifyFile(signature, TestPki.ValidationTime, trust, Expecting(valid.Signer)).Verdict);
        VerificationReport report = valid.VerifyFile(signature, TestPki.ValidationTime, trust, Expecting(twin));
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.UnexpectedSigner);
    }

    private static TrustPolicy Expecting(IssuedCertificate signer) => new() { ExpectedSigners = [CertificateFingerprint.Of(signer.Certificate)] };

    [Fact]
    public void A_token_of_another_signer_does_not_count()
    {
        using StampedPlugin other = new();
        VerificationReport report = _plugin.Verify(other.Token.Write());
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TimestampImprintMismatch);
        Assert.Equal(Verdict.Refused, report.Verdict);
    }

    [Fact]
    public void A_decoy_before_the_right_certificate_does_no_harm()
    {
        // Same name and serial number, another key, first in the bag.
        byte[] serial = StampedPlugin.Authority.Certificate.SerialNumber.ToArray();
        IssuedCertificate twin = (CertificateTemplate.TimestampSigner("CN=Twin") with { SerialNumber = serial }).Issue(StampedPlugin.Time.Intermediate);
        Assert.Equal(Verdict.Trusted, _plugin.Verify((_plugin.Token with { Bag = [twin, StampedPlugin.Authority, StampedPlugin.Time.Intermediate] }).Write()).Verdict);
        Assert.Equal(Verdict.Refused, _plugin.Verify((_plugin.Token with { Bag = [twin, StampedPlugin.Time.Intermediate] }).Write()).Verdict);
    }

    [Fact]
    public void The_decoys_own_purpose_and_chain_do_not_count()
    {
        // A good certificate of the trusted world in the bag, and a token signed by a key of another world (CVE-2026-39984).
        IssuedCertificate foreign = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=Foreign"));
        VerificationReport report = _plugin.Verify((_plugin.Token with { Authority = foreign, Bag = [StampedPlugin.Authority, StampedPlugin.Time.Intermediate, foreign] }).Write());
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TimestampAuthorityUntrusted);
    }

    [Fact]
    public void A_token_among_the_signed_attributes_is_no_timestamp()
    {
        byte[] file = CmsForge.Of(new SignerForge { Signer = _plugin.Signer }.With(SignerForge.Attribute(CmsOids.TimestampToken, _plugin.Token.Write()))).Write();
        CmsSigner signer = CmsForge.Read(file).Signers[0];
        TimestampReport report = new TimestampVerifier(new TrustInputs { TimestampAnchors = [StampedPlugin.Time.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown }).Verify(signer, TestPki.ValidationTime);
        Assert.Null(report.TrustedTime);
        Assert.Equal(FindingCode.TimestampMisplaced, Assert.Single(report.Findings).Code);
    }

    [Fact]
    public void Tokens_beyond_the_cap_are_not_looked_at()
    {
        // Good ones, each with a good one over it: together more than the cap.
        byte[][] many = [.. Enumerable.Range(0, (Limits.Timestamps / 2) + 1).Select(_ => TokenForge.Over(_plugin.Token.Write(), v => (_plugin.Token with { Stamped = v }).Write()))];
        VerificationReport report = _plugin.Verify(many);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TooManyTimestamps);
        Assert.Equal(Verdict.Trusted, report.Verdict); // those before the cap count
    }

    private static byte[] By(TokenForge token, Func<CertificateTemplate, CertificateTemplate> change)
    {
        IssuedCertificate authority = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=TSA"), change, StampedPlugin.Time.Intermediate);
        return (token with { Authority = authority, Bag = [authority, StampedPlugin.Time.Intermediate] }).Write();
    }
}
