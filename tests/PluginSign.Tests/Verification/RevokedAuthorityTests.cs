using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>The timestamp authority is revoked (RFC 3161, 4): what it had stamped before stays good for harmless reasons, and after a compromise nothing does.</summary>
public sealed class RevokedAuthorityTests : IDisposable
{
    private static readonly DateTimeOffset Stamped = TestPki.ValidationTime.AddDays(-30);
    private static readonly DateTimeOffset Renewed = TestPki.ValidationTime.AddDays(-20);
    private static readonly IssuedCertificate Second = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=Second TSA"), null, StampedPlugin.Time.Intermediate);

    private readonly StampedPlugin _expired = new();
    private readonly StampedPlugin _valid = new(static t => t);

    public static TheoryData<RevocationReason?, int, bool> Revocations => new()
    {
        { RevocationReason.Superseded, 1, true },
        { RevocationReason.Superseded, 15, true },
        { RevocationReason.Superseded, -1, false },
        { RevocationReason.CessationOfOperation, 1, true },
        { RevocationReason.KeyCompromise, -1, false },
        { RevocationReason.KeyCompromise, 1, false },
        { RevocationReason.KeyCompromise, 15, false }, // after a renewal: its dates can have been chosen before by whoever had the key
        { RevocationReason.Unspecified, 1, false },
        { null, 1, false },
        { null, -1, false },
    };

    public void Dispose()
    {
        _expired.Dispose();
        _valid.Dispose();
    }

    [Theory]
    [MemberData(nameof(Revocations))]
    public void The_reason_and_the_order_decide(RevocationReason? reason, int daysAfterTheStamp, bool counts)
    {
        TrustInputs trust = Revoked(reason, Stamped.AddDays(daysAfterTheStamp));
        AssertCounts(counts, trust, static p => p.Token.Write());
    }

    [Theory]
    [MemberData(nameof(Revocations))]
    public void A_newer_token_does_not_change_that(RevocationReason? reason, int daysAfterTheStamp, bool counts)
    {
        TrustInputs trust = Revoked(reason, Stamped.AddDays(daysAfterTheStamp));
        AssertCounts(counts, trust, static p => TokenForge.Over(p.Token.Write(), Newer));
    }

    [Fact]
    public void A_newer_token_of_a_compromised_authority_proves_nothing()
    {
        // The first authority has expired meanwhile: only a renewal could save it.
        IssuedCertificate first = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=First TSA"), static t => t with { NotAfter = TestPki.ValidationTime.AddDays(-5) }, StampedPlugin.Time.Intermediate);
        byte[] Renewal(StampedPlugin plugin) => TokenForge.Over((plugin.Token with { Authority = first, Bag = [first, StampedPlugin.Time.Intermediate] }).Write(), Newer);

        // It expired before the CRL was made, so the CRL must promise to keep it.
        CrlTemplate keeps = new() { Extensions = [new TestExtension("2.5.29.60", false, Signatures.Der.GeneralizedTime(Stamped))] };
        AssertCounts(true, StampedCrls.Trust(time: keeps), Renewal);
        AssertCounts(true, StampedCrls.Trust(time: keeps.Revoke(Second, RevocationReason.Superseded, Renewed.AddDays(1))), Renewal);
        AssertCounts(false, StampedCrls.Trust(time: keeps.Revoke(Second, RevocationReason.Superseded, Renewed.AddDays(-1))), Renewal);
        AssertCounts(false, StampedCrls.Trust(time: keeps.Revoke(Second, RevocationReason.KeyCompromise, Renewed.AddDays(1))), Renewal);
    }

    [Fact]
    public void A_second_token_of_a_good_authority_counts_beside_one_of_a_revoked_authority()
    {
        TrustInputs trust = Revoked(RevocationReason.KeyCompromise, Stamped.AddDays(1));
        byte[] good = (_expired.Token with { Authority = Second, Bag = [Second, StampedPlugin.Time.Intermediate], GenTime = Renewed }).Write();
        VerificationReport report = _expired.Verify(trust, _expired.Token.Write(), good);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(Renewed, report.Signers[0].Time.TrustedTime);
    }

    [Fact]
    public void An_intermediate_of_the_authority_counts_as_much()
    {
        TrustInputs trust = StampedCrls.Trust();
        foreach ((RevocationReason reason, bool counts) in new[] { (RevocationReason.Superseded, true), (RevocationReason.CaCompromise, false) })
        {
            CertificateRevocationList root = new CrlTemplate().Revoke(StampedPlugin.Time.Intermediate, reason, Stamped.AddDays(1)).Issue(StampedPlugin.Time.Root);
            AssertCounts(counts, trust with { Revocation = new RevocationInformation(trust.Revocation.Lists.Add(root), []) }, static p => p.Token.Write());
        }
    }

    [Fact]
    public void An_authority_of_which_nothing_is_known_counts_unless_the_host_wants_to_know()
    {
        TrustInputs full = StampedCrls.Trust();
        TrustInputs hostOnly = full with { Revocation = new RevocationInformation(full.Revocation.Lists[..2], []) };
        AssertCounts(false, hostOnly, static p => p.Token.Write());
        AssertCounts(true, hostOnly with { RevocationMode = RevocationMode.AllowUnknown }, static p => p.Token.Write());

        // And one of which only stale things are known.
        CrlTemplate stale = new() { ThisUpdate = Stamped.AddDays(-1), NextUpdate = Stamped.AddDays(6) };
        AssertCounts(false, StampedCrls.Trust(time: stale), static p => p.Token.Write());
    }

    // Counting or not: an expired signer lives on it, a valid one does without, and is told.
    private void AssertCounts(bool counts, TrustInputs trust, Func<StampedPlugin, byte[]> token)
    {
        VerificationReport expired = _expired.Verify(trust, token(_expired));
        Assert.Equal(counts ? Verdict.Trusted : Verdict.Refused, expired.Verdict);
        Assert.Equal(counts ? [] : [FindingCode.TimestampNeeded, FindingCode.CertificateExpired], expired.Errors());
        Assert.Equal(counts ? Stamped : null, expired.Signers[0].Time.TrustedTime);

        VerificationReport valid = _valid.Verify(trust, token(_valid));
        Assert.Equal(Verdict.Trusted, valid.Verdict);
        Assert.Equal(counts ? Stamped : null, valid.Signers[0].Time.TrustedTime);
        if (!counts)
        {
            Assert.Contains(valid.Findings, static f => f is { Severity: Severity.Warning, Check: Check.Timestamp });
        }
    }

    private static byte[] Newer(byte[] value) => new TokenForge { Authority = Second, Stamped = value, GenTime = Renewed, Bag = [Second, StampedPlugin.Time.Intermediate] }.Write();

    private static TrustInputs Revoked(RevocationReason? reason, DateTimeOffset at) => StampedCrls.Trust(time: new CrlTemplate().Revoke(StampedPlugin.Authority, reason, at));
}
