using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Standing;

namespace PluginSign.Tests.Policies;

/// <summary>Both kinds of signers from an instant on: who counts as which, and what holds before, at and after it.</summary>
public sealed class PostQuantumStepTests
{
    private static readonly TestPki Classical = TestPki.Create("Classical");
    private static readonly TestPki PostQuantum = TestPki.Create("PQ", static () => TestKey.MlDsa(65));
    private static readonly TestPki StrangePostQuantum = TestPki.Create("Strange PQ", static () => TestKey.MlDsa(87));

    [Fact]
    public void Both_kinds_satisfy_the_requirement_in_either_order()
    {
        AssertTrusted(Required(Now).Decide(Of(Good(Classical), Good(PostQuantum))));
        Decision decision = Required(Now).Decide(Of(Good(PostQuantum), Good(Classical)));
        AssertTrusted(decision);
        Assert.Empty(decision.Findings);
        Assert.DoesNotContain(Required(Now.AddTicks(1)).Decide(Of(Good(PostQuantum), Good(Classical))).Findings, static f => f.Code == FindingCode.PostQuantumSoonRequired);
    }

    [Fact]
    public void One_kind_alone_is_refused_from_the_instant_on_and_warned_about_before()
    {
        foreach (TestPki alone in new[] { Classical, PostQuantum })
        {
            PluginStanding standing = Of(Good(alone));
            AssertRefused(Required(Now).Decide(standing), FindingCode.PostQuantumRequired);
            AssertRefused(Required(Now.AddTicks(-1)).Decide(standing), FindingCode.PostQuantumRequired);
            AssertRefused(Required(Now.AddYears(-1)).Decide(standing), FindingCode.PostQuantumRequired);
            Decision before = Required(Now.AddTicks(1)).Decide(standing);
            AssertTrusted(before);
            Finding soon = Assert.Single(before.Findings, static f => f.Code == FindingCode.PostQuantumSoonRequired);
            Assert.Equal(Severity.Warning, soon.Severity);
            Assert.False(string.IsNullOrEmpty(soon.Hint));
            Assert.Empty(new TrustPolicy().Decide(standing).Findings);
        }
    }

    [Fact]
    public void The_sentence_says_which_kind_is_missing()
    {
        Assert.Contains("there is no trusted post-quantum signer", Sentence(Good(Classical)), StringComparison.Ordinal);
        Assert.Contains("there is no trusted classical signer", Sentence(Good(PostQuantum)), StringComparison.Ordinal);
        Assert.Contains("there is neither", Sentence(Stranger(Classical)), StringComparison.Ordinal);

        static string Sentence(SignerReport signer) => Assert.Single(Required(Now).Decide(Of(signer)).Findings, static f => f.Code == FindingCode.PostQuantumRequired).Message;
    }

    [Fact]
    public void A_requirement_alone_allows_nothing_before_its_date()
    {
        PluginStanding standing = Of(Good(Classical), Stranger(PostQuantum));
        AssertRefused(new TrustPolicy { RequirePostQuantumAfter = Now.AddYears(1) }.Decide(standing), FindingCode.NoPathToAnchor);
        AssertTrusted(Required(Now.AddYears(1)).Decide(standing));
    }

    [Fact]
    public void From_the_instant_on_no_permission_sets_a_signer_aside()
    {
        PluginStanding standing = Of(Good(Classical), Stranger(StrangePostQuantum));
        foreach (TrustPolicy policy in new[] { Required(Now), Required(Now) with { AllowAnySigner = true }, Required(Now) with { AllowAnySignerBefore = Now.AddYears(1) } })
        {
            Decision decision = policy.Decide(standing);
            AssertRefused(decision, FindingCode.NoPathToAnchor, FindingCode.PostQuantumRequired);
            Assert.DoesNotContain(decision.Signers, static s => s.IsSetAside);
            Assert.DoesNotContain(decision.Findings, static f => f.Code == FindingCode.AnySignerAllowed);
        }

        // With both kinds there, a third that is not trusted may be set aside.
        AssertTrusted((Required(Now) with { AllowAnySigner = true }).Decide(Of(Good(Classical), Good(PostQuantum), Stranger(StrangePostQuantum))));
    }

    [Fact]
    public void A_post_quantum_signer_below_a_classical_CA_does_not_count()
    {
        // Who can forge the CA's ECDSA signature can issue himself such a certificate.
        SignerReport forged = Good(Classical, Classical.IssueSigner(static t => t with { Key = TestKey.MlDsa(87) }));
        AssertTrusted(new TrustPolicy().Decide(Of(Good(Classical), forged)));
        Decision decision = Required(Now).Decide(Of(Good(Classical), forged));
        AssertRefused(decision, FindingCode.PostQuantumRequired);
        Assert.EndsWith("some-algorithm (trusted), some-algorithm (trusted, but below a classical CA)", decision.Findings[0].Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_one_kind_are_not_one_of_each()
    {
        AssertRefused(Required(Now).Decide(Of(Good(PostQuantum), Good(PostQuantum, PostQuantum.IssueSigner(static t => t with { Key = TestKey.MlDsa(44) })))), FindingCode.PostQuantumRequired);
        AssertRefused(Required(Now).Decide(Of(Good(Classical), Good(Classical, Classical.IssueSigner()))), FindingCode.PostQuantumRequired);
    }

    [Fact]
    public void Before_the_date_nobody_trusted_is_not_warned_about_as_well()
    {
        Decision decision = Required(Now.AddYears(9)).Decide(Of(Stranger(Classical), Stranger(PostQuantum, FindingCode.ContentChanged)));
        AssertRefused(decision, FindingCode.NoPathToAnchor, FindingCode.ContentChanged);
        Assert.DoesNotContain(decision.Findings, static f => f.Code == FindingCode.PostQuantumSoonRequired);
    }

    [Fact]
    public void Nobody_signed_is_another_findings_business() => Assert.Null(PostQuantumStep.Judge(Now, Now, []));

    private static TrustPolicy Required(DateTimeOffset from) => new() { RequirePostQuantumAfter = from, AllowAnySignerBefore = from };
}
