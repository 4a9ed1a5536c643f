using PluginSign.Certificates;
using PluginSign.Findings;
using static PluginSign.Tests.Certificates.Policies;

namespace PluginSign.Tests.Certificates;

/// <summary>RFC 5937, 3.2: the certificate policies of a trust anchor, their mappings and its inhibitAnyPolicy limit what is below it, as those of any CA do.</summary>
public sealed class AnchorPolicyTests
{
    private static readonly PathRequirements Explicit = Judging.Any with { RequireExplicitPolicy = true };

    private static readonly Dictionary<string, TestExtension[]> Anchors = new(StringComparer.Ordinal)
    {
        ["none"] = [],
        ["one"] = [Of(One)],
        ["any"] = [Of(Any)],
        ["one as two"] = [Of(One), Mappings((One, Two))],
        ["one as two, no policies"] = [Mappings((One, Two))],
        ["one as any"] = [Of(One), Mappings((One, Any))],
        ["no any"] = [InhibitAny(0)],
        ["no any from the second on"] = [InhibitAny(1)],
        ["one, required"] = [Of(One), Constraints(explicitPolicy: 0)],
        ["one, not mapped"] = [Of(One), Constraints(mapping: 0)],
    };

    [Theory]
    [InlineData("none", Two, Two)]
    [InlineData("one", One, One)]
    [InlineData("one", Any, One)]
    [InlineData("any", Two, Two)]
    [InlineData("one as two", Two, One)]
    [InlineData("one as two, no policies", Two, One)]
    [InlineData("one as two, no policies", Three, Three)]
    [InlineData("no any", One, One)]
    [InlineData("no any from the second on", Any, Any)]
    [InlineData("one, required", One, One)]
    public void A_path_is_valid_for(string anchor, string signer, string policy)
    {
        Assert.Equal([policy], Judge(anchor, Explicit, Of(signer)).AssertPasses().Policies);
        Assert.Equal([policy], Judge(anchor, Judging.Any, Of(signer)).AssertPasses().Policies);
    }

    [Theory]
    [InlineData("one", Two, FindingCode.NoValidPolicy)]
    [InlineData("one as two", One, FindingCode.NoValidPolicy)]
    [InlineData("one as two", Three, FindingCode.NoValidPolicy)]
    [InlineData("one as any", Two, FindingCode.PolicyMappingInvalid)]
    [InlineData("no any", Any, FindingCode.NoValidPolicy)]
    [InlineData("one, required", Two, FindingCode.NoValidPolicy)]
    public void A_path_is_refused(string anchor, string signer, FindingCode code) => Judge(anchor, Explicit, Of(signer)).AssertRefuses(code);

    [Fact]
    public void An_anchor_can_require_its_policy_by_itself()
    {
        Judge("one, required", Judging.Any, Of(Two)).AssertRefuses(FindingCode.NoValidPolicy);
        Judge("one, required", Judging.Any).AssertRefuses(FindingCode.NoValidPolicy);
    }

    [Fact]
    public void Where_no_policy_is_required_the_anchors_refuse_nothing()
        => Assert.Empty(Judge("one", Judging.Any, Of(Two)).AssertPasses().Policies);

    [Fact]
    public void The_callers_wishes_hold_for_the_anchor_too()
    {
        Judge("one as two", Explicit with { InhibitPolicyMapping = true }, Of(Two)).AssertRefuses(FindingCode.NoValidPolicy);
        Judge("any", Explicit with { InhibitAnyPolicy = true }, Of(Two)).AssertPasses(); // an anchor of any policy sets no limit
        Judge("any", Explicit with { InhibitAnyPolicy = true }, Of(Any)).AssertRefuses(FindingCode.NoValidPolicy);
        Judge("one", Explicit with { InitialPolicies = [Two] }, Of(Any)).AssertRefuses(FindingCode.PolicyNotAccepted);
        Judge("one", Explicit with { InitialPolicies = [One] }, Of(Any)).AssertPasses();
        Judge("one as two", Explicit with { InitialPolicies = [One] }, Of(Two)).AssertPasses();
        Judge("one as two", Explicit with { InitialPolicies = [Two] }, Of(Two)).AssertRefuses(FindingCode.PolicyNotAccepted);
    }

    [Fact]
    public void Below_an_intermediate_it_is_the_same()
    {
        IssuedCertificate root = Anchor("one");
        IssuedCertificate wide = TestPki.Issue(CertificateTemplate.Ca("CN=Wide"), static t => t with { Extensions = [Of(Any)] }, root);
        IssuedCertificate Signer(string policy) => TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), t => t with { Extensions = [Of(policy)] }, wide);
        Judging.Validate(Signer(One), [root], [wide], Explicit).AssertPasses();
        Judging.Validate(Signer(Two), [root], [wide], Explicit).AssertRefuses(FindingCode.NoValidPolicy);
        IssuedCertificate mapping = TestPki.Issue(CertificateTemplate.Ca("CN=Mapping"), static t => t with { Extensions = [Of(One), Mappings((One, Two))] }, Anchor("one, not mapped"));
        Judging.Validate(TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), static t => t with { Extensions = [Of(Two)] }, mapping), [Anchor("one, not mapped")], [mapping], Explicit)
            .AssertRefuses(FindingCode.NoValidPolicy);
    }

    private static readonly TestKey Key = TestKey.P256();

    private static IssuedCertificate Anchor(string name)
        => TestPki.Issue(CertificateTemplate.Ca("CN=Anchor"), t => t with { Key = Key, Extensions = [.. Anchors[name]] });

    private static PathValidation Judge(string anchor, PathRequirements requirements, params TestExtension[] extensions)
    {
        IssuedCertificate root = Anchor(anchor);
        return Judging.Validate(TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), t => t with { Extensions = [.. extensions] }, root), [root], [], requirements);
    }
}
