using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>
/// A stranger spends each budget of the path search by what he puts beside a signature. That is never a yes; it is a no that says so; and where the host's own
/// intermediates suffice, it hides nothing.
/// </summary>
public sealed class StrangersIntermediatesTests
{
    private static readonly TestPki Pki = TestPki.Create();

    // The host's two CAs of one name, the older one first, and neither with a key identifier that would tell them apart.
    private static readonly TestKey CaKey = TestKey.P256();
    private static readonly IssuedCertificate Older = HostCa(TestKey.P256());
    private static readonly IssuedCertificate Current = HostCa(CaKey);
    private static readonly IssuedCertificate Honest = Pki.IssueSigner(static t => t with { SubjectAlternativeNames = ManyNames(), Extensions = [Policies.Of(Policies.One)] }, Current);
    private static readonly IssuedCertificate FalseRoot = TestPki.Issue(CertificateTemplate.Ca(Pki.Root.Certificate.Subject));
    private static readonly IssuedCertificate Forged = Pki.IssueSigner(issuer: HostCa(TestKey.P256(), FalseRoot));

    private static readonly Dictionary<string, Func<IEnumerable<IssuedCertificate>>> Strangers = new(StringComparer.Ordinal)
    {
        ["paths"] = Mesh,
        ["signatures"] = static () => Enumerable.Range(0, 200).Select(static _ => Decoy(FalseRoot, TestKey.P256())),
        ["names"] = static () => [Decoy(Pki.Root, CaKey, GeneralNames.Constraints(excluded: Enumerable.Range(0, 2000).Select(static i => GeneralNames.Dns($"{i}.x"))))],
        ["policies"] = Wide,
        ["intermediates"] = Ladder,
    };

    public static TheoryData<string> Budgets => [.. Strangers.Keys];

    private static PathRequirements Requirements(string budget) => budget is "policies" ? Judging.CodeSigning with { RequireExplicitPolicy = true } : Judging.CodeSigning;

    [Theory]
    [MemberData(nameof(Budgets))]
    public void A_forged_signer_is_never_trusted(string budget)
    {
        Assert.False(Validate(Forged, budget, [Older.Certificate, Current.Certificate], Strangers[budget]()).Answer.Passed);
        Assert.False(Validate(Forged, budget, [], Strangers[budget]()).Answer.Passed);
    }

    [Theory]
    [MemberData(nameof(Budgets))]
    public void The_hosts_own_intermediates_suffice_whatever_a_stranger_offers(string budget)
        => Validate(Honest, budget, [Older.Certificate, Current.Certificate], Strangers[budget]()).AssertPasses();

    [Theory]
    [InlineData("paths", "ways to go")]
    [InlineData("signatures", "signatures")]
    [InlineData("names", "names")]
    [InlineData("policies", "policies")]
    public void Among_what_a_stranger_offers_the_end_of_the_budget_is_a_refusal_that_says_so(string budget, string word)
    {
        // The true intermediate lies behind the stranger's.
        PathValidation validation = Validate(Honest, budget, budget is "paths" ? [Older.Certificate] : [], [.. Strangers[budget](), Current]);
        Assert.False(validation.Answer.Passed);
        Finding refusal = validation.Answer.Findings.First(static f => f.Code == FindingCode.BudgetExhausted);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Error, refusal.Severity);
        Assert.False(string.IsNullOrEmpty(refusal.Hint));
    }

    [Fact]
    public void A_ladder_of_intermediates_does_not_hide_the_short_way()
        => Validate(Honest, "intermediates", [], [.. Ladder(), Current]).AssertPasses();

    private static PathValidation Validate(IssuedCertificate signer, string budget, ImmutableArray<Certificate> host, IEnumerable<IssuedCertificate> offered)
        => new PathValidator([Pki.Root.Certificate], host).Validate(signer.Certificate, [.. offered.Select(static o => o.Certificate)], TestPki.ValidationTime, Requirements(budget), PluginSign.Certificates.Revocation.RevocationInputs.Off);

    private static IssuedCertificate HostCa(TestKey key, IssuedCertificate? issuer = null)
        => Pki.IssueCa("CN=Host CA", t => t with { Key = key, KeyIdentifiers = false, Extensions = [Policies.Of(Policies.Any)] }, issuer);

    private static ImmutableArray<byte[]> ManyNames()
        => [GeneralNames.Uri("https://plugins.example.test/acme"), .. Enumerable.Range(0, 2000).Select(static i => GeneralNames.Dns($"{i}.y"))];

    // Of the host CA's name and, as it says, of its key: what the search tries first.
    private static IssuedCertificate Decoy(IssuedCertificate issuer, TestKey key, params TestExtension[] extensions)
        => Pki.IssueCa("CN=Host CA", t => t with { Key = key, KeyIdentifiers = false, Extensions = [KeyIdentifier(), .. extensions] }, issuer);

    private static TestExtension KeyIdentifier()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(SHA256.HashData(CaKey.SubjectPublicKeyInfo).AsSpan(0, 20));
        return new TestExtension("2.5.29.14", false, writer.Encode());
    }

    private static IEnumerable<IssuedCertificate> Wide()
    {
        TestExtension policies = Policies.Of([.. Enumerable.Range(0, 256).Select(static i => $"1.3.6.1.4.1.99999.2.{i}")]);
        TestKey key = TestKey.P256();
        IssuedCertificate[] upper = [.. Enumerable.Range(0, 8).Select(_ => Pki.IssueCa("CN=Wide", t => t with { Key = key, Extensions = [policies] }))];
        return [.. upper, .. Enumerable.Range(0, 8).Select(_ => Decoy(upper[0], CaKey, policies))];
    }

    // CAs that sign each other, one of them under the root's name: every order of them is a way from the older CA to nowhere.
    private static IEnumerable<IssuedCertificate> Mesh()
    {
        const int Count = 14;
        TestKey[] keys = [.. Enumerable.Range(0, Count).Select(static _ => TestKey.P256())];
        string Name(int i) => i == 0 ? Pki.Root.Certificate.Subject : $"CN=Mesh {i}";
        IssuedCertificate[] cas = [.. keys.Select((k, i) => TestPki.Issue(CertificateTemplate.Ca(Name(i)), t => t with { Key = k }))];
        return [.. from subject in Enumerable.Range(0, Count) from issuer in Enumerable.Range(0, Count) where issuer != subject
                   select TestPki.Issue(CertificateTemplate.Ca(Name(subject)), t => t with { Key = keys[subject] }, cas[issuer])];
    }

    // A hundred CAs above one another, the lowest one with the host CA's name and key.
    private static IEnumerable<IssuedCertificate> Ladder()
    {
        List<IssuedCertificate> steps = [Pki.IssueCa("CN=Step 0")];
        for (int i = 1; i < 100; i++)
        {
            steps.Add(Pki.IssueCa($"CN=Step {i}", issuer: steps[^1]));
        }

        return [.. steps, Decoy(steps[^1], CaKey)];
    }
}
