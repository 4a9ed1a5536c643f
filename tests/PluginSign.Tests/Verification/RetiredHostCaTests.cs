using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>The story of a rollover: the old host CA and the new one side by side, signers rekeyed, and what the old one signed in its time still loads.</summary>
public sealed class RetiredHostCaTests : IDisposable
{
    private static readonly TestPki New = TestPki.Create("New Host");
    private static readonly DateTimeOffset Retired = TestPki.ValidationTime.AddDays(-20);

    private readonly StampedPlugin _old = new(static t => t);

    public void Dispose() => _old.Dispose();

    [Fact]
    public void Side_by_side_both_count()
    {
        TrustInputs both = Both();
        Assert.Equal(Verdict.Trusted, _old.Verify(both).Verdict);
        Assert.Equal(Verdict.Trusted, Rekeyed(both).Verdict);
        Assert.Equal([FindingCode.NoPathToAnchor], Rekeyed(both with { Anchors = [StampedPlugin.Host.Root.Certificate] }).Errors());
    }

    [Fact]
    public void After_the_retirement_the_old_plugin_needs_a_timestamp_from_before()
    {
        TrustInputs retired = Both(StampedPlugin.Host.Root);
        Assert.Equal([FindingCode.AuthorityDistrusted], _old.Verify(retired).Errors());
        VerificationReport report = _old.Verify(retired, _old.Token.Write());
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(StampedPlugin.Host.Root.Certificate.Fingerprint, report.Signers[0].Chain!.Anchor.Fingerprint);
        Assert.Equal(Verdict.Trusted, Rekeyed(retired).Verdict);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(864_000, false)]
    public void The_timestamp_must_not_be_from_after_it(int seconds, bool trusted)
    {
        foreach (IssuedCertificate retired in new[] { StampedPlugin.Host.Root, StampedPlugin.Host.Intermediate })
        {
            VerificationReport report = _old.Verify(Both(retired), (_old.Token with { GenTime = Retired.AddSeconds(seconds) }).Write());
            Assert.Equal(trusted ? [] : [FindingCode.AuthorityDistrusted], report.Errors());
        }

        // Give or take a second is a second too many.
        Assert.Equal([FindingCode.AuthorityDistrusted], _old.Verify(Both(StampedPlugin.Host.Root), (_old.Token with { GenTime = Retired.AddSeconds(seconds), Accuracy = TokenForge.Seconds(1) }).Write()).Errors());
    }

    [Fact]
    public void Expired_and_retired_both_are_answered_by_one_timestamp()
    {
        using StampedPlugin expired = new();
        Assert.Equal(Verdict.Trusted, expired.Verify(Both(StampedPlugin.Host.Root), expired.Token.Write()).Verdict);
        Assert.Equal(Verdict.Refused, expired.Verify(Both(StampedPlugin.Host.Root)).Verdict);
    }

    [Fact]
    public void A_claimed_signing_time_is_no_timestamp()
    {
        // StampedPlugin signs with a signing time from before the retirement.
        VerificationReport report = _old.Verify(Both(StampedPlugin.Host.Root));
        Assert.True(report.Signers[0].Claim.SigningTime < Retired);
        Assert.Equal(Verdict.Refused, report.Verdict);
    }

    [Fact]
    public void A_retired_authority_of_time_proves_nothing_any_more_unless_renewed_before()
    {
        TrustInputs trust = Both(StampedPlugin.Host.Root, StampedPlugin.Time.Root);
        VerificationReport report = _old.Verify(trust, _old.Token.Write());
        Assert.Equal([FindingCode.AuthorityDistrusted], report.Errors());
        Assert.Contains(report.Findings, static f => f is { Code: FindingCode.TimestampAuthorityUntrusted, Severity: Severity.Warning });

        byte[] Renewed(int days) => TokenForge.Over(_old.Token.Write(), v => new TokenForge { Authority = New.TimestampSigner, Bag = [New.TimestampSigner, New.Intermediate], Stamped = v, GenTime = Retired.AddDays(days) }.Write());
        trust = trust with { TimestampAnchors = [StampedPlugin.Time.Root.Certificate, New.Root.Certificate] };
        Assert.Equal(Verdict.Trusted, _old.Verify(trust, Renewed(-1)).Verdict);
        Assert.Equal(Verdict.Refused, _old.Verify(trust, Renewed(1)).Verdict);
    }

    private static TrustInputs Both(params IssuedCertificate[] retired) => new()
    {
        RevocationMode = RevocationMode.AllowUnknown,
        Anchors = [StampedPlugin.Host.Root.Certificate, New.Root.Certificate],
        Intermediates = [New.Intermediate.Certificate],
        TimestampAnchors = [StampedPlugin.Time.Root.Certificate],
        Distrusted = [.. retired.Select(static c => new AuthorityDistrust(CertificateFingerprint.Of(c.Certificate), Retired))],
    };

    // The same publisher with a new key and a certificate of the new CA.
    private VerificationReport Rekeyed(TrustInputs trust)
        => _old.VerifyFile(CmsForge.Of(new SignerForge { Signer = New.Signer, Content = StampedPlugin.Content }).Write(), TestPki.ValidationTime, trust);
}
