using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>
/// The certificate that the signer meant: the first ESSCertIDv2 of the signing-certificate-v2 attribute (RFC 5035, 3 and 4).
/// It is signed, so nobody can put another certificate of the same name and key in its place.
/// </summary>
internal sealed class EssCertificateId
{
    private static readonly Asn1Tag s_directoryName = new(TagClass.ContextSpecific, 4, isConstructed: true);

    private readonly DigestAlgorithm _algorithm;
    private readonly byte[] _hash;
    private readonly ReadOnlyMemory<byte> _issuer;
    private readonly ReadOnlyMemory<byte> _serial;

    private EssCertificateId(DigestAlgorithm algorithm, byte[] hash, ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial)
    {
        _algorithm = algorithm;
        _hash = hash;
        _issuer = issuer;
        _serial = serial;
    }

    /// <summary>Reads the attribute; null when it is absent (a note) or malformed (an error).</summary>
    public static EssCertificateId? Read(SignedAttributes attributes, List<Finding> findings)
    {
        ImmutableArray<CmsAttribute> all = attributes.All(CmsOids.SigningCertificateV2);
        if (all.IsEmpty)
        {
            bool hasOld = !attributes.All(CmsOids.SigningCertificate).IsEmpty;
            findings.Add(Finding.Note(
                FindingCode.SigningCertificateAbsent,
                "the signature does not say which certificate the signer meant",
                "a signing-certificate-v2 attribute (RFC 5035)",
                hasOld ? "only the older signing-certificate attribute, which rests on SHA-1" : "none"));
            return null;
        }

        try
        {
            return all.Length == 1 && all[0].Values.Length == 1
                ? ReadValue(all[0].Values[0])
                : throw new AsnContentException("more or fewer than one value");
        }
        catch (AsnContentException e)
        {
            findings.Add(Finding.Error(
                FindingCode.SigningCertificateMalformed,
                "the attribute that names the signer's certificate is malformed",
                "one signing-certificate-v2 value (RFC 5035, 3)",
                e.Message.TrimEnd('.')));
            return null;
        }
    }

    /// <summary>Whether this is the certificate that was meant.</summary>
    public bool Names(Certificate certificate)
        => CryptographicOperations.FixedTimeEquals(_algorithm.Hash(certificate.Encoded.Span), _hash)
            && (_issuer.IsEmpty || (_issuer.Span.SequenceEqual(certificate.IssuerName.Span) && _serial.Span.SequenceEqual(certificate.SerialNumber.Span)));

    /// <summary>The finding when it is not.</summary>
    public Finding Mismatch(Certificate certificate) => Finding.Error(
        FindingCode.SigningCertificateMismatch,
        "the signer meant another certificate than the one that is here",
        $"the certificate with {_algorithm.Name()} {Convert.ToHexStringLower(_hash)}",
        $"{_algorithm.Name()} {Convert.ToHexStringLower(_algorithm.Hash(certificate.Encoded.Span))}");

    // SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies SEQUENCE OF PolicyInformation OPTIONAL }
    internal static EssCertificateId ReadValue(ReadOnlyMemory<byte> value)
    {
        AsnReader outer = new(value, AsnEncodingRules.DER);
        AsnReader signingCertificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        AsnReader certificates = signingCertificate.ReadSequence();
        EssCertificateId first = ReadId(certificates.ReadSequence());
        while (certificates.HasData)
        {
            ReadId(certificates.ReadSequence()); // those of the issuers: the path is judged by its own rules
        }

        if (signingCertificate.HasData)
        {
            signingCertificate.ReadSequence();
        }

        signingCertificate.ThrowIfNotEmpty();
        return first;
    }

    // ESSCertIDv2 ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier DEFAULT {sha256}, certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }
    private static EssCertificateId ReadId(AsnReader id)
    {
        DigestAlgorithm algorithm = DigestAlgorithm.Sha256;
        if (id.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            DigestIdentifier named = DigestIdentifier.Read(id.ReadSequence());
            algorithm = named.Algorithm != DigestAlgorithm.None ? named.Algorithm : throw new AsnContentException($"unsupported hash algorithm {named.Oid}");
        }

        byte[] hash = id.ReadOctetString();
        if (hash.Length != algorithm.Size())
        {
            throw new AsnContentException($"{hash.Length} bytes of {algorithm.Name()}");
        }

        (ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial) = id.HasData ? ReadIssuerSerial(id.ReadSequence()) : default;
        id.ThrowIfNotEmpty();
        return new EssCertificateId(algorithm, hash, issuer, serial);
    }

    // IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber CertificateSerialNumber }; one directoryName, RFC 5035, 4.
    private static (ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> Serial) ReadIssuerSerial(AsnReader issuerSerial)
    {
        AsnReader names = issuerSerial.ReadSequence();
        AsnReader directoryName = names.ReadSequence(s_directoryName);
        names.ThrowIfNotEmpty();
        ReadOnlyMemory<byte> issuer = directoryName.ReadEncodedValue();
        directoryName.ThrowIfNotEmpty();
        ReadOnlyMemory<byte> serial = issuerSerial.ReadIntegerBytes();
        issuerSerial.ThrowIfNotEmpty();
        return (issuer, serial);
    }
}
