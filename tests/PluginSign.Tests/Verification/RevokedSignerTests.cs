using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>A timestamp, a revocation and an expiry of the signer, in every order that matters.</summary>
public sealed class RevokedSignerTests : IDisposable
{
    private static readonly DateTimeOffset Stamped = TestPki.ValidationTime.AddDays(-30);

    // One expired yesterday, the other still valid.
    private readonly StampedPlugin _expired = new();
    private readonly StampedPlugin _valid = new(static t => t);

    public void Dispose()
    {
        _expired.Dispose();
        _valid.Dispose();
    }

    [Fact]
    public void An_expired_signer_needs_a_timestamp_and_a_CRL_that_is_current_now()
    {
        // The path is judged for the timestamp's time, a month ago; the CRL is of yesterday.
        VerificationReport with = _expired.Verify(StampedCrls.Trust(), _expired.Token.Write());
        Assert.Equal(Verdict.Trusted, with.Verdict);
        Assert.Contains(with.Findings, static f => f.Code == FindingCode.RevocationGood);
        Assert.Equal([FindingCode.CertificateExpired], _expired.Verify(StampedCrls.Trust()).Errors());

        // One that was current when the timestamp was made says nothing of what happened since.
        CrlTemplate then = new() { ThisUpdate = Stamped.AddDays(-1), NextUpdate = Stamped.AddDays(6) };
        VerificationReport old = _expired.Verify(StampedCrls.Trust(host: then), _expired.Token.Write());
        Assert.Equal(Verdict.Indeterminate, old.Verdict);
        Assert.Equal([FindingCode.RevocationStale], old.Errors());
    }

    [Fact]
    public void A_CRL_from_after_the_expiry_says_nothing_of_an_expired_signer_by_silence()
    {
        CrlTemplate after = new() { ThisUpdate = TestPki.ValidationTime.AddHours(-1) };
        VerificationReport report = _expired.Verify(StampedCrls.Trust(host: after), _expired.Token.Write());
        Assert.Equal(Verdict.Indeterminate, report.Verdict);
        Assert.Equal([FindingCode.RevocationUnknown], report.Errors());
        CrlTemplate keeps = after with { Extensions = [new TestExtension("2.5.29.60", false, Signatures.Der.GeneralizedTime(Stamped))] };
        Assert.Equal(Verdict.Trusted, _expired.Verify(StampedCrls.Trust(host: keeps), _expired.Token.Write()).Verdict);
    }

    [Theory]
    [InlineData(RevocationReason.Superseded, 1, true)]
    [InlineData(RevocationReason.Superseded, 0, false)] // in the same second
    [InlineData(RevocationReason.Superseded, -1, false)]
    [InlineData(RevocationReason.CessationOfOperation, 1, true)]
    [InlineData(RevocationReason.KeyCompromise, 1, false)]
    [InlineData(RevocationReason.KeyCompromise, 2_000_000, false)]
    [InlineData(RevocationReason.KeyCompromise, -1, false)]
    [InlineData(RevocationReason.CaCompromise, 1, false)]
    [InlineData(RevocationReason.Unspecified, 1, false)]
    [InlineData(null, 1, false)]
    [InlineData(null, 2_000_000, false)]
    public void What_the_revocation_says_and_when_decides(RevocationReason? reason, int secondsAfterTheStamp, bool trusted)
    {
        foreach (StampedPlugin plugin in new[] { _expired, _valid })
        {
            CrlTemplate crl = new CrlTemplate().Revoke(plugin.Signer, reason, Stamped.AddSeconds(secondsAfterTheStamp));
            foreach (RevocationMode mode in new[] { RevocationMode.Require, RevocationMode.AllowUnknown })
            {
                VerificationReport report = plugin.Verify(StampedCrls.Trust(host: crl, mode: mode), plugin.Token.Write());
                Assert.Equal(trusted ? Verdict.Trusted : Verdict.Refused, report.Verdict);
                Assert.Equal(trusted, report.Findings.Any(static f => f.Code == FindingCode.RevokedAfterSignature));
                Assert.Equal(!trusted, report.Errors().Contains(FindingCode.CertificateRevoked));
            }

            // Without a timestamp no order is proved.
            Assert.Contains(FindingCode.CertificateRevoked, _valid.Verify(StampedCrls.Trust(host: new CrlTemplate().Revoke(_valid.Signer, reason, Stamped.AddSeconds(secondsAfterTheStamp)))).Errors());
        }
    }

    [Fact]
    public void The_accuracy_and_the_invalidity_date_count_against_the_signer()
    {
        CrlTemplate crl = new CrlTemplate().Revoke(_valid.Signer, RevocationReason.Superseded, Stamped.AddSeconds(5));
        Assert.Equal(Verdict.Trusted, _valid.Verify(StampedCrls.Trust(host: crl), (_valid.Token with { Accuracy = TokenForge.Seconds(4) }).Write()).Verdict);
        Assert.Equal([FindingCode.CertificateRevoked], _valid.Verify(StampedCrls.Trust(host: crl), (_valid.Token with { Accuracy = TokenForge.Seconds(5) }).Write()).Errors());
        CrlTemplate invalid = new CrlTemplate().Revoke(_valid.Signer, RevocationReason.Superseded, Stamped.AddDays(5), new TestExtension("2.5.29.24", false, Signatures.Der.GeneralizedTime(Stamped.AddDays(-1))));
        Assert.Equal([FindingCode.CertificateRevoked], _valid.Verify(StampedCrls.Trust(host: invalid), _valid.Token.Write()).Errors());
    }

    [Fact]
    public void A_timestamp_that_does_not_count_proves_no_order()
    {
        CrlTemplate crl = new CrlTemplate().Revoke(_valid.Signer, RevocationReason.Superseded, Stamped.AddDays(1));
        Assert.Equal([FindingCode.CertificateRevoked], _valid.Verify(StampedCrls.Trust(host: crl), (_valid.Token with { Stamped = [1] }).Write()).Errors());
        Assert.Equal([FindingCode.CertificateRevoked], _valid.Verify(StampedCrls.Trust(host: crl) with { TimestampAnchors = [] }, _valid.Token.Write()).Errors());
    }
}
