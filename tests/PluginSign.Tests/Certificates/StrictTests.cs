using System.Security.Cryptography.X509Certificates;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>RFC 5280, section 4, and the requirements on keys: each rule refuses, and refuses only when it is asked for.</summary>
public sealed class StrictTests
{
    private static readonly TestPki Pki = TestPki.Create();

    private static readonly PathRequirements Strict = Judging.CodeSigning with { Strict = true };

    [Fact]
    public void A_careful_CA_passes() => Pki.Validate(Pki.Signer, Strict).AssertPasses();

    [Theory]
    [InlineData("00")]
    [InlineData("ff")]
    [InlineData("010203040506070809101112131415161718192021")]
    public void Serial_numbers(string hex) => Refuses(t => t with { SerialNumber = Convert.FromHexString(hex) });

    [Fact]
    public void Key_identifiers_that_are_missing()
    {
        Refuses(static t => t with { KeyIdentifiers = false });
        IssuedCertificate ca = Pki.IssueCa("CN=Nameless key", static t => t with { KeyIdentifiers = false });
        Judging.Validate(Pki.IssueSigner(issuer: ca), [Pki.Root], [ca]).AssertPasses();
        Judging.Validate(Pki.IssueSigner(issuer: ca), [Pki.Root], [ca], Strict).AssertRefuses(FindingCode.CertificateProfile, FindingCode.CertificateProfile);
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.1.1", false, "3000")] // no access description
    [InlineData("1.3.6.1.5.5.7.1.1", false, "0500")]
    [InlineData("2.5.29.36", false, "3003800100")] // policy constraints: not critical, and not a CA
    [InlineData("2.5.29.33", true, "3010300e06055a0304050606055a03040507")] // mappings are for CAs
    public void Extensions_of_the_signer(string oid, bool critical, string hex)
    {
        TestExtension extension = new(oid, critical, Convert.FromHexString(hex));
        Func<CertificateTemplate, CertificateTemplate> change = t => t with { Extensions = [extension] };
        Assert.Contains(FindingCode.CertificateProfile, Pki.Validate(Pki.IssueSigner(change), Strict).Answer.Findings.Select(static f => f.Code));
    }

    [Fact]
    public void What_only_a_CA_may_have()
    {
        Refuses(static t => t with { Extensions = [GeneralNames.Constraints(permitted: [GeneralNames.Dns("example.test")])] });
        Refuses(static t => t with { KeyUsage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign });
    }

    [Fact]
    public void An_empty_subject_needs_a_critical_name_in_its_place()
        => Refuses(static t => t with { Subject = string.Empty });

    [Fact]
    public void A_CA_that_is_careless()
    {
        RefusesCa(static t => t with { BasicConstraintsCritical = false });
        RefusesCa(static t => t with { KeyUsage = null });
        RefusesCa(static t => t with { Extensions = [GeneralNames.Constraints(permitted: [GeneralNames.Dns("example.test")]) with { Critical = false }] });
        RefusesCa(static t => t with { Extensions = [Policies.Constraints(explicitPolicy: 5, critical: false)] });
        RefusesCa(static t => t with { Extensions = [Policies.InhibitAny(1, critical: false)] });
    }

    [Fact]
    public void A_careless_intermediate_is_passed_by_when_there_is_another()
    {
        TestKey key = TestKey.P256();
        IssuedCertificate careless = Pki.IssueCa("CN=Both", t => t with { Key = key, BasicConstraintsCritical = false });
        IssuedCertificate careful = Pki.IssueCa("CN=Both", t => t with { Key = key });
        CertificationPath path = Judging.Validate(Pki.IssueSigner(issuer: careful), [Pki.Root], [careless, careful], Strict).AssertPasses();
        Assert.Equal(careful.Certificate.Fingerprint, path.Certificates[1].Fingerprint);
    }

    [Fact]
    public void Keys_and_digests_that_are_not_allowed()
    {
        Keys(new KeyRequirements { Families = [KeyFamily.Rsa] }).AssertRefuses(FindingCode.KeyNotAllowed, FindingCode.KeyNotAllowed, FindingCode.KeyNotAllowed);
        Keys(new KeyRequirements { Families = [KeyFamily.Ecdsa], Digests = [DigestAlgorithm.Sha256, DigestAlgorithm.Sha384] }).AssertPasses();
        Keys(new KeyRequirements { Digests = [DigestAlgorithm.Sha384] }).AssertRefuses(FindingCode.KeyNotAllowed, FindingCode.KeyNotAllowed);
        IssuedCertificate rsa = Pki.IssueSigner(static t => t with { Key = TestKey.Rsa(2048) });
        Pki.Validate(rsa).AssertPasses();
        Pki.Validate(rsa, Judging.CodeSigning with { Keys = new KeyRequirements { RsaBitsLeast = 3072 } }).AssertRefuses(FindingCode.KeyNotAllowed);
    }

    private static PathValidation Keys(KeyRequirements keys) => Pki.Validate(Pki.Signer, Judging.CodeSigning with { Keys = keys });

    private static void Refuses(Func<CertificateTemplate, CertificateTemplate> change)
    {
        IssuedCertificate signer = Pki.IssueSigner(change);
        Pki.Validate(signer).AssertPasses();
        Pki.Validate(signer, Strict).AssertRefuses(FindingCode.CertificateProfile);
    }

    private static void RefusesCa(Func<CertificateTemplate, CertificateTemplate> change)
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Careless", change);
        IssuedCertificate signer = Pki.IssueSigner(static t => t with { SubjectAlternativeNames = [] }, ca);
        Judging.Validate(signer, [Pki.Root], [ca]).AssertPasses();
        Judging.Validate(signer, [Pki.Root], [ca], Strict).AssertRefuses(FindingCode.CertificateProfile);
    }
}
