using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>What came with the plugin never weakens what the host knows: threats 44 and 45, from the signature and from an evidence pack alike.</summary>
public sealed class StrangersInformationTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly CertificateRevocationList RootCrl = new CrlTemplate().Issue(Pki.Root);
    private static readonly OcspTemplate Says = OcspTemplate.About(Pki.Signer, Pki.Intermediate);
    private static readonly OcspResponse Good = Says.Answer(Pki.Intermediate);
    private static readonly RevocationInformation Revoking = new([new CrlTemplate().Revoke(Pki.Signer).Issue(Pki.Intermediate), RootCrl], []);

    public static TheoryData<bool, RevocationMode> Ways => new() { { false, RevocationMode.Require }, { false, RevocationMode.AllowUnknown }, { true, RevocationMode.Require }, { true, RevocationMode.AllowUnknown } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_revoked_signer_cannot_drown_the_hosts_CRL_in_junk(bool isPack, RevocationMode mode)
    {
        RevocationInformation junk = new([], [.. Junk(63), Good]);
        Ask(mode, Revoking, junk, isPack).AssertRefuses(FindingCode.CertificateRevoked);

        // The honest twin: the same junk around a signer that the host's CRL clears.
        RevocationInformation clear = new([new CrlTemplate().Issue(Pki.Intermediate), RootCrl], []);
        PathValidation honest = Ask(mode, clear, junk, isPack);
        honest.AssertPasses();
        Assert.Contains(honest.Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Warning } && f.Message.Contains("more work than it may", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Junk_CRLs_of_the_right_name_do_not_drown_the_hosts_response(bool isPack, RevocationMode mode)
    {
        CertificateRevocationList[] junk = [.. Enumerable.Range(0, 63).Select(static i => new CrlTemplate { CrlNumber = i, CorruptSignature = true }.Issue(Pki.Intermediate)), new CrlTemplate { CrlNumber = 70 }.Issue(Pki.Intermediate)];
        RevocationInformation host = new([RootCrl], [(Says with { Status = 1 }).Answer(Pki.Intermediate)]);
        Ask(mode, host, new RevocationInformation(junk, []), isPack).AssertRefuses(FindingCode.CertificateRevoked);
        Ask(mode, new RevocationInformation([RootCrl], [Good]), new RevocationInformation(junk, []), isPack).AssertPasses();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Revoked_from_any_source_wins_over_every_good(bool isPack, RevocationMode mode)
    {
        RevocationInformation saysGood = new([new CrlTemplate().Issue(Pki.Intermediate), RootCrl], [Good]);
        RevocationInformation saysRevoked = new([], [(Says with { Status = 1, ThisUpdate = TestPki.ValidationTime.AddDays(-3), NextUpdate = TestPki.ValidationTime.AddDays(-2) }).Answer(Pki.Intermediate)]);
        Ask(mode, saysGood, saysRevoked, isPack).AssertRefuses(FindingCode.CertificateRevoked);
        Ask(mode, new RevocationInformation([RootCrl], [.. saysRevoked.Responses]), saysGood, isPack).AssertRefuses(FindingCode.CertificateRevoked);
        Ask(mode, saysGood, saysGood, isPack).AssertGood();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_damaged_CRL_of_the_hosts_is_not_hidden_by_a_good_that_came_along(bool isPack, RevocationMode mode)
    {
        RevocationInformation damaged = new([new CrlTemplate { CorruptSignature = true }.Issue(Pki.Intermediate), RootCrl], []);
        PathValidation answer = Ask(mode, damaged, new RevocationInformation([], [Good]), isPack);
        Assert.False(answer.Answer.Passed);
        Assert.Contains(answer.Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error });

        // Without the damaged one, what came along answers what nobody else has answered.
        Ask(mode, new RevocationInformation([RootCrl], []), new RevocationInformation([], [Good]), isPack).AssertGood();
    }

    [Fact]
    public void What_came_along_does_not_lift_a_hold_of_the_hosts_CRL()
    {
        CrlTemplate complete = new() { CrlNumber = 5, ThisUpdate = TestPki.ValidationTime.AddDays(-3) };
        RevocationInformation held = new([complete.Revoke(Pki.Signer, RevocationReason.CertificateHold).Issue(Pki.Intermediate), RootCrl], []);
        RevocationInformation newer = new([new CrlTemplate { CrlNumber = 9 }.Issue(Pki.Intermediate)], []);
        Ask(RevocationMode.Require, held, newer, isPack: false).AssertRefuses(FindingCode.CertificateRevoked);
        Ask(RevocationMode.Require, new RevocationInformation([.. held.Lists, .. newer.Lists], []), RevocationInformation.None, isPack: false).AssertGood();

        // A hold that came along is lifted by the host's newer CRL of the same key.
        Ask(RevocationMode.Require, new RevocationInformation([RootCrl, .. newer.Lists], []), held, isPack: false).AssertGood();
    }

    [Fact]
    public void A_responder_that_the_host_asked_and_that_does_not_know_the_certificate_is_not_overruled_by_a_stranger()
    {
        RevocationInformation disowned = new([RootCrl], [(Says with { Status = 2 }).Answer(Pki.Intermediate)]);
        Ask(RevocationMode.Require, disowned, new RevocationInformation([], [Good]), isPack: false).AssertRefuses(FindingCode.RevocationUnknown);
    }

    [Fact]
    public void Certificates_under_the_CRL_issuers_name_do_not_drown_the_hosts_CRL()
    {
        IssuedCertificate[] decoys = [.. Enumerable.Range(0, 60).Select(static _ => Pki.IssueCa(Pki.Intermediate.Certificate.Subject, issuer: Pki.IssueCa("CN=TLS CA")))];
        Pki.Validate(Pki.Signer, new RevocationInputs { Information = Revoking }, [.. decoys, Pki.Intermediate]).AssertRefuses(FindingCode.CertificateRevoked);
        RevocationInformation clear = new([new CrlTemplate().Issue(Pki.Intermediate), RootCrl], []);
        Pki.Validate(Pki.Signer, new RevocationInputs { Information = clear }, [.. decoys, Pki.Intermediate]).AssertGood();

        // A CRL of the host's that the path does not vouch for, and too many names to try: nobody knows what it says, so it is no yes.
        CertificateRevocationList[] foreign = [.. Enumerable.Range(0, 3).Select(static i => new CrlTemplate { CrlNumber = i, AuthorityKey = [1, 2, 3] }.Issue(Pki.IssueCa(Pki.Intermediate.Certificate.Subject, issuer: TestPki.Create("Mallory").Root)))];
        RevocationInputs more = new() { Mode = RevocationMode.AllowUnknown, Information = new RevocationInformation([.. clear.Lists, .. foreign], []) };
        Assert.False(Pki.Validate(Pki.Signer, more, [.. decoys, Pki.Intermediate]).Answer.Passed);
        Pki.Validate(Pki.Signer, more).AssertGood();
    }

    [Fact]
    public void The_hosts_own_budget_that_runs_out_is_no_yes()
    {
        OcspResponse[] many = [.. Junk(Limits.OcspResponses)];
        CertificateRevocationList[] lists = [.. Enumerable.Range(0, Limits.Crls - 2).Select(static i => new CrlTemplate { CrlNumber = i, CorruptSignature = true }.Issue(Pki.Intermediate))];
        RevocationInformation host = new([new CrlTemplate { ThisUpdate = TestPki.ValidationTime.AddHours(-1) }.Issue(Pki.Intermediate), .. lists, RootCrl], many);
        PathValidation answer = Pki.Validate(Pki.Signer, new RevocationInputs { Mode = RevocationMode.AllowUnknown, Information = host });
        Assert.Contains(answer.Answer.Findings, static f => f.Code == FindingCode.RevocationUnusable);
        Assert.True(Limits.RevocationSignatureChecks >= Limits.Crls + Limits.OcspResponses); // so each one is heard
    }

    private static IEnumerable<OcspResponse> Junk(int count)
        => Enumerable.Range(0, count).Select(static i => (Says with { CorruptSignature = true, ProducedAt = TestPki.ValidationTime.AddHours(-1).AddSeconds(-i), ThisUpdate = TestPki.ValidationTime.AddHours(-1).AddSeconds(-i) }).Answer(Pki.Intermediate));

    private static PathValidation Ask(RevocationMode mode, RevocationInformation host, RevocationInformation stranger, bool isPack)
    {
        RevocationInputs inputs = new() { Mode = mode, Information = host };
        return Pki.Validate(Pki.Signer, isPack ? inputs with { Carried = stranger } : inputs with { Offered = stranger });
    }
}
