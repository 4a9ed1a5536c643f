using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>What a timestamp is worth for the signer's chain, and what it is not.</summary>
public sealed class TimestampVerificationTests : IDisposable
{
    private readonly StampedPlugin _expired = new();

    public void Dispose() => _expired.Dispose();

    [Fact]
    public void An_expired_signer_is_refused_without_a_timestamp_and_trusted_with_a_good_one()
    {
        VerificationReport without = _expired.Verify();
        Assert.Equal([FindingCode.CertificateExpired], Errors(without));
        Assert.Equal(CheckResult.NotEvaluated, Result(without));

        VerificationReport with = _expired.Verify(_expired.Token.Write());
        Assert.Empty(Errors(with));
        Assert.Equal(Verdict.Trusted, with.Verdict);
        Assert.Equal(CheckResult.Passed, Result(with));
        SignerReport signer = Assert.Single(with.Signers);
        Assert.Equal(TestPki.ValidationTime.AddDays(-30), signer.Time.Timestamp);
        Assert.Equal(signer.Time.Timestamp, signer.Time.TrustedTime);
        Assert.Same(StampedPlugin.Time.Root.Certificate, signer.Time.Chain!.Anchor);
    }

    [Fact]
    public void A_timestamp_after_the_expiry_does_not_help()
    {
        VerificationReport report = _expired.Verify((_expired.Token with { GenTime = TestPki.ValidationTime.AddHours(-1) }).Write());
        Assert.Equal([FindingCode.CertificateExpired], Errors(report));
        Assert.Equal(CheckResult.Passed, Result(report));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(60, false)]
    public void The_accuracy_counts_against_the_signer(int seconds, bool trusted)
    {
        // The token says the last second of the certificate's life, give or take.
        DateTimeOffset last = _expired.Signer.Certificate.NotAfter;
        VerificationReport report = _expired.Verify((_expired.Token with { GenTime = last, Accuracy = TokenForge.Seconds(seconds) }).Write());
        Assert.Equal(trusted, report.Verdict == Verdict.Trusted);
        Assert.Equal(last.AddSeconds(seconds), report.Signers[0].Time.TrustedTime);
    }

    [Fact]
    public void A_timestamp_before_the_signers_certificate_existed_refuses_even_a_valid_signer()
    {
        using StampedPlugin valid = new(static t => t with { NotBefore = TestPki.ValidationTime.AddDays(-10) });
        Assert.Equal(Verdict.Trusted, valid.Verify().Verdict);
        Assert.Equal([FindingCode.CertificateNotYetValid], Errors(valid.Verify(valid.Token.Write())));
    }

    [Fact]
    public void A_timestamp_does_not_make_a_signer_bad_whose_ca_was_renewed_meanwhile()
    {
        // Same name and key, valid from after the timestamp on.
        IssuedCertificate renewed = TestPki.Issue(
            CertificateTemplate.Ca("CN=Host Root, O=Host") with { Key = StampedPlugin.Host.Root.Key, NotBefore = TestPki.ValidationTime.AddDays(-5) });
        using StampedPlugin valid = new(static t => t);
        TrustInputs trust = new() { Anchors = [renewed.Certificate], TimestampAnchors = [StampedPlugin.Time.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown };
        Assert.Equal(Verdict.Trusted, valid.VerifyFile(SignatureSurgery.Stamp(valid.Signature, valid.Token.Write()), TestPki.ValidationTime, trust).Verdict);
    }

    [Fact]
    public void Without_a_trusted_authority_a_timestamp_is_noted_and_gives_no_time()
    {
        TrustInputs trust = new() { Anchors = [StampedPlugin.Host.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown };
        byte[] stamped = SignatureSurgery.Stamp(_expired.Signature, _expired.Token.Write());
        VerificationReport report = _expired.VerifyFile(stamped, TestPki.ValidationTime, trust);
        Assert.Equal([FindingCode.TimestampNeeded, FindingCode.CertificateExpired], Errors(report));
        Assert.Equal(Remedy.TrustTimestampAuthority, report.Findings.Single(static f => f.Code == FindingCode.TimestampNeeded).Remedy);

        using StampedPlugin valid = new(static t => t);
        report = valid.VerifyFile(SignatureSurgery.Stamp(valid.Signature, valid.Token.Write()), TestPki.ValidationTime, trust);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Null(report.Signers[0].Time.Timestamp);
        Assert.Equal(CheckResult.NotEvaluated, Result(report));
        Assert.Equal(Severity.Note, report.Findings.Single(static f => f.Code == FindingCode.TimestampNotEvaluated).Severity);
    }

    [Fact]
    public void The_host_CA_is_not_believed_about_time_nor_the_time_authority_about_code()
    {
        TokenForge ours = TokenForge.On(_expired.Signature, StampedPlugin.Host.TimestampSigner) with { Bag = [StampedPlugin.Host.TimestampSigner, StampedPlugin.Host.Intermediate] };
        Assert.Equal([FindingCode.TimestampNeeded, FindingCode.CertificateExpired], Errors(_expired.Verify(ours.Write())));
        TrustInputs swapped = new() { Anchors = [StampedPlugin.Time.Root.Certificate], TimestampAnchors = [StampedPlugin.Host.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown };
        Assert.Contains(FindingCode.NoPathToAnchor, Errors(_expired.VerifyFile(SignatureSurgery.Stamp(_expired.Signature, ours.Write()), TestPki.ValidationTime, swapped)));
    }

    [Fact]
    public void Of_several_timestamps_the_earliest_valid_one_counts_and_a_bad_one_is_a_warning()
    {
        byte[] good = _expired.Token.Write();
        byte[] bad = (_expired.Token with { Stamped = [1, 2, 3] }).Write();
        byte[] late = (_expired.Token with { GenTime = TestPki.ValidationTime.AddHours(-1) }).Write();
        foreach (byte[][] tokens in new byte[][][] { [good, bad], [bad, good], [late, good], [bad, late, good], [[0x30, 0x00], good] })
        {
            VerificationReport report = _expired.Verify(tokens);
            Assert.Equal(Verdict.Trusted, report.Verdict);
            Assert.Equal(TestPki.ValidationTime.AddDays(-30), report.Signers[0].Time.Timestamp);
        }

        Assert.Equal(Severity.Warning, _expired.Verify(good, bad).Findings.Single(static f => f.Code == FindingCode.TimestampImprintMismatch).Severity);
    }

    [Fact]
    public void A_bad_timestamp_never_makes_a_valid_signer_worse()
    {
        using StampedPlugin valid = new(static t => t);
        foreach (byte[] token in new byte[][] { [0x30, 0x00], [0x05, 0x00], (valid.Token with { Stamped = [1] }).Write(), (valid.Token with { GenTime = TestPki.ValidationTime.AddDays(9) }).Write() })
        {
            VerificationReport report = valid.Verify(token);
            Assert.Equal(Verdict.Trusted, report.Verdict);
            Assert.Null(report.Signers[0].Time.TrustedTime);
            Assert.Equal(CheckResult.NotEvaluated, Result(report));
            Assert.Contains(report.Findings, static f => f is { Check: Check.Timestamp, Severity: Severity.Warning });
        }
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(60, 59, true)]
    [InlineData(60, 60, false)]
    public void A_host_clock_before_the_timestamp_is_a_finding_beyond_the_accuracy(int ahead, int accuracy, bool found)
    {
        using StampedPlugin valid = new(static t => t);
        VerificationReport report = valid.Verify((valid.Token with { GenTime = TestPki.ValidationTime.AddSeconds(ahead), Accuracy = TokenForge.Seconds(accuracy) }).Write());
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Equal(found, report.Findings.Any(static f => f.Code == FindingCode.TimestampInFuture));
        Assert.Equal(found ? null : TestPki.ValidationTime, report.Signers[0].Time.TrustedTime);
    }

    private static FindingCode[] Errors(VerificationReport report) => [.. report.Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code).Distinct().Order()];

    private static CheckResult Result(VerificationReport report) => report.Checks.Single(static c => c.Check == Check.Timestamp).Result;
}
