using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>Archival: a newer token over an older one keeps the older one good after its authority has expired.</summary>
public sealed class TimestampRenewalTests : IDisposable
{
    private static readonly DateTimeOffset Much = TestPki.ValidationTime.AddYears(6);

    // The first authority expires after a year, the second one lives until after the audit.
    private static readonly IssuedCertificate Second = TestPki.Issue(
        CertificateTemplate.TimestampSigner("CN=Second TSA"), static t => t with { NotAfter = Much.AddYears(1) }, LongLived());

    private readonly StampedPlugin _plugin = new(static t => t);

    public void Dispose() => _plugin.Dispose();

    [Fact]
    public void A_renewed_timestamp_carries_an_expired_authority_and_an_expired_signer()
    {
        byte[] old = _plugin.Token.Write();
        Assert.Equal(Verdict.Trusted, Verify(old, TestPki.ValidationTime).Verdict);
        Assert.Contains(Verify(old, Much).Findings, static f => f.Code == FindingCode.TimestampAuthorityExpired);

        byte[] renewed = TokenForge.Over(old, static value => Newer(value, TestPki.ValidationTime.AddMonths(6)));
        VerificationReport report = Verify(renewed, Much);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(TestPki.ValidationTime.AddDays(-30), report.Signers[0].Time.Timestamp);
    }

    [Fact]
    public void A_renewal_after_the_authority_expired_is_too_late()
    {
        byte[] late = TokenForge.Over(_plugin.Token.Write(), static value => Newer(value, TestPki.ValidationTime.AddYears(2)));
        Assert.Contains(Verify(late, Much).Findings, static f => f.Code == FindingCode.TimestampAuthorityExpired);
        Assert.Equal(Verdict.Refused, Verify(late, Much).Verdict);
    }

    [Fact]
    public void A_renewal_of_another_token_does_not_count()
    {
        byte[] foreign = TokenForge.Over(_plugin.Token.Write(), static _ => Newer([1, 2, 3], TestPki.ValidationTime.AddMonths(6)));
        VerificationReport report = Verify(foreign, Much);
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TimestampImprintMismatch);
    }

    [Fact]
    public void A_renewal_before_the_token_it_renews_is_a_contradiction()
    {
        byte[] before = TokenForge.Over(_plugin.Token.Write(), static value => Newer(value, TestPki.ValidationTime.AddDays(-40)));
        VerificationReport report = Verify(before, Much);
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TimestampInFuture);
    }

    [Fact]
    public void Nested_deeper_than_the_cap_is_not_followed()
    {
        byte[] Nest(byte[] value, int depth)
        {
            byte[] token = Newer(value, TestPki.ValidationTime.AddDays(-29 + depth));
            return depth == Limits.TimestampDepth ? token : TokenForge.Over(token, v => Nest(v, depth + 1));
        }

        byte[] deep = TokenForge.Over(_plugin.Token.Write(), v => Nest(v, 1));
        VerificationReport report = Verify(deep, TestPki.ValidationTime);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.TimestampNestedTooDeep);
        Assert.Equal(Verdict.Trusted, report.Verdict); // the signer is valid without any
    }

    private static byte[] Newer(byte[] value, DateTimeOffset time) => new TokenForge { Authority = Second, Stamped = value, GenTime = time }.Write();

    private static IssuedCertificate LongLived() => s_longRoot ??= (CertificateTemplate.Ca("CN=Long Root") with { NotAfter = TestPki.ValidationTime.AddYears(30) }).Issue();

    private static IssuedCertificate? s_longRoot;

    private VerificationReport Verify(byte[] token, DateTimeOffset at)
        => _plugin.VerifyFile(SignatureSurgery.Stamp(_plugin.Signature, token), at, new TrustInputs
        {
            RevocationMode = RevocationMode.AllowUnknown,
            Anchors = [StampedPlugin.Host.Root.Certificate],
            TimestampAnchors = [StampedPlugin.Time.Root.Certificate, LongLived().Certificate],
        });
}
