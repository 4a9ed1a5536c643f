using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>A host CA is replaced by a new one and retired.</summary>
public sealed class RolloverTests
{
    private static readonly TestPki Old = TestPki.Create("Old");

    private static readonly TestPki New = TestPki.Create("New");

    private static readonly DateTimeOffset Retired = TestPki.ValidationTime;

    [Fact]
    public void A_retired_anchor_counts_up_to_its_time_and_no_longer()
    {
        PathRequirements requirements = Retire(Old.Root);
        Validate(Old.Signer, requirements, Retired).AssertPasses();
        Finding finding = Validate(Old.Signer, requirements, Retired.AddSeconds(1)).AssertRefuses(FindingCode.AuthorityDistrusted);
        Assert.Contains("2026-06-01T00:00:00Z", finding.Expected, StringComparison.Ordinal);
        Assert.Contains("2026-06-01T00:00:01Z", finding.Actual, StringComparison.Ordinal);
        Validate(New.Signer, requirements, Retired.AddSeconds(1)).AssertPasses();
    }

    [Fact]
    public void A_retired_intermediate_is_passed_by_when_another_way_leads_to_the_new_anchor()
    {
        // The old CA's key, certified by the new root too: the signer rolls over without a new certificate.
        IssuedCertificate crossed = TestPki.Issue(
            CertificateTemplate.Ca("CN=Old Plugin CA, O=Old", pathLength: 0), static t => t with { Key = Old.Intermediate.Key }, New.Root);
        PathRequirements requirements = Retire(Old.Root);
        CertificationPath path = Judging.Validate(Old.Signer, [Old.Root, New.Root], [Old.Intermediate, crossed], requirements, Retired.AddDays(1)).AssertPasses();
        Assert.Equal(New.Root.Certificate.Fingerprint, path.Anchor.Fingerprint);
        Judging.Validate(Old.Signer, [Old.Root, New.Root], [Old.Intermediate, crossed], Retire(Old.Root, crossed), Retired.AddDays(1))
            .AssertRefuses(FindingCode.AuthorityDistrusted);
    }

    [Fact]
    public void Several_retirements_of_one_CA_all_count()
    {
        ImmutableArray<AuthorityDistrust> twice = [new(Old.Root.Certificate, Retired.AddDays(9)), new(CertificateFingerprint.Parse(Old.Root.Certificate.Fingerprint.ToUpperInvariant()), Retired.AddDays(-1))];
        Validate(Old.Signer, Judging.CodeSigning with { Distrusted = twice }, Retired).AssertRefuses(FindingCode.AuthorityDistrusted);
    }

    [Fact]
    public void Retiring_a_signer_says_nothing_of_CAs()
        => Validate(Old.Signer, Retire(Old.Signer), Retired.AddDays(1)).AssertPasses();

    [Fact]
    public void A_new_key_of_the_same_CA_works_beside_the_old_one()
    {
        // RFC 4210, 4.4: the new root under its own key, the old key's certificate by the new one, and the new key's by the old one.
        TestKey next = TestKey.P256();
        const string Name = "CN=Old Root, O=Old";
        IssuedCertificate newWithNew = TestPki.Issue(CertificateTemplate.Ca(Name), t => t with { Key = next });
        IssuedCertificate newWithOld = TestPki.Issue(CertificateTemplate.Ca(Name), t => t with { Key = next }, Old.Root);
        IssuedCertificate oldWithNew = TestPki.Issue(CertificateTemplate.Ca(Name), static t => t with { Key = Old.Root.Key }, newWithNew);
        IssuedCertificate rekeyed = Old.IssueSigner(issuer: newWithNew);
        Judging.Validate(rekeyed, [Old.Root], [newWithOld]).AssertPasses();
        Judging.Validate(Old.Signer, [newWithNew], [Old.Intermediate, oldWithNew]).AssertPasses();
        Judging.Validate(rekeyed, [newWithNew], []).AssertPasses();
        Judging.Validate(rekeyed, [Old.Root], []).AssertRefuses(FindingCode.CertificateSignatureInvalid);
    }

    private static PathRequirements Retire(params IssuedCertificate[] authorities)
        => Judging.CodeSigning with { Distrusted = [.. authorities.Select(static a => new AuthorityDistrust(CertificateFingerprint.Of(a.Certificate), Retired))] };

    private static PathValidation Validate(IssuedCertificate signer, PathRequirements requirements, DateTimeOffset time)
        => Judging.Validate(signer, [Old.Root, New.Root], [Old.Intermediate, New.Intermediate], requirements, time);
}
