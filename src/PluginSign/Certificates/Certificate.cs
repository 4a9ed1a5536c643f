using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Findings;
using X500DistinguishedName = System.Security.Cryptography.X509Certificates.X500DistinguishedName;

namespace PluginSign.Certificates;

/// <summary>An X.509 certificate (RFC 5280, 4.1), parsed once. Parsing trusts nothing: what the fields mean is judged by <c>PathValidator</c>.</summary>
/// <remarks>Immutable and safe for several threads.</remarks>
public sealed class Certificate
{
    private readonly Lazy<Checked<PublicKey>> _publicKey;

    private Certificate(ReadOnlyMemory<byte> encoded, AsnReader certificate)
    {
        Encoded = encoded;
        ToBeSigned = certificate.PeekEncodedValue();
        AsnReader tbs = certificate.ReadSequence();
        SignatureAlgorithm = certificate.ReadEncodedValue();
        Signature = certificate.ReadBitString(out int unused);
        certificate.ThrowIfNotEmpty();
        if (unused != 0)
        {
            throw new AsnContentException("the signature's bit string has unused bits");
        }

        Asn1Tag versionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
        if (tbs.PeekTag() == versionTag)
        {
            AsnReader version = tbs.ReadSequence(versionTag);
            Version = version.TryReadInt32(out int number) ? number + 1 : throw new AsnContentException("the version is out of range");
            version.ThrowIfNotEmpty();
        }

        SerialNumber = tbs.ReadIntegerBytes();
        InnerSignatureAlgorithm = tbs.ReadEncodedValue();
        IssuerName = tbs.ReadEncodedValue();
        AsnReader validity = tbs.ReadSequence();
        NotBefore = ReadTime(validity);
        NotAfter = ReadTime(validity);
        validity.ThrowIfNotEmpty();
        SubjectName = tbs.ReadEncodedValue();
        SubjectPublicKeyInfo = tbs.ReadEncodedValue();
        Extensions = ReadExtensions(tbs);
        Subject = new X500DistinguishedName(SubjectName.Span).Name;
        Issuer = new X500DistinguishedName(IssuerName.Span).Name;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(encoded.Span));
        _publicKey = new Lazy<Checked<PublicKey>>(() => Algorithms.PublicKey.Read(SubjectPublicKeyInfo));
    }

    /// <summary>The whole certificate's DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The subject as text, most specific part first: <c>CN=…, O=…</c>. May be hostile text.</summary>
    public string Subject { get; }

    /// <summary>The issuer as text, most specific part first. May be hostile text.</summary>
    public string Issuer { get; }

    /// <summary>Lowercase hex SHA-256 of the DER.</summary>
    public string Fingerprint { get; }

    /// <summary>First instant at which the certificate is valid.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Last instant at which the certificate is valid, inclusive (RFC 5280, 4.1.2.5).</summary>
    public DateTimeOffset NotAfter { get; }

    internal ReadOnlyMemory<byte> ToBeSigned { get; }

    internal ReadOnlyMemory<byte> SignatureAlgorithm { get; }

    internal ReadOnlyMemory<byte> InnerSignatureAlgorithm { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    internal int Version { get; } = 1;

    /// <summary>The serial number's content octets, two's complement, as encoded.</summary>
    internal ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>The DER of the issuer's Name.</summary>
    internal ReadOnlyMemory<byte> IssuerName { get; }

    /// <summary>The DER of the subject's Name.</summary>
    internal ReadOnlyMemory<byte> SubjectName { get; }

    internal ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    internal IReadOnlyList<CertificateExtension> Extensions { get; }

    /// <summary>The public key, when its kind and size are acceptable.</summary>
    internal Checked<PublicKey> PublicKey => _publicKey.Value;

    /// <summary>Reads exactly one DER certificate: nothing before it, nothing after it.</summary>
    public static Checked<Certificate> Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.CertificateBytes)
        {
            return Malformed($"{der.Length} bytes, more than {Limits.CertificateBytes}");
        }

        try
        {
            AsnReader outer = new(der, AsnEncodingRules.DER);
            AsnReader certificate = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            return CheckedAnswers.Passed(new Certificate(der, certificate));
        }
        catch (AsnContentException e)
        {
            return Malformed(e.Message);
        }
        catch (CryptographicException e)
        {
            return Malformed(e.Message);
        }
    }

    private static Checked<Certificate> Malformed(string actual) => CheckedAnswers.Refused<Certificate>(Finding.Error(
        FindingCode.CertificateMalformed, "the certificate is malformed", "an X.509 certificate in DER (RFC 5280, 4.1)", actual));

    private static DateTimeOffset ReadTime(AsnReader validity)
        => validity.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? validity.ReadUtcTime() : validity.ReadGeneralizedTime();

    private static List<CertificateExtension> ReadExtensions(AsnReader tbs)
    {
        List<CertificateExtension> extensions = [];
        Asn1Tag extensionsTag = new(TagClass.ContextSpecific, 3, isConstructed: true);
        while (tbs.HasData && tbs.PeekTag() != extensionsTag)
        {
            tbs.ReadEncodedValue(); // issuerUniqueID, subjectUniqueID
        }

        if (!tbs.HasData)
        {
            return extensions;
        }

        AsnReader tagged = tbs.ReadSequence(extensionsTag);
        tbs.ThrowIfNotEmpty();
        AsnReader list = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        while (list.HasData)
        {
            if (extensions.Count == Limits.Extensions)
            {
                throw new AsnContentException("more extensions than the cap");
            }

            AsnReader extension = list.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            extensions.Add(new CertificateExtension(oid, critical, extension.ReadOctetString()));
            extension.ThrowIfNotEmpty();
        }

        return extensions;
    }
}
