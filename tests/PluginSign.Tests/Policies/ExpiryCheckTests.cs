using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies;

/// <summary>Who is told that a certificate ends, and from when on.</summary>
public sealed class ExpiryCheckTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly TimeSpan Left = TimeSpan.FromDays(30);
    private static readonly IssuedCertificate Ending = Pki.IssueSigner(static t => t with { NotAfter = TestPki.ValidationTime + Left });

    [Fact]
    public void It_is_told_exactly_from_the_border_on()
    {
        Finding told = Assert.Single(ExpiryCheck.Judge(Standing.Path(Pki, Ending), Left));
        Assert.Equal((FindingCode.CertificateExpiresSoon, Severity.Warning), (told.Code, told.Severity));
        Assert.Equal(
            new FindingValues { Certificate = Ending.Certificate.Fingerprint, NotBefore = Ending.Certificate.NotBefore, NotAfter = TestPki.ValidationTime + Left }, told.Values);
        Assert.Empty(ExpiryCheck.Judge(Standing.Path(Pki, Ending), Left - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Nobody_who_did_not_ask_is_told()
    {
        Assert.Empty(ExpiryCheck.Judge(Standing.Path(Pki, Ending), null));
        Assert.Empty(new TrustPolicy().Decide(Standing.Of(Standing.Good(Pki, Ending))).Findings);
    }

    [Fact]
    public void Every_certificate_of_the_path_is_looked_at_the_anchor_included()
        => Assert.Equal(
            new[] { Ending, Pki.Intermediate, Pki.Root }.Select(static c => c.Certificate.Fingerprint),
            ExpiryCheck.Judge(Standing.Path(Pki, Ending), TimeSpan.FromDays(5000)).Select(static f => f.Values!.Certificate),
            StringComparer.Ordinal);

    [Fact]
    public void It_stands_in_the_decision_and_leaves_the_verdict()
    {
        TrustPolicy policy = new() { WarnBeforeExpiry = Left };
        Decision decision = policy.Decide(Standing.Of(Standing.Good(Pki, Ending)));
        Standing.AssertTrusted(decision);
        Assert.Equal([FindingCode.CertificateExpiresSoon], decision.Findings.Select(static f => f.Code));
        Assert.Equal(decision.Findings, policy.Judge(Standing.Path(Pki, Ending)));
    }
}
