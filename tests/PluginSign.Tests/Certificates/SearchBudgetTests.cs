using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>Certificates that ask for too much work (RUSTSEC-2023-0053, CVE-2026-32280).</summary>
public sealed class SearchBudgetTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void Two_hundred_cross_signed_intermediates_end_quickly_with_a_code()
    {
        // Fourteen CAs, each signed by each: every order of them is a path to try, and none leads to the anchor.
        TestKey[] keys = [.. Enumerable.Range(0, 15).Select(static _ => TestKey.P256())];
        IssuedCertificate[] cas = [.. keys.Select(static (k, i) => TestPki.Issue(CertificateTemplate.Ca($"CN=Cross {i}"), t => t with { Key = k }))];
        List<IssuedCertificate> offered = [];
        for (int subject = 0; subject < cas.Length; subject++)
        {
            offered.AddRange(cas.Where((_, i) => i != subject)
                .Select(issuer => TestPki.Issue(CertificateTemplate.Ca($"CN=Cross {subject}"), t => t with { Key = keys[subject] }, issuer)));
        }

        Assert.True(offered.Count >= 200);
        AssertEnds(() => Judging.Validate(Pki.IssueSigner(issuer: cas[0]), [Pki.Root], offered), FindingCode.BudgetExhausted, FindingCode.PathTooLong);
    }

    [Fact]
    public void Two_hundred_intermediates_of_the_issuers_name_end_with_the_budget_of_signatures()
    {
        IssuedCertificate signer = Pki.IssueSigner(static t => t with { KeyIdentifiers = false, CorruptSignature = true });
        string subject = Pki.Intermediate.Certificate.Subject;
        IssuedCertificate[] decoys = [.. Enumerable.Range(0, 200).Select(_ => Pki.IssueCa(subject, static t => t with { KeyIdentifiers = false }))];
        AssertEnds(() => Judging.Validate(signer, [Pki.Root], decoys), FindingCode.BudgetExhausted, FindingCode.CertificateSignatureInvalid);
    }

    [Fact]
    public void The_right_intermediate_is_found_among_two_hundred_of_its_name()
    {
        string subject = Pki.Intermediate.Certificate.Subject;
        IssuedCertificate[] decoys = [.. Enumerable.Range(0, 200).Select(_ => Pki.IssueCa(subject))];
        Judging.Validate(Pki.Signer, [Pki.Root], [.. decoys, Pki.Intermediate]).AssertPasses();
    }

    [Fact]
    public void Intermediates_that_issue_each_other_end_with_a_code()
    {
        (TestKey a, TestKey b) = (TestKey.P256(), TestKey.P256());
        IssuedCertificate first = TestPki.Issue(CertificateTemplate.Ca("CN=A"), t => t with { Key = a });
        IssuedCertificate bByA = TestPki.Issue(CertificateTemplate.Ca("CN=B"), t => t with { Key = b }, first);
        IssuedCertificate aByB = TestPki.Issue(CertificateTemplate.Ca("CN=A"), t => t with { Key = a }, bByA);
        Judging.Validate(Pki.IssueSigner(issuer: aByB), [Pki.Root], [aByB, bByA]).AssertRefuses(FindingCode.NoPathToAnchor);
    }

    [Fact]
    public void A_chain_of_a_hundred_intermediates_is_too_long()
    {
        List<IssuedCertificate> chain = [Pki.IssueCa("CN=Long 0")];
        for (int i = 1; i < 100; i++)
        {
            chain.Add(Pki.IssueCa($"CN=Long {i}", issuer: chain[^1]));
        }

        IssuedCertificate signer = Pki.IssueSigner(issuer: chain[^1]);
        AssertEnds(() => Judging.Validate(signer, [Pki.Root], chain), FindingCode.PathTooLong);
        Judging.Validate(signer, [Pki.Root], chain, Judging.CodeSigning with { MaximumIntermediates = 98 }).AssertRefuses(FindingCode.PathTooLong);
        Judging.Validate(signer, [Pki.Root], chain, Judging.CodeSigning with { MaximumIntermediates = 255 }).AssertRefuses(FindingCode.BudgetExhausted);
    }

    private static void AssertEnds(Func<PathValidation> validate, params FindingCode[] codes)
    {
        // Without the budgets these would not end in anybody's lifetime: that the answer comes is the test.
        validate().AssertRefuses(codes);
    }
}
