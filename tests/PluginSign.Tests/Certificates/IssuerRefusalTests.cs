using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>One fault in an intermediate or an anchor at a time.</summary>
public sealed class IssuerRefusalTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void An_expired_intermediate_is_refused_CVE_2026_24122()
    {
        Finding finding = Below(static t => t with { NotAfter = TestPki.ValidationTime.AddSeconds(-1) }).AssertRefuses(FindingCode.CertificateExpired);
        Assert.Contains("2026-06-01T00:00:00Z", finding.Expected, StringComparison.Ordinal);
        Assert.Contains("2026-05-31T23:59:59Z", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void An_intermediate_from_the_future_is_refused()
        => Below(static t => t with { NotBefore = TestPki.ValidationTime.AddSeconds(1) }).AssertRefuses(FindingCode.CertificateNotYetValid);

    [Fact]
    public void An_expired_anchor_is_refused()
        => BelowRoot(static t => t with { NotAfter = TestPki.ValidationTime.AddDays(-1) }).AssertRefuses(FindingCode.CertificateExpired);

    [Fact]
    public void The_ends_of_the_validity_belong_to_it()
        => Below(static t => t with { NotBefore = TestPki.ValidationTime, NotAfter = TestPki.ValidationTime }).AssertPasses();

    [Fact]
    public void An_intermediate_that_is_no_ca_is_refused()
        => Below(static t => t with { IsCa = false, KeyUsage = null }).AssertRefuses(FindingCode.IssuerNotCa);

    [Fact]
    public void An_intermediate_without_basic_constraints_is_refused()
        => Below(static t => t with { IsCa = null }).AssertRefuses(FindingCode.IssuerNotCa);

    [Fact]
    public void An_intermediate_without_keyCertSign_is_refused()
        => Below(static t => t with { KeyUsage = X509KeyUsageFlags.DigitalSignature }).AssertRefuses(FindingCode.KeyUsageMismatch);

    [Fact]
    public void An_intermediate_of_version_1_is_refused()
        => Below(static t => t with { Version = 1, IsCa = null, KeyUsage = null, KeyIdentifiers = false }).AssertRefuses(FindingCode.IssuerNotCa);

    [Fact]
    public void An_intermediate_for_another_purpose_is_refused()
        => Below(static t => t with { ExtendedKeyUsage = [CertificateTemplate.ServerAuth] }).AssertRefuses(FindingCode.ExtendedKeyUsageMismatch);

    [Theory]
    [InlineData(CertificateTemplate.CodeSigning)]
    [InlineData(CertificateTemplate.AnyExtendedKeyUsage)]
    public void An_intermediate_for_this_purpose_or_any_is_accepted(string purpose)
        => Below(t => t with { ExtendedKeyUsage = [CertificateTemplate.ServerAuth, purpose] }).AssertPasses();

    [Fact]
    public void A_signer_that_issues_a_signer_is_refused()
    {
        IssuedCertificate signer = Pki.IssueSigner(issuer: Pki.Signer);
        Judging.Validate(signer, [Pki.Root], [Pki.Intermediate, Pki.Signer])
            .AssertRefuses(FindingCode.IssuerNotCa, FindingCode.KeyUsageMismatch, FindingCode.PathTooLong);
    }

    [Fact]
    public void A_leaf_as_anchor_is_refused_CVE_2025_6037()
    {
        IssuedCertificate below = Pki.IssueSigner(issuer: Pki.Signer);
        Judging.Validate(below, [Pki.Signer], []).AssertRefuses(FindingCode.AnchorNotCa, FindingCode.KeyUsageMismatch);
        Judging.Validate(Pki.Signer, [Pki.IssueSigner()], [Pki.Intermediate, Pki.Root]).AssertRefuses(FindingCode.NoPathToAnchor);
    }

    [Fact]
    public void A_root_without_basic_constraints_is_refused()
        => BelowRoot(static t => t with { IsCa = null }).AssertRefuses(FindingCode.AnchorNotCa);

    [Fact]
    public void The_path_length_of_an_intermediate_counts()
    {
        IssuedCertificate below = Pki.IssueCa("CN=Below pathlen 0", issuer: Pki.Intermediate);
        IssuedCertificate signer = Pki.IssueSigner(issuer: below);
        Judging.Validate(signer, [Pki.Root], [Pki.Intermediate, below]).AssertRefuses(FindingCode.PathTooLong);
        Assert.False(Judging.PlatformAccepts(signer, [Pki.Root], [Pki.Intermediate, below]));
    }

    [Fact]
    public void The_path_length_of_an_anchor_counts()
    {
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=Short root", pathLength: 0));
        IssuedCertificate ca = Pki.IssueCa("CN=CA", issuer: root);
        Judging.Validate(Pki.IssueSigner(issuer: ca), [root], [ca]).AssertRefuses(FindingCode.PathTooLong);
        Judging.Validate(Pki.IssueSigner(issuer: root), [root], []).AssertPasses();
    }

    [Fact]
    public void A_self_issued_intermediate_does_not_count_for_the_path_length()
    {
        IssuedCertificate ca = TestPki.Issue(CertificateTemplate.Ca("CN=Rolling CA", pathLength: 0), issuer: Pki.Root);
        IssuedCertificate rolled = TestPki.Issue(CertificateTemplate.Ca("CN=Rolling CA"), issuer: ca);
        Judging.Validate(Pki.IssueSigner(issuer: rolled), [Pki.Root], [ca, rolled]).AssertPasses();
    }

    [Fact]
    public void The_callers_limit_of_intermediates_counts()
    {
        Pki.Validate(Pki.Signer, Judging.CodeSigning with { MaximumIntermediates = 0 }).AssertRefuses(FindingCode.PathTooLong);
        Pki.Validate(Pki.Signer, Judging.CodeSigning with { MaximumIntermediates = 1 }).AssertPasses();
    }

    [Theory]
    [InlineData("root")]
    [InlineData("intermediate")]
    public void An_unknown_critical_extension_of_an_issuer_is_refused(string where)
    {
        Func<CertificateTemplate, CertificateTemplate> change = static t => t with { Extensions = [new TestExtension("1.3.6.1.4.1.99999.1", true, [5, 0])] };
        (where is "root" ? BelowRoot(change) : Below(change)).AssertRefuses(FindingCode.UnknownCriticalExtension);
    }

    [Fact]
    public void Small_keys_warn_smaller_ones_refuse()
    {
        PathValidation small = BelowRoot(static t => t with { Key = TestKey.Rsa(2048) });
        small.AssertPasses();
        Assert.Contains(small.Answer.Findings, static f => f.Code == FindingCode.KeySmall && f.Message.Contains("CN=Changed", StringComparison.Ordinal));
        BelowRoot(static t => t with { Key = TestKey.Rsa(1024) }).AssertRefuses(FindingCode.KeyTooSmall);
        Below(static t => t with { Key = TestKey.Rsa(1024) }).AssertRefuses(FindingCode.KeyTooSmall);
    }

    [Fact]
    public void Explicit_curve_parameters_are_refused_CVE_2020_0601()
    {
        Below(static t => t with { Key = TestKey.ExplicitP256() }).AssertRefuses(FindingCode.ExplicitCurve);
        BelowRoot(static t => t with { Key = TestKey.ExplicitP256() }).AssertRefuses(FindingCode.ExplicitCurve);
        Pki.Validate(Pki.IssueSigner(static t => t with { Key = TestKey.ExplicitP256() })).AssertRefuses(FindingCode.ExplicitCurve);
    }

    [Fact]
    public void An_unsupported_curve_is_refused()
        => Below(static t => t with { Key = TestKey.Ec(ECCurve.CreateFromValue("1.3.132.0.10")) }).AssertRefuses(FindingCode.KeyUnsupported);

    [Fact]
    public void Sha1_and_md5_signatures_are_refused()
    {
        Below(static t => t with { Hash = HashAlgorithmName.SHA1 }).AssertRefuses(FindingCode.CertificateAlgorithmUnsupported);
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=RSA root"), static t => t with { Key = TestKey.Rsa(3072) });
        IssuedCertificate md5 = Pki.IssueSigner(static t => t with { Hash = HashAlgorithmName.MD5 }, root);
        Judging.Validate(md5, [root], []).AssertRefuses(FindingCode.CertificateAlgorithmUnsupported);
        IssuedCertificate sha1 = Pki.IssueSigner(static t => t with { Hash = HashAlgorithmName.SHA1 });
        Pki.Validate(sha1).AssertRefuses(FindingCode.CertificateAlgorithmUnsupported);
    }

    [Fact]
    public void A_ca_without_a_name_is_refused()
    {
        IssuedCertificate ca = Pki.IssueCa(string.Empty);
        Judging.Validate(Pki.IssueSigner(issuer: ca), [Pki.Root], [ca]).AssertRefuses(FindingCode.CertificateProfile, FindingCode.CertificateProfile);
    }

    private static PathValidation Below(Func<CertificateTemplate, CertificateTemplate> change)
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Changed CA", change);
        return Judging.Validate(Pki.IssueSigner(issuer: ca), [Pki.Root], [ca]);
    }

    private static PathValidation BelowRoot(Func<CertificateTemplate, CertificateTemplate> change)
    {
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=Changed root"), change);
        return Judging.Validate(Pki.IssueSigner(issuer: root), [root], []);
    }
}
