using System.Collections.Immutable;
using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Standing;

namespace PluginSign.Tests.Policies;

/// <summary>One trusted signer is enough when the host says so, until when it says so, and never without one.</summary>
public sealed class AnySignerTests
{
    private static readonly TestPki Ours = TestPki.Create("Ours");
    private static readonly TestPki Theirs = TestPki.Create("Theirs");
    private static readonly TrustPolicy Any = new() { AllowAnySigner = true };
    private static readonly PluginStanding Mixed = Of(Good(Ours), Stranger(Theirs));

    [Fact]
    public void Without_a_permission_every_signer_must_be_trusted()
    {
        AssertRefused(new TrustPolicy().Decide(Mixed), FindingCode.NoPathToAnchor);
        Assert.DoesNotContain(new TrustPolicy().Decide(Mixed).Signers, static s => s.IsSetAside);
    }

    [Fact]
    public void A_signer_that_is_set_aside_keeps_its_verdict_and_its_errors_refuse_nothing()
    {
        Decision decision = Any.Decide(Mixed);
        AssertTrusted(decision);
        Assert.Equal([(Verdict.Trusted, false), (Verdict.Refused, true)], decision.Signers.Select(static s => (s.Verdict, s.IsSetAside)));
        Assert.Contains(decision.Findings, static f => f is { Code: FindingCode.NoPathToAnchor, Severity: Severity.Warning });
        Finding told = Assert.Single(decision.Findings, static f => f.Code == FindingCode.AnySignerAllowed);
        Assert.Equal((Severity.Warning, $"set aside: {Theirs.Signer.Certificate.Subject}"), (told.Severity, told.Actual));
    }

    [Fact]
    public void A_signer_that_nobody_could_judge_is_set_aside_as_well()
    {
        PluginStanding standing = Of(Stranger(Theirs, FindingCode.FileUnreadable), Good(Ours));
        Assert.Equal(Verdict.Indeterminate, new TrustPolicy().Decide(standing).Verdict);
        AssertTrusted(Any.Decide(standing));
    }

    [Fact]
    public void A_permission_that_made_no_difference_is_noted()
    {
        Decision decision = Any.Decide(Of(Good(Ours), Good(Theirs)));
        AssertTrusted(decision);
        Assert.Equal(Severity.Note, Assert.Single(decision.Findings, static f => f.Code == FindingCode.AnySignerAllowed).Severity);
        Assert.DoesNotContain(decision.Signers, static s => s.IsSetAside);
    }

    [Fact]
    public void Nobody_trusted_is_refused_for_every_reason()
    {
        Decision decision = Any.Decide(Of(Stranger(Ours), Stranger(Theirs, FindingCode.ContentChanged)));
        AssertRefused(decision, FindingCode.NoPathToAnchor, FindingCode.ContentChanged);
        Assert.DoesNotContain(decision.Signers, static s => s.IsSetAside);
        Assert.DoesNotContain(decision.Findings, static f => f.Code == FindingCode.AnySignerAllowed);
    }

    [Fact]
    public void The_permission_is_for_signers_and_for_nothing_else()
        => AssertRefused(Any.Decide(Mixed with { Findings = [Error(FindingCode.HopWritable)] }), FindingCode.HopWritable);

    [Fact]
    public void A_permission_with_an_end_holds_before_it_and_not_at_it()
    {
        AssertTrusted(Until(Now.AddTicks(1)).Decide(Mixed));
        AssertRefused(Until(Now).Decide(Mixed), FindingCode.NoPathToAnchor);
        AssertRefused(Until(Now.AddTicks(-1)).Decide(Mixed), FindingCode.NoPathToAnchor);
        AssertTrusted((Until(Now) with { AllowAnySigner = true }).Decide(Mixed));

        static TrustPolicy Until(DateTimeOffset end) => new() { AllowAnySignerBefore = end };
    }

    [Fact]
    public void Nothing_is_set_aside_among_nobody() => Assert.Equal(ImmutableArray<SignerReport>.Empty, AnySigner.SetAside([]));
}
