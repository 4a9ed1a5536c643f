using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>Timestamp tokens that come in an evidence pack: they count for the signature that they are over, and are as untrusted as those that came with it.</summary>
public sealed class DetachedTimestampTests : IDisposable
{
    private static readonly TrustInputs Trust = new() { Anchors = [StampedPlugin.Host.Root.Certificate], TimestampAnchors = [StampedPlugin.Time.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown };

    private readonly StampedPlugin _expired = new();

    public void Dispose() => _expired.Dispose();

    [Fact]
    public void A_token_in_a_pack_rescues_an_expired_signer()
    {
        VerificationReport report = Verify(_expired, Trust, _expired.Token.Write());
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(TestPki.ValidationTime.AddDays(-30), report.Signers[0].Time.Timestamp);
        Assert.Contains(report.Findings, static f => f is { Code: FindingCode.EvidencePackUsed, Severity: Severity.Note });
        Assert.Equal(CheckResult.Passed, report.Checks.Single(static c => c.Check == Check.Timestamp).Result);
    }

    [Fact]
    public void A_foreign_token_and_garbage_are_ignored_silently()
    {
        using StampedPlugin other = new();
        byte[] foreign = other.Token.Write();
        byte[][] useless = [foreign, [0x30, 0x00], [0x04], new byte[100]];
        VerificationReport report = Verify(_expired, Trust, useless);
        Assert.Equal([FindingCode.CertificateExpired], report.Errors());
        Assert.Null(report.Signers[0].Time.TrustedTime);
        Assert.DoesNotContain(report.Findings, static f => f.Check == Check.Timestamp);
        Assert.Equal(Verdict.Trusted, Verify(_expired, Trust, [.. useless, _expired.Token.Write()]).Verdict);
        Assert.Equal(Verdict.Trusted, Verify(other, Trust, foreign).Verdict);
    }

    [Fact]
    public void A_pack_brings_no_authority_to_believe()
    {
        // With the authority's whole chain in the pack, the host still trusts no one for time.
        byte[] token = _expired.Token.Write();
        EvidencePack pack = new(TestPki.ValidationTime) { Certificates = [StampedPlugin.Authority.Certificate, StampedPlugin.Time.Intermediate.Certificate, StampedPlugin.Time.Root.Certificate], Timestamps = [token] };
        VerificationReport report = _expired.VerifyFile(_expired.Signature, TestPki.ValidationTime, pack.AddTo(Trust with { TimestampAnchors = [] }));
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(FindingCode.CertificateExpired, report.Errors());
        Assert.Null(report.Signers[0].Time.TrustedTime);

        IssuedCertificate stranger = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=Stranger"));
        report = Verify(_expired, Trust, (_expired.Token with { Authority = stranger, Bag = [stranger] }).Write());
        Assert.Equal([FindingCode.TimestampNeeded, FindingCode.CertificateExpired], report.Errors());
    }

    [Fact]
    public void The_earliest_counts_wherever_it_lies()
    {
        byte[] early = _expired.Token.Write();
        byte[] late = (_expired.Token with { GenTime = TestPki.ValidationTime.AddDays(-20) }).Write();
        foreach ((byte[] own, byte[] packed) in new[] { (early, late), (late, early), (early, early) })
        {
            VerificationReport report = _expired.Verify(Pack(packed).AddTo(Trust), own);
            Assert.Equal(Verdict.Trusted, report.Verdict);
            Assert.Equal(TestPki.ValidationTime.AddDays(-30), report.Signers[0].Time.Timestamp);
        }
    }

    [Fact]
    public void A_renewal_in_a_pack_saves_the_token_in_the_signature()
    {
        IssuedCertificate first = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=First TSA"), static t => t with { NotAfter = TestPki.ValidationTime.AddDays(-5) }, StampedPlugin.Time.Intermediate);
        byte[] own = (_expired.Token with { Authority = first, Bag = [first, StampedPlugin.Time.Intermediate] }).Write();
        Assert.Equal(Verdict.Refused, _expired.Verify(Trust, own).Verdict);
        byte[]? renewal = null;
        TokenForge.Over(own, value => renewal = (_expired.Token with { Stamped = value, GenTime = TestPki.ValidationTime.AddDays(-10) }).Write());
        VerificationReport report = _expired.Verify(Pack(renewal!).AddTo(Trust), own);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(TestPki.ValidationTime.AddDays(-30), report.Signers[0].Time.Timestamp);
    }

    // As it comes over the air gap.
    private static EvidencePack Pack(params byte[][] tokens)
    {
        EvidencePack pack = new(TestPki.ValidationTime) { Timestamps = [.. tokens.Select(static t => (ReadOnlyMemory<byte>)t)] };
        Assert.True(EvidencePack.Read(pack.ToJson()).TryGetValue(out EvidencePack? read));
        return read;
    }

    private static VerificationReport Verify(StampedPlugin plugin, TrustInputs trust, params byte[][] tokens)
        => plugin.VerifyFile(plugin.Signature, TestPki.ValidationTime, Pack(tokens).AddTo(trust));
}
