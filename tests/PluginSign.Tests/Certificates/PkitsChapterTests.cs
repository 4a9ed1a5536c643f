using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>
/// The chapters of NIST's PKITS in small, so that their rules are tested where the suite is not at hand: 4.1 signatures, 4.2 validity, 4.3 names, 4.5 and 4.6
/// self-issued certificates and path lengths, 4.7 key usage, 4.13 name constraints, 4.16 private extensions. 4.8 to 4.12 are <see cref="CertificatePolicyTests"/>.
/// </summary>
public sealed class PkitsChapterTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void Chapter_4_1_signatures()
    {
        IssuedCertificate badCa = Pki.IssueCa("CN=Bad CA", static t => t with { CorruptSignature = true });
        Judging.Validate(Pki.IssueSigner(issuer: badCa), [Pki.Root], [badCa], Judging.Any).AssertRefuses(FindingCode.CertificateSignatureInvalid);
        Pki.Validate(Pki.IssueSigner(static t => t with { CorruptSignature = true }), Judging.Any).AssertRefuses(FindingCode.CertificateSignatureInvalid);
    }

    [Theory]
    [InlineData(true)] // parameters of its own
    [InlineData(false)] // parameters that it inherits from its issuer (RFC 3279, 2.3.2)
    public void Chapter_4_1_DSA_is_refused_with_its_own_reason(bool parameters)
    {
        byte[] certificate = Rewritten(Pki.Signer, DsaKey(parameters));
        Assert.True(Certificate.Read(certificate).TryGetValue(out Certificate? read));
        PathValidation validation = new PathValidator([Pki.Root.Certificate], [Pki.Intermediate.Certificate]).ValidateAllowingRevoked(read, [], TestPki.ValidationTime, Judging.Any);
        Assert.Contains(validation.Answer.Findings, static f => f is { Code: FindingCode.KeyUnsupported, Severity: Severity.Error } && f.Actual!.StartsWith("DSA", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2048, false, false)]
    [InlineData(2052, false, true)]
    [InlineData(2052, true, false)]
    public void An_RSA_key_of_an_odd_size_is_refused_unless_it_is_allowed(int bits, bool allowed, bool refused)
    {
        Assert.True(Certificate.Read(Rewritten(Pki.Signer, RsaKey(bits))).TryGetValue(out Certificate? read));
        PathRequirements requirements = Judging.Any with { Keys = new KeyRequirements { AllowOddRsaSizes = allowed } };
        PathValidation validation = new PathValidator([Pki.Root.Certificate], [Pki.Intermediate.Certificate]).ValidateAllowingRevoked(read, [], TestPki.ValidationTime, requirements);
        Assert.Equal(refused, validation.Answer.Findings.Any(static f => f is { Code: FindingCode.KeyNotAllowed }));
    }

    [Theory]
    [InlineData("1950-01-01T12:01:00Z", "2030-01-01T00:00:00Z", false, null)] // UTCTime before 2000
    [InlineData("1998-01-01T00:00:00Z", "1999-01-01T00:00:00Z", false, FindingCode.CertificateExpired)]
    [InlineData("2002-01-01T00:00:00Z", "2030-01-01T00:00:00Z", true, null)] // GeneralizedTime before 2050
    [InlineData("2002-01-01T00:00:00Z", "2050-01-01T00:00:00Z", false, null)]
    [InlineData("2047-01-01T00:00:00Z", "2049-01-01T00:00:00Z", false, FindingCode.CertificateNotYetValid)]
    public void Chapter_4_2_validity(string from, string until, bool generalized, FindingCode? code)
    {
        IssuedCertificate signer = Pki.IssueSigner(t => t with { NotBefore = Time(from), NotAfter = Time(until), GeneralizedTimes = generalized });
        PathValidation validation = Pki.Validate(signer, Judging.Any);
        if (code is { } expected)
        {
            validation.AssertRefuses(expected);
            return;
        }

        validation.AssertPasses();
        PathValidation strict = Pki.Validate(signer, Judging.Any with { Strict = true });
        Assert.Equal(!generalized, strict.Answer.Passed);
    }

    [Theory]
    [InlineData("Name CA", "Name CA", true)]
    [InlineData("Name CA", "  Name   CA ", true)] // white space
    [InlineData("Name CA", "nAmE cA", true)] // capitals
    [InlineData("Name CA", "NameCA", false)]
    [InlineData("Name CA", "Name CB", false)]
    public void Chapter_4_3_names_chain(string subject, string issuer, bool chains)
    {
        foreach (UniversalTagNumber type in (UniversalTagNumber[])[UniversalTagNumber.PrintableString, UniversalTagNumber.UTF8String])
        {
            IssuedCertificate ca = Pki.IssueCa("CN=x", t => t with { SubjectDer = Name(UniversalTagNumber.PrintableString, subject) });
            IssuedCertificate signer = Pki.IssueSigner(t => t with { IssuerDer = Name(type, issuer) }, ca);
            Assert.Equal(chains, Judging.Validate(signer, [Pki.Root], [ca]).Answer.Passed);
        }
    }

    [Fact]
    public void Chapter_4_3_the_order_of_relative_names_counts()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=A, O=B");
        Judging.Validate(Pki.IssueSigner(static t => t with { IssuerDer = new X500DistinguishedName("O=B, CN=A").RawData }, ca), [Pki.Root], [ca])
            .AssertRefuses(FindingCode.NoPathToAnchor);
    }

    [Fact]
    public void Chapter_4_6_self_issued_certificates_and_path_lengths()
    {
        // pathLen 0, a self-issued one, and then another CA: one too many, whatever the self-issued one says.
        IssuedCertificate zero = Pki.IssueCa("CN=Zero", static t => t with { PathLength = 0 });
        IssuedCertificate self = TestPki.Issue(CertificateTemplate.Ca("CN=Zero", pathLength: 6), issuer: zero);
        IssuedCertificate below = Pki.IssueCa("CN=Below", issuer: self);
        Judging.Validate(Pki.IssueSigner(issuer: self), [Pki.Root], [zero, self]).AssertPasses();
        Judging.Validate(Pki.IssueSigner(issuer: below), [Pki.Root], [zero, self, below]).AssertRefuses(FindingCode.PathTooLong);

        // pathLen 6, 1, 0: the least counts, wherever it stands.
        IssuedCertificate six = Pki.IssueCa("CN=Six", static t => t with { PathLength = 6 });
        IssuedCertificate one = Pki.IssueCa("CN=One", static t => t with { PathLength = 1 }, six);
        IssuedCertificate two = Pki.IssueCa("CN=Two", static t => t with { PathLength = 0 }, one);
        IssuedCertificate three = Pki.IssueCa("CN=Three", static t => t with { PathLength = 6 }, two);
        Judging.Validate(Pki.IssueSigner(issuer: two), [Pki.Root], [six, one, two]).AssertPasses();
        Judging.Validate(Pki.IssueSigner(issuer: three), [Pki.Root], [six, one, two, three]).AssertRefuses(FindingCode.PathTooLong);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Chapter_4_7_key_usage_counts_critical_or_not(bool critical)
    {
        IssuedCertificate ca = Pki.IssueCa("CN=No signing", t => t with { KeyUsage = X509KeyUsageFlags.CrlSign, KeyUsageCritical = critical });
        Judging.Validate(Pki.IssueSigner(issuer: ca), [Pki.Root], [ca], Judging.Any).AssertRefuses(FindingCode.KeyUsageMismatch);
    }

    [Fact]
    public void Chapter_4_13_names_of_self_issued_certificates_are_exempt_but_the_end_entitys_are_not()
    {
        TestExtension constraints = GeneralNames.Constraints(permitted: [GeneralNames.Directory("OU=Permitted, O=Acme")]);
        IssuedCertificate ca = Pki.IssueCa("CN=Constraining", t => t with { Extensions = [constraints] });
        IssuedCertificate self = TestPki.Issue(CertificateTemplate.Ca("CN=Constraining"), issuer: ca);
        IssuedCertificate inside = Pki.IssueSigner(static t => t with { Subject = "CN=S, OU=Permitted, O=Acme" }, self);
        Judging.Validate(inside, [Pki.Root], [ca, self], Judging.Any).AssertPasses();
        IssuedCertificate selfIssued = Pki.IssueSigner(static t => t with { Subject = "CN=Constraining" }, self);
        Judging.Validate(selfIssued, [Pki.Root], [ca, self], Judging.Any).AssertRefuses(FindingCode.NameConstraintViolated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Chapter_4_16_private_extensions(bool critical)
    {
        PathValidation validation = Pki.Validate(Pki.IssueSigner(t => t with { Extensions = [new TestExtension("2.16.840.1.101.2.1.12.2", critical, [5, 0])] }), Judging.Any);
        Assert.Equal(!critical, validation.Answer.Passed);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Name(UniversalTagNumber type, string commonName)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.5.4.3");
            writer.WriteCharacterString(type, commonName);
        }

        return writer.Encode();
    }

    // A key nobody will use: what matters is that it is recognized.
    private static byte[] DsaKey(bool parameters)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10040.4.1");
                if (parameters)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteInteger(23);
                        writer.WriteInteger(11);
                        writer.WriteInteger(4);
                    }
                }
            }

            writer.WriteBitString([2, 1, 8]);
        }

        return writer.Encode();
    }

    // .NET makes no key of an odd size, so this is no product of primes; nobody signs with it.
    private static byte[] RsaKey(int bits)
    {
        byte[] modulus = [.. bits % 8 == 0 ? [] : (byte[])[(byte)((1 << (bits % 8)) - 1)], .. Enumerable.Repeat((byte)0xff, bits / 8)];
        AsnWriter key = new(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(modulus);
            key.WriteInteger(65537);
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.1");
                writer.WriteNull();
            }

            writer.WriteBitString(key.Encode());
        }

        return writer.Encode();
    }

    // The same certificate with another key, signed by nobody.
    private static byte[] Rewritten(IssuedCertificate issued, byte[] key)
    {
        AsnReader certificate = new AsnReader(issued.Der, AsnEncodingRules.DER).ReadSequence();
        AsnReader fields = certificate.ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                while (fields.HasData)
                {
                    ReadOnlyMemory<byte> field = fields.ReadEncodedValue();
                    writer.WriteEncodedValue(field.Span.SequenceEqual(issued.Key.SubjectPublicKeyInfo) ? key : field.Span);
                }
            }

            writer.WriteEncodedValue(certificate.ReadEncodedValue().Span);
            writer.WriteEncodedValue(certificate.ReadEncodedValue().Span);
        }

        return writer.Encode();
    }
}
