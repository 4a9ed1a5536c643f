using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Tests;

/// <summary>What a certificate is to say. Start from <see cref="Ca"/> or <see cref="CodeSigner"/> and change one thing at a time.</summary>
internal sealed record CertificateTemplate
{
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";

    /// <summary>X.500 text, most specific part first: <c>CN=Signer, O=Acme</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>DER of the subject's Name; wins over <see cref="Subject"/>.</summary>
    public byte[]? SubjectDer { get; init; }

    /// <summary>DER of the issuer's Name; null takes the issuer's subject.</summary>
    public byte[]? IssuerDer { get; init; }

    /// <summary>Null makes a fresh P-256 key.</summary>
    public TestKey? Key { get; init; }

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public bool Pss { get; init; }

    public DateTimeOffset NotBefore { get; init; } = TestPki.ValidationTime.AddYears(-1);

    public DateTimeOffset NotAfter { get; init; } = TestPki.ValidationTime.AddYears(1);

    /// <summary>Writes GeneralizedTime where UTCTime belongs.</summary>
    public bool GeneralizedTimes { get; init; }

    /// <summary>Null leaves the extension out.</summary>
    public bool? IsCa { get; init; }

    public int? PathLength { get; init; }

    public bool BasicConstraintsCritical { get; init; } = true;

    /// <summary>Null leaves the extension out.</summary>
    public X509KeyUsageFlags? KeyUsage { get; init; }

    public bool KeyUsageCritical { get; init; } = true;

    /// <summary>Null leaves the extension out; empty writes an empty list.</summary>
    public ImmutableArray<string>? ExtendedKeyUsage { get; init; }

    public bool ExtendedKeyUsageCritical { get; init; }

    /// <summary>DER of GeneralNames, see <see cref="GeneralNames"/>; empty leaves the extension out.</summary>
    public ImmutableArray<byte[]> SubjectAlternativeNames { get; init; } = [];

    public ImmutableArray<TestExtension> Extensions { get; init; } = [];

    /// <summary>Subject and authority key identifiers.</summary>
    public bool KeyIdentifiers { get; init; } = true;

    /// <summary>Turns one bit of the signature.</summary>
    public bool CorruptSignature { get; init; }

    /// <summary>3 for v3.</summary>
    public int Version { get; init; } = 3;

    /// <summary>DER AlgorithmIdentifier inside the signed part; null takes the outer one.</summary>
    public byte[]? InnerSignatureAlgorithm { get; init; }

    /// <summary>Content octets of the serial number; null takes 16 random ones.</summary>
    public byte[]? SerialNumber { get; init; }

    /// <summary>A CA; as root when it is issued by nobody.</summary>
    public static CertificateTemplate Ca(string subject, int? pathLength = null) => new()
    {
        Subject = subject,
        IsCa = true,
        PathLength = pathLength,
        KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
    };

    public static CertificateTemplate CodeSigner(string subject) => new()
    {
        Subject = subject,
        IsCa = false,
        KeyUsage = X509KeyUsageFlags.DigitalSignature,
        ExtendedKeyUsage = [CodeSigning],
        SubjectAlternativeNames = [GeneralNames.Uri("https://plugins.example.test/acme")],
    };

    public static CertificateTemplate TimestampSigner(string subject) => new()
    {
        Subject = subject,
        IsCa = false,
        KeyUsage = X509KeyUsageFlags.DigitalSignature,
        ExtendedKeyUsage = [TimeStamping],
        ExtendedKeyUsageCritical = true,
    };

    /// <summary>Issues the certificate; without an issuer it signs itself.</summary>
    public IssuedCertificate Issue(IssuedCertificate? issuer = null)
    {
        TestKey key = Key ?? TestKey.P256();
        TestKey signer = issuer?.Key ?? key;
        byte[] subject = SubjectDer ?? new X500DistinguishedName(Subject).RawData;
        byte[] algorithm = signer.SignatureAlgorithm(Hash, Pss);
        byte[] tbs = WriteToBeSigned(key, signer, subject, IssuerDer ?? issuer?.SubjectDer ?? subject, algorithm);
        byte[] signature = signer.Sign(tbs, Hash, Pss);
        if (CorruptSignature)
        {
            signature[^1] ^= 1;
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(signature);
        }

        return new IssuedCertificate(writer.Encode(), key, subject);
    }

    private byte[] WriteToBeSigned(TestKey key, TestKey signer, byte[] subject, byte[] issuer, byte[] algorithm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (Version != 1)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteInteger(Version - 1);
                }
            }

            writer.WriteInteger(SerialNumber ?? RandomSerial());
            writer.WriteEncodedValue(InnerSignatureAlgorithm ?? algorithm);
            writer.WriteEncodedValue(issuer);
            using (writer.PushSequence())
            {
                WriteTime(writer, NotBefore, GeneralizedTimes);
                WriteTime(writer, NotAfter, GeneralizedTimes);
            }

            writer.WriteEncodedValue(subject);
            writer.WriteEncodedValue(key.SubjectPublicKeyInfo);
            WriteExtensions(writer, [.. AllExtensions(key, signer)]);
        }

        return writer.Encode();
    }

    private IEnumerable<TestExtension> AllExtensions(TestKey key, TestKey signer)
    {
        if (IsCa is { } ca)
        {
            yield return Of(new X509BasicConstraintsExtension(ca, PathLength is not null, PathLength ?? 0, BasicConstraintsCritical));
        }

        if (KeyUsage is { } usage)
        {
            yield return Of(new X509KeyUsageExtension(usage, KeyUsageCritical));
        }

        if (ExtendedKeyUsage is { } purposes)
        {
            OidCollection oids = [.. purposes.Select(static p => new Oid(p))];
            yield return Of(new X509EnhancedKeyUsageExtension(oids, ExtendedKeyUsageCritical));
        }

        if (!SubjectAlternativeNames.IsEmpty)
        {
            yield return new TestExtension(GeneralNames.SubjectAltName, false, GeneralNames.Sequence(SubjectAlternativeNames));
        }

        if (KeyIdentifiers)
        {
            X509SubjectKeyIdentifierExtension subject = new(SHA256.HashData(key.SubjectPublicKeyInfo).AsSpan(0, 20), critical: false);
            yield return Of(subject);
            yield return Of(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(SHA256.HashData(signer.SubjectPublicKeyInfo).AsSpan(0, 20)));
        }

        foreach (TestExtension extension in Extensions)
        {
            yield return extension;
        }
    }

    private static TestExtension Of(X509Extension extension) => new(extension.Oid!.Value!, extension.Critical, extension.RawData);

    private static void WriteExtensions(AsnWriter writer, TestExtension[] extensions)
    {
        if (extensions.Length == 0)
        {
            return;
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
        using (writer.PushSequence())
        {
            foreach (TestExtension extension in extensions)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid);
                    if (extension.Critical)
                    {
                        writer.WriteBoolean(value: true);
                    }

                    writer.WriteOctetString(extension.Value);
                }
            }
        }
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time, bool generalized)
    {
        if (!generalized && time.Year is >= 1950 and < 2050)
        {
            writer.WriteUtcTime(time);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    private static byte[] RandomSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
