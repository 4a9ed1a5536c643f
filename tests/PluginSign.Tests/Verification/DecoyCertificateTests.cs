using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>A certificate that somebody has put first into the bag: neither its goodness nor its faults are the signer's (CVE-2026-39984).</summary>
public sealed class DecoyCertificateTests : IDisposable
{
    private static readonly TestPki Host = StampedPlugin.Host;
    // A SET in DER has its shortest members first: the decoys have the short names.
    private const string Long = "CN=A signer with a name that is longer than any of the decoys', O=Host";
    private const string Short = "CN=D";

    private static readonly IssuedCertificate Signer = Host.IssueSigner(static t => t with { Subject = Long });

    private readonly StampedPlugin _plugin = new(static t => t);

    public void Dispose() => _plugin.Dispose();

    public static TheoryData<string> Bad => [.. BadSigners.Keys];

    private static Dictionary<string, (FindingCode Code, Func<string, IssuedCertificate> Issue)> BadSigners { get; } = new(StringComparer.Ordinal)
    {
        ["expired"] = (FindingCode.CertificateExpired, static s => Host.IssueSigner(t => t with { Subject = s, NotAfter = TestPki.ValidationTime.AddDays(-1) })),
        ["for time, not code"] = (FindingCode.ExtendedKeyUsageMismatch, static s => Host.IssueSigner(t => t with { Subject = s, ExtendedKeyUsage = [CertificateTemplate.TimeStamping] })),
        ["of another world"] = (FindingCode.NoPathToAnchor, static s => TestPki.Issue(CertificateTemplate.CodeSigner(s), null, StampedPlugin.Time.Intermediate)),
        ["revoked"] = (FindingCode.CertificateRevoked, static s => Host.IssueSigner(t => t with { Subject = s })),
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_good_certificate_before_a_bad_signers_helps_nobody(string name)
    {
        (FindingCode code, Func<string, IssuedCertificate> issue) = BadSigners[name];
        IssuedCertificate signer = issue(Long);
        TrustInputs trust = StampedCrls.Trust(host: Crl(name, signer));
        VerificationReport report = Verify(trust, signer, Host.IssueSigner(static t => t with { Subject = Short }), signer, Host.Intermediate);
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(code, report.Errors());
        Assert.Equal(signer.Certificate.Fingerprint, report.Signers[0].Certificate!.Fingerprint);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_certificate_before_a_good_signers_harms_nobody(string name)
    {
        IssuedCertificate decoy = BadSigners[name].Issue(Short);
        AssertTrusted(Verify(StampedCrls.Trust(host: Crl(name, decoy)), Signer, decoy, Signer, Host.Intermediate));
    }

    [Fact]
    public void A_twin_of_issuer_and_number_harms_nobody_and_is_not_the_signer()
    {
        IssuedCertificate twin = Host.IssueSigner(static t => t with { Subject = Short, SerialNumber = Signer.Certificate.SerialNumber.ToArray() });
        AssertTrusted(Verify(StampedCrls.Trust(), Signer, twin, Signer, Host.Intermediate));
        Assert.Equal([FindingCode.SignatureInvalid, FindingCode.SigningCertificateMismatch], Verify(StampedCrls.Trust(), Signer, twin, Host.Intermediate).Errors());
    }

    [Fact]
    public void A_good_authority_before_a_revoked_one_in_a_tokens_bag_helps_nobody_and_the_reverse_harms_nobody()
    {
        using StampedPlugin expired = new();
        IssuedCertificate good = StampedPlugin.Authority;
        IssuedCertificate revoked = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=Revoked TSA"), null, StampedPlugin.Time.Intermediate);
        TrustInputs trust = StampedCrls.Trust(time: new CrlTemplate().Revoke(revoked, RevocationReason.KeyCompromise));
        byte[] bad = (expired.Token with { Authority = revoked, Bag = [good, StampedPlugin.Time.Intermediate, revoked] }).Write();
        Assert.Equal([FindingCode.TimestampNeeded, FindingCode.CertificateExpired], expired.Verify(trust, bad).Errors());
        byte[] fine = (expired.Token with { Bag = [revoked, StampedPlugin.Time.Intermediate, good] }).Write();
        VerificationReport report = expired.Verify(trust, fine);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(good.Certificate.Fingerprint, report.Signers[0].Time.Chain!.EndEntity.Fingerprint);
    }

    private static CrlTemplate Crl(string name, IssuedCertificate certificate)
        => name is "revoked" ? new CrlTemplate().Revoke(certificate, RevocationReason.KeyCompromise) : new CrlTemplate();

    private static void AssertTrusted(VerificationReport report)
    {
        Assert.Empty(report.Errors());
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(Signer.Certificate.Fingerprint, report.Signers[0].Certificate!.Fingerprint);
    }

    private VerificationReport Verify(TrustInputs trust, IssuedCertificate signer, params IssuedCertificate[] bag)
    {
        byte[][] sorted = Der.Sorted(bag.Select(static c => c.Der));
        Assert.True(!bag.Contains(signer) || Array.IndexOf(sorted, bag[0].Der) < Array.IndexOf(sorted, signer.Der));
        CmsForge forge = CmsForge.Of(new SignerForge { Signer = signer, Content = StampedPlugin.Content }) with { Certificates = [.. sorted] };
        return _plugin.VerifyFile(forge.Write(), TestPki.ValidationTime, trust);
    }
}
