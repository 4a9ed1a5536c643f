using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>One fault in the signer's certificate at a time. Where .NET's chain accepts, that is the reason for the check.</summary>
public sealed class EndEntityRefusalTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void An_expired_signer_is_refused()
        => Refuse(static t => t with { NotAfter = TestPki.ValidationTime.AddSeconds(-1) }, FindingCode.CertificateExpired);

    [Fact]
    public void A_signer_from_the_future_is_refused()
        => Refuse(static t => t with { NotBefore = TestPki.ValidationTime.AddSeconds(1) }, FindingCode.CertificateNotYetValid);

    [Fact]
    public void A_signer_without_extended_key_usage_is_refused_where_the_platform_accepts()
        => Refuse(static t => t with { ExtendedKeyUsage = null }, FindingCode.ExtendedKeyUsageMissing, platformAccepts: true);

    [Fact]
    public void A_signer_with_anyExtendedKeyUsage_alone_is_refused()
        => Refuse(static t => t with { ExtendedKeyUsage = [CertificateTemplate.AnyExtendedKeyUsage] }, FindingCode.ExtendedKeyUsageMismatch);

    [Fact]
    public void A_tls_server_certificate_is_refused()
    {
        IssuedCertificate server = Pki.IssueSigner(static t => t with { ExtendedKeyUsage = [CertificateTemplate.ServerAuth] });
        Finding finding = Pki.Validate(server).AssertRefuses(FindingCode.ExtendedKeyUsageMismatch);
        Assert.Equal("serverAuth", finding.Actual);
        Assert.Contains("codeSigning", finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signer_without_key_usage_is_refused_where_the_platform_accepts()
        => Refuse(static t => t with { KeyUsage = null }, FindingCode.KeyUsageMissing, platformAccepts: true);

    [Fact]
    public void A_signer_whose_key_is_not_for_signatures_is_refused()
        => Refuse(static t => t with { KeyUsage = X509KeyUsageFlags.KeyEncipherment }, FindingCode.KeyUsageMismatch);

    [Fact]
    public void A_ca_as_signer_is_refused_where_the_platform_accepts()
    {
        const X509KeyUsageFlags Usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign;
        Func<CertificateTemplate, CertificateTemplate> change = static t => t with { IsCa = true, KeyUsage = Usage };
        IssuedCertificate ca = Pki.IssueSigner(change, Pki.Root);
        Judging.Validate(ca, [Pki.Root], []).AssertRefuses(FindingCode.EndEntityIsCa);
        Assert.True(Judging.PlatformAccepts(ca, [Pki.Root], []));
        Judging.Validate(ca, [Pki.Root], [], Judging.Any).AssertPasses();
    }

    [Fact]
    public void The_anchor_as_signer_is_refused()
    {
        IssuedCertificate self = TestPki.Issue(CertificateTemplate.CodeSigner("CN=Self-signed signer"));
        Finding finding = Judging.Validate(self, [self], [], Judging.Any).AssertRefuses(FindingCode.AnchorIsEndEntity); // whatever the purpose
        Assert.Contains("nothing was verified", finding.Message, StringComparison.Ordinal);
        Judging.Validate(self, [self], []).AssertRefuses(FindingCode.AnchorIsEndEntity);
        Assert.True(Judging.PlatformAccepts(self, [self], []));
        Judging.Validate(Pki.Signer, [Pki.Signer, Pki.Root], [Pki.Intermediate]).AssertRefuses(FindingCode.AnchorIsEndEntity);
        IssuedCertificate again = TestPki.Issue(CertificateTemplate.CodeSigner("CN=Self-signed signer") with { Key = self.Key });
        Judging.Validate(again, [self], []).AssertRefuses(FindingCode.AnchorIsEndEntity);
        Judging.Validate(Pki.TimestampSigner, [Pki.TimestampSigner], [], Judging.TimeStamping).AssertRefuses(FindingCode.AnchorIsEndEntity);
    }

    [Fact]
    public void A_self_signed_signer_is_refused()
        => Judging.Validate(TestPki.Issue(CertificateTemplate.CodeSigner("CN=Self-signed signer")), [Pki.Root], [Pki.Intermediate])
            .AssertRefuses(FindingCode.NoPathToAnchor);

    [Fact]
    public void An_unknown_critical_extension_is_refused_and_one_that_is_not_critical_is_not()
    {
        Refuse(static t => t with { Extensions = [new TestExtension("1.3.6.1.4.1.99999.1", true, [5, 0])] }, FindingCode.UnknownCriticalExtension);
        Pki.Validate(Pki.IssueSigner(static t => t with { Extensions = [new TestExtension("1.3.6.1.4.1.99999.1", false, [5, 0])] })).AssertPasses();
    }

    [Fact]
    public void Policy_constraints_of_the_signer_itself_count()
        => Refuse(static t => t with { Extensions = [new TestExtension("2.5.29.36", true, [0x30, 0x03, 0x80, 0x01, 0x00])] }, FindingCode.NoValidPolicy);

    [Fact]
    public void A_version_1_signer_is_refused()
        => Refuse(
            static t => t with { Version = 1, IsCa = null, KeyUsage = null, ExtendedKeyUsage = null, SubjectAlternativeNames = [], KeyIdentifiers = false },
            FindingCode.CertificateProfile,
            FindingCode.KeyUsageMissing,
            FindingCode.ExtendedKeyUsageMissing);

    [Fact]
    public void An_rsa_key_of_1024_bits_is_refused_and_2048_warns()
    {
        Refuse(static t => t with { Key = TestKey.Rsa(1024) }, FindingCode.KeyTooSmall);
        PathValidation small = Pki.Validate(Pki.IssueSigner(static t => t with { Key = TestKey.Rsa(2048) }));
        small.AssertPasses();
        Finding warning = Assert.Single(small.Answer.Findings);
        Assert.Equal((FindingCode.KeySmall, Severity.Warning), (warning.Code, warning.Severity));
    }

    [Fact]
    public void Every_fault_of_a_signer_is_named_at_once()
        => Refuse(
            static t => t with { KeyUsage = null, ExtendedKeyUsage = null, NotAfter = TestPki.ValidationTime.AddDays(-1) },
            FindingCode.CertificateExpired,
            FindingCode.KeyUsageMissing,
            FindingCode.ExtendedKeyUsageMissing);

    [Fact]
    public void A_timestamp_signer_is_accepted_for_timestamps_and_refused_for_code()
    {
        Pki.Validate(Pki.TimestampSigner, Judging.TimeStamping).AssertPasses();
        Pki.Validate(Pki.TimestampSigner).AssertRefuses(FindingCode.ExtendedKeyUsageMismatch);
        Pki.Validate(Pki.Signer, Judging.TimeStamping).AssertRefuses(FindingCode.ExtendedKeyUsageMismatch);
    }

    [Fact]
    public void A_timestamp_signer_must_be_for_timestamps_alone_and_say_so_critically_RFC_3161_2_3()
    {
        RefuseTimestamp(static t => t with { ExtendedKeyUsageCritical = false }, FindingCode.ExtendedKeyUsageMismatch);
        RefuseTimestamp(
            static t => t with { ExtendedKeyUsage = [CertificateTemplate.TimeStamping, CertificateTemplate.CodeSigning] }, FindingCode.ExtendedKeyUsageMismatch);
        RefuseTimestamp(static t => t with { ExtendedKeyUsage = null }, FindingCode.ExtendedKeyUsageMissing);
        RefuseTimestamp(
            static t => t with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment }, FindingCode.KeyUsageMismatch);
        RefuseTimestamp(static t => t with { IsCa = true }, FindingCode.EndEntityIsCa);
        Pki.Validate(TestPki.Issue(CertificateTemplate.TimestampSigner("CN=TSA"), static t => t with { KeyUsage = null }, Pki.Intermediate), Judging.TimeStamping)
            .AssertPasses();
    }

    [Fact]
    public void With_any_purpose_an_extended_key_usage_is_read_as_RFC_5280_reads_it()
    {
        PathRequirements signing = Judging.Any with { ExtendedKeyUsage = CertificateTemplate.CodeSigning };
        Pki.Validate(Pki.IssueSigner(static t => t with { ExtendedKeyUsage = null, KeyUsage = null }), signing).AssertPasses();
        Pki.Validate(Pki.IssueSigner(static t => t with { ExtendedKeyUsage = [CertificateTemplate.AnyExtendedKeyUsage] }), signing).AssertPasses();
        Pki.Validate(Pki.TimestampSigner, signing).AssertRefuses(FindingCode.ExtendedKeyUsageMismatch);
        Pki.Validate(Pki.TimestampSigner, Judging.Any).AssertPasses();
    }

    private static void Refuse(Func<CertificateTemplate, CertificateTemplate> change, params FindingCode[] codes)
        => Pki.Validate(Pki.IssueSigner(change)).AssertRefuses(codes);

    private static void Refuse(Func<CertificateTemplate, CertificateTemplate> change, FindingCode code, bool platformAccepts)
    {
        IssuedCertificate signer = Pki.IssueSigner(change);
        Pki.Validate(signer).AssertRefuses(code);
        Assert.Equal(platformAccepts, Judging.PlatformAccepts(signer, [Pki.Root], [Pki.Intermediate]));
    }

    private static void RefuseTimestamp(Func<CertificateTemplate, CertificateTemplate> change, FindingCode code)
        => Pki.Validate(TestPki.Issue(CertificateTemplate.TimestampSigner("CN=TSA"), change, Pki.Intermediate), Judging.TimeStamping).AssertRefuses(code);
}
