using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PluginSign.Certificates;
using PluginSign.Findings;
using static PluginSign.Tests.Certificates.Policies;

namespace PluginSign.Tests.Certificates;

/// <summary>RFC 5280, 6.1 over certificate policies; each chapter of NIST's PKITS that is about them (4.8 to 4.12) in small.</summary>
public sealed class CertificatePolicyTests
{
    private static readonly PathRequirements Explicit = Judging.Any with { RequireExplicitPolicy = true };

    private static readonly IssuedCertificate Root = TestPki.Issue(CertificateTemplate.Ca("CN=Policy root"));

    [Theory]
    [InlineData("P1", "P1", true)]
    [InlineData("P1", "P2", false)]
    [InlineData("PA", "P2", true)]
    public void The_anchors_own_policies_narrow_what_is_below_it(string anchor, string end, bool accepted)
    {
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=R"), t => t with { Extensions = [Asserting(anchor)] });
        IssuedCertificate signer = TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), t => t with { Extensions = [Asserting(end)] }, root);
        Assert.Equal(accepted, Judging.Validate(signer, [root], [], Explicit).Answer.Passed);
    }

    [Fact]
    public void The_anchors_mappings_hold_below_it()
    {
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=R"), static t => t with { Extensions = [Policies.Of(Policies.One), Policies.Mappings((Policies.One, Policies.Two))] });
        IssuedCertificate mapped = TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), static t => t with { Extensions = [Policies.Of(Policies.Two)] }, root);
        IssuedCertificate other = TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), static t => t with { Extensions = [Policies.Of(Policies.One)] }, root);
        Judging.Validate(mapped, [root], [], Explicit).AssertPasses();
        Assert.False(Judging.Validate(other, [root], [], Explicit).Answer.Passed);
        Assert.False(Judging.Validate(mapped, [root], [], Explicit with { InhibitPolicyMapping = true }).Answer.Passed);
    }

    private static TestExtension Asserting(string policy) => Policies.Of(policy switch { "P1" => Policies.One, "P2" => Policies.Two, _ => Policies.Any });

    // What each certificate below the root carries, from the top down; "-" before a name means self-issued.
    public static TheoryData<string, string, string> Accepted => new()
    {
        // 4.8: policies
        { "nothing is required", "|", "" },
        { "the same policy all the way", "P1|P1", "1" },
        { "several, one in common", "P12|P23", "2" },
        { "any at the CA", "PA|P1", "1" },
        { "any at the end", "P1|PA", "1" },
        { "any all the way", "PA|PA", "A" },
        { "different ones, and nothing required", "P1|P2", "" },
        { "none at the CA, and nothing required", "|P1", "" },

        // 4.9: require explicit policy
        { "required, and there", "P1 E0|P1", "1" },
        { "required far below the end", "P1 E5|", "" },
        { "required one below the last", "E3||", "" },
        { "not counted: a self-issued CA", "P1 E2|-P1|", "" },

        // 4.10: mappings
        { "mapped", "P1 M12|P2", "1" },
        { "mapped to two", "P1 M12 M13|P3", "1" },
        { "two mapped to one", "P12 M13 M23|P3", "12" },
        { "mapped twice", "P1 M12|P2 M23|P3", "1" },
        { "mapped from any", "PA M12|P2", "1" },
        { "mapped, below any", "PA|P1 M12|P2", "1" },
        { "mapped to another, and any at the end", "P1 M12|PA", "1" },

        // 4.11: inhibit policy mapping
        { "inhibited later than mapped", "P1 I1|P1 M12|P2", "1" },
        { "not counted: a self-issued CA", "P1 I1|-P1|P1 M12|P2", "1" },

        // 4.12: inhibit anyPolicy
        { "any inhibited, and not used", "P1 N0|P1", "1" },
        { "any used before it is inhibited", "P1 N1|PA|P1", "1" },
        { "any in a self-issued CA, inhibited", "P1 N0|-PA|P1", "1" },
    };

    public static TheoryData<string, string, FindingCode> Refused => new()
    {
        { "required, and different ones", "P1 E0|P2", FindingCode.NoValidPolicy },
        { "required, and none", "P1 E0|", FindingCode.NoValidPolicy },
        { "required by a CA without one", "E0|P1", FindingCode.NoValidPolicy },
        { "required by the end entity, and none", "|E0", FindingCode.NoValidPolicy },
        { "required in the middle of the path", "P1|P1 E0|P1|P2", FindingCode.NoValidPolicy },
        { "the end entity counts", "E2||", FindingCode.NoValidPolicy },
        { "required at the end that has none", "E1||", FindingCode.NoValidPolicy },
        { "the least number counts", "P1 E5|P1 E0|P2", FindingCode.NoValidPolicy },
        { "a later larger number does not help", "P1 E0|P1 E5|P2", FindingCode.NoValidPolicy },
        { "mapped away", "P1 M12 E0|P1", FindingCode.NoValidPolicy },
        { "mapped to a policy that the next does not assert", "P1 M12 E0|P3", FindingCode.NoValidPolicy },
        { "mapped where it was inhibited", "P1 I0 E0|P1 M12|P2", FindingCode.NoValidPolicy },
        { "mapped where it was inhibited, the unmapped one too", "P1 I0 E0|P1 M12|P1", FindingCode.NoValidPolicy },
        { "mapped one too late", "P1 I1 E0|P1|P1 M12|P2", FindingCode.NoValidPolicy },
        { "any where it is inhibited", "P1 N0 E0|PA", FindingCode.NoValidPolicy },
        { "any one too late", "P1 N1 E0|PA|PA", FindingCode.NoValidPolicy },
        { "any in a self-issued end entity, inhibited", "P1 N0 E0|-PA", FindingCode.NoValidPolicy },
        { "mapped to any", "P1 M1A|P1", FindingCode.PolicyMappingInvalid },
        { "mapped from any", "PA MA1|P1", FindingCode.PolicyMappingInvalid },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    [SuppressMessage("Usage", "xUnit1026:Theory methods should use all of their parameters", Justification = "the name of the case")]
    public void A_path_is_valid_for(string name, string path, string policies)
        => Assert.Equal(policies, Short(Judge(path, Judging.Any).AssertPasses().Policies));

    [Theory]
    [MemberData(nameof(Refused))]
    [SuppressMessage("Usage", "xUnit1026:Theory methods should use all of their parameters", Justification = "the name of the case")]
    public void A_path_is_refused(string name, string path, FindingCode code) => Judge(path, Judging.Any).AssertRefuses(code);

    [Theory]
    [InlineData("P1|P1", "")]
    [InlineData("P1|P1", "1")]
    [InlineData("P1|P1", "12")]
    [InlineData("PA|PA", "3")]
    [InlineData("P1|PA", "1")]
    [InlineData("P1 M12|P2", "1")]
    public void A_path_is_accepted_for_the_callers_policies(string path, string accepted)
    {
        CertificationPath valid = Judge(path, Explicit with { InitialPolicies = Long(accepted) }).AssertPasses();
        Assert.Equal(accepted is "" or "12" ? "1" : accepted, Short(valid.Policies));
    }

    [Theory]
    [InlineData("|", "", FindingCode.NoValidPolicy)]
    [InlineData("P1|", "", FindingCode.NoValidPolicy)]
    [InlineData("|P1", "1", FindingCode.NoValidPolicy)]
    [InlineData("P1|P1", "2", FindingCode.PolicyNotAccepted)]
    [InlineData("P1|PA", "23", FindingCode.PolicyNotAccepted)]
    [InlineData("P1 M12|P2", "2", FindingCode.PolicyNotAccepted)]
    public void A_path_is_refused_for_the_callers_policies(string path, string accepted, FindingCode code)
        => Judge(path, Explicit with { InitialPolicies = Long(accepted) }).AssertRefuses(code);

    [Fact]
    public void Accepted_policies_alone_refuse_nothing()
        => Assert.Empty(Judge("P1|P1", Judging.Any with { InitialPolicies = [Two] }).AssertPasses().Policies);

    [Fact]
    public void The_caller_may_inhibit_mapping_and_any()
    {
        Judge("P1 M12|P2", Explicit with { InhibitPolicyMapping = true }).AssertRefuses(FindingCode.NoValidPolicy);
        Judge("PA|P1", Explicit with { InhibitAnyPolicy = true }).AssertRefuses(FindingCode.NoValidPolicy);
        Judge("P1|P1", Explicit with { InhibitAnyPolicy = true, InhibitPolicyMapping = true }).AssertPasses();
    }

    [Fact]
    public void The_constraints_of_an_anchor_count()
    {
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=Constraining root"), static t => t with { Extensions = [Constraints(explicitPolicy: 0)] });
        Judging.Validate(TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), issuer: root), [root], []).AssertRefuses(FindingCode.NoValidPolicy);
        Judging.Validate(TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), static t => t with { Extensions = [Of(One)] }, root), [root], []).AssertPasses();
    }

    [Fact]
    public void A_path_that_fails_for_its_policies_makes_room_for_another()
    {
        // One CA, certified twice: only one of the two certificates asserts the policy.
        TestKey key = TestKey.P256();
        IssuedCertificate Ca(params TestExtension[] extensions)
            => TestPki.Issue(CertificateTemplate.Ca("CN=Twice"), t => t with { Key = key, Extensions = [.. extensions] }, Root);
        IssuedCertificate[] cas = [Ca(Of(Two)), Ca(), Ca(Of(One)), Ca(Of(One), Constraints(explicitPolicy: 0, mapping: 0), Mappings((One, Two)))];
        IssuedCertificate signer = TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), static t => t with { Extensions = [Of(One)] }, cas[0]);
        CertificationPath path = Judging.Validate(signer, [Root], cas, Judging.CodeSigning with { RequireExplicitPolicy = true }).AssertPasses();
        Assert.Equal(cas[2].Certificate.Fingerprint, path.Certificates[1].Fingerprint);
        Judging.Validate(signer, [Root], cas[..2], Judging.CodeSigning with { RequireExplicitPolicy = true }).AssertRefuses(FindingCode.NoValidPolicy);
    }

    [Fact]
    public void Qualifiers_decide_nothing_unless_they_are_critical_and_unknown()
    {
        Judge("P1|", Judging.Any, Qualified(One, "1.3.6.1.5.5.7.2.1", critical: true)).AssertPasses();
        Judge("P1|", Judging.Any, Qualified(One, "1.3.6.1.4.1.99999.7")).AssertPasses();
        Judge("P1|", Judging.Any, Qualified(One, "1.3.6.1.4.1.99999.7", critical: true)).AssertRefuses(FindingCode.UnknownCriticalExtension);
    }

    [Theory]
    [InlineData("2.5.29.32", "3000")] // no policy
    [InlineData("2.5.29.32", "30083003060355040330010500")] // bytes that belong to nothing
    [InlineData("2.5.29.32", "300e30050603550403300506035504033000")] // twice the same, and rubbish
    [InlineData("2.5.29.32", "300e3005060355040330050603550403")] // twice the same
    [InlineData("2.5.29.33", "3000")] // no mapping
    [InlineData("2.5.29.33", "300730050603550403")] // half a mapping
    [InlineData("2.5.29.36", "3000")] // no constraint
    [InlineData("2.5.29.36", "30038001ff")] // a negative number
    [InlineData("2.5.29.36", "30068101008001 00")] // in the wrong order
    [InlineData("2.5.29.54", "0201ff")] // a negative number
    [InlineData("2.5.29.54", "020100 0500")] // trailing bytes
    public void Malformed_policy_extensions_make_the_certificate_malformed(string oid, string hex)
    {
        TestExtension extension = new(oid, false, Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)));
        IssuedCertificate issued = TestPki.Issue(CertificateTemplate.Ca("CN=Malformed"), t => t with { Extensions = [extension] });
        Assert.False(issued.Read.Passed);
        Assert.Equal(FindingCode.CertificateMalformed, issued.Read.Findings[0].Code);
    }

    [Fact]
    public void Numbers_beyond_any_path_are_no_limit()
        => Judge("|", Judging.Any, new TestExtension("2.5.29.54", true, Convert.FromHexString("020900ffffffffffffffff"))).AssertPasses();

    [Fact]
    public void Policies_that_multiply_end_with_the_budget_CVE_2023_0464()
    {
        // Each CA maps each of its policies to each: as a tree that is 64 to the power of the depth.
        string[] policies = [.. Enumerable.Range(0, 16).Select(static i => $"1.3.6.1.4.1.99999.2.{i}")];
        TestExtension[] extensions = [Of(policies), Mappings([.. policies.SelectMany(p => policies.Select(q => (p, q)))])];
        List<IssuedCertificate> chain = [TestPki.Issue(CertificateTemplate.Ca("CN=Many 0"), t => t with { Extensions = [.. extensions] }, Root)];
        for (int i = 1; i < 90; i++)
        {
            chain.Add(TestPki.Issue(CertificateTemplate.Ca($"CN=Many {i}"), t => t with { Extensions = [.. extensions] }, chain[^1]));
        }

        PathRequirements wide = Explicit with { MaximumIntermediates = 255 };
        IssuedCertificate Signer(int below) => TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), t => t with { Extensions = [Of(policies)] }, chain[below]);
        Assert.Equal(16, Judging.Validate(Signer(7), [Root], chain, wide).AssertPasses().Policies.Length);
        Assert.Equal(16, Judging.Validate(Signer(89), [Root], chain, wide).AssertPasses().Policies.Length);
    }

    [Fact]
    public void Many_paths_with_many_policies_end_with_the_budget()
    {
        string[] policies = [.. Enumerable.Range(0, 256).Select(static i => $"1.3.6.1.4.1.99999.2.{i}")];
        TestExtension wide = Of([.. policies[1..], Any]);
        TestKey key = TestKey.P256();
        IssuedCertificate[] cas = [.. Enumerable.Range(0, 90).Select(_ => TestPki.Issue(CertificateTemplate.Ca("CN=Wide"), t => t with { Key = key, Extensions = [wide] }, Root))];
        TestKey below = TestKey.P256();
        IssuedCertificate[] subs = [.. Enumerable.Range(0, 9).Select(_ => TestPki.Issue(CertificateTemplate.Ca("CN=Sub"), t => t with { Key = below, Extensions = [wide] }, cas[0]))];
        IssuedCertificate signer = TestPki.Issue(CertificateTemplate.CodeSigner("CN=S"), static t => t with { Extensions = [] }, subs[0]);
        Assert.Contains(
            Judging.Validate(signer, [Root], [.. cas, .. subs], Explicit).Answer.Findings, static f => f.Code == FindingCode.BudgetExhausted);
    }

    [Fact]
    public void Requirements_that_nobody_can_mean_are_the_callers_mistake()
    {
        foreach (PathRequirements wrong in (PathRequirements[])
        [
            Explicit with { InitialPolicies = [] },
            Explicit with { InitialPolicies = ["any"] },
            Explicit with { InitialPolicies = [Any] },
            Explicit with { InitialPolicies = ["1..2"] },
            Explicit with { Distrusted = [null!] },
            Explicit with { Keys = new KeyRequirements { RsaBitsLeast = 1024 } },
        ])
        {
            Assert.Throws<ArgumentException>(() => Judge("|", wrong));
        }
    }

    /// <summary>A path from its short form: P policies, M mapping, E require explicit, I inhibit mapping, N inhibit any; levels from the top down.</summary>
    private static PathValidation Judge(string path, PathRequirements requirements, params TestExtension[] more)
    {
        string[] levels = path.Split('|');
        IssuedCertificate issuer = Root;
        List<IssuedCertificate> all = [];
        string subject = "CN=Policy root";
        for (int i = 0; i < levels.Length; i++)
        {
            bool isLast = i == levels.Length - 1;
            bool isSelfIssued = levels[i].StartsWith('-');
            subject = isSelfIssued ? subject : $"CN=Level {i}";
            TestExtension[] extensions = [.. Extensions(levels[i].TrimStart('-')), .. isLast ? more : []];
            CertificateTemplate template = isLast ? CertificateTemplate.CodeSigner(subject) : CertificateTemplate.Ca(subject);
            issuer = TestPki.Issue(template, t => t with { Extensions = [.. extensions], SubjectAlternativeNames = [] }, issuer);
            all.Add(issuer);
        }

        return Judging.Validate(issuer, [Root], all[..^1], requirements);
    }

    private static IEnumerable<TestExtension> Extensions(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in words.Where(static w => w[0] is 'P'))
        {
            yield return Of([.. word[1..].Select(static c => Long(c))]);
        }

        (string, string)[] mappings = [.. words.Where(static w => w[0] is 'M').Select(static w => (Long(w[1]), Long(w[2])))];
        if (mappings.Length > 0)
        {
            yield return Mappings(mappings);
        }

        int? explicitPolicy = Number(words, 'E');
        int? mapping = Number(words, 'I');
        if (explicitPolicy is not null || mapping is not null)
        {
            yield return Constraints(explicitPolicy, mapping);
        }

        if (Number(words, 'N') is { } any)
        {
            yield return InhibitAny(any);
        }
    }

    private static int? Number(string[] words, char letter)
        => Array.Find(words, w => w[0] == letter) is { } word ? word[1] - '0' : null;

    private static string Long(char c) => c is 'A' ? Any : $"1.3.6.1.4.1.99999.1.{c}";

    private static string[]? Long(string text) => text.Length == 0 ? null : [.. text.Select(static c => Long(c))];

    private static string Short(ImmutableArray<string> policies) => string.Concat(policies.Select(static p => p is Any ? "A" : p[^1..]));
}
