using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>An X.509 certificate (RFC 5280, 4.1), parsed once. Parsing trusts nothing: what the fields mean is judged by <c>PathValidator</c>.</summary>
/// <remarks>Immutable and safe for several threads.</remarks>
public sealed class Certificate
{
    private readonly Lazy<Answer<PublicKey>> _publicKey;
    private readonly Lazy<RefusalIdentity> _refusalIdentity;

    private Certificate(ReadOnlyMemory<byte> encoded)
    {
        AsnReader certificate = DerReading.ReadOnlySequence(encoded);
        Encoded = encoded;
        ToBeSigned = certificate.PeekEncodedValue();
        AsnReader tbs = certificate.ReadSequence();
        ReadOnlyMemory<byte> outerAlgorithm = certificate.PeekEncodedValue();
        (SignatureScheme, SignatureAlgorithmOid) = In("signatureAlgorithm", certificate, static r => (SignatureScheme.Read(r, DigestAlgorithm.None, out string oid), oid));
        (Signature, int unused) = In("signatureValue", certificate, static r => (r.ReadBitString(out int bits), bits));
        certificate.ThrowIfNotEmpty();
        if (unused != 0)
        {
            throw new AsnContentException("the signature's bit string has unused bits");
        }

        Version = In("version", tbs, ReadVersion);
        SerialNumber = In("serialNumber", tbs, static r => r.ReadIntegerBytes());
        ThrowIfAlgorithmsDiffer(outerAlgorithm, In("signature", tbs, static r => r.ReadEncodedValue()));
        IssuerDistinguishedName = In("issuer", tbs, DistinguishedName.Read);
        AsnReader validity = In("validity", tbs, static r => r.ReadSequence());
        HasUnusualTimes = In("notBefore", validity, static r => IsUnusualTime(r.PeekEncodedValue()));
        NotBefore = In("notBefore", validity, ReadTime);
        HasUnusualTimes |= In("notAfter", validity, static r => IsUnusualTime(r.PeekEncodedValue()));
        NotAfter = In("notAfter", validity, ReadTime);
        validity.ThrowIfNotEmpty();
        SubjectDistinguishedName = In("subject", tbs, DistinguishedName.Read);
        SubjectPublicKeyInfo = In("subjectPublicKeyInfo", tbs, static r => r.ReadEncodedValue());
        HasUniqueIdentifiers = tbs.HasData && tbs.PeekTag().TagValue is 1 or 2;
        Extensions = In("extensions", tbs, r => ReadExtensions(r, Version));
        Known = KnownExtensions.Read(Extensions);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(encoded.Span));
        IsSelfIssued = SubjectDistinguishedName.IsEqualTo(IssuerDistinguishedName);
        IsDevelopment = DevelopmentMark.IsOn(SubjectDistinguishedName);
        _refusalIdentity = new Lazy<RefusalIdentity>(() => new RefusalIdentity(this));
        _publicKey = new Lazy<Answer<PublicKey>>(() => Algorithms.PublicKey.ReadIn(SubjectPublicKeyInfo, Encoded));
    }

    /// <summary>The whole certificate's DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The subject as text, most specific part first: <c>CN=…, O=…</c>. May be hostile text.</summary>
    public string Subject => SubjectDistinguishedName.Text;

    /// <summary>The issuer as text, most specific part first. May be hostile text.</summary>
    public string Issuer => IssuerDistinguishedName.Text;

    /// <summary>Lowercase hex SHA-256 of the DER.</summary>
    public string Fingerprint { get; }

    /// <summary>First instant at which the certificate is valid.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Last instant at which the certificate is valid, inclusive (RFC 5280, 4.1.2.5).</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>Whether the subject carries the mark of a development CA: see <see cref="DevelopmentMark"/>.</summary>
    public bool IsDevelopment { get; }

    internal ReadOnlyMemory<byte> ToBeSigned { get; }

    /// <summary>How the certificate is signed; null when the algorithm or its parameters are not supported.</summary>
    internal SignatureScheme? SignatureScheme { get; }

    internal string SignatureAlgorithmOid { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    /// <summary>1, 2 or 3.</summary>
    internal int Version { get; }

    /// <summary>The serial number's content octets, two's complement, as encoded.</summary>
    internal ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>The DER of the issuer's Name.</summary>
    internal ReadOnlyMemory<byte> IssuerName => IssuerDistinguishedName.Encoded;

    /// <summary>The DER of the subject's Name.</summary>
    internal ReadOnlyMemory<byte> SubjectName => SubjectDistinguishedName.Encoded;

    /// <summary>A GeneralizedTime where RFC 5280, 4.1.2.5 wants UTCTime, or one with fractions of a second.</summary>
    internal bool HasUnusualTimes { get; }

    /// <summary>issuerUniqueID or subjectUniqueID, which conforming CAs do not write (RFC 5280, 4.1.2.8).</summary>
    internal bool HasUniqueIdentifiers { get; }

    internal DistinguishedName SubjectDistinguishedName { get; }

    internal DistinguishedName IssuerDistinguishedName { get; }

    /// <summary>Subject and issuer are one name (RFC 5280, 3.2): a CA's certificate for a key of its own.</summary>
    internal bool IsSelfIssued { get; }

    /// <summary>The DER of the SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    internal IReadOnlyList<CertificateExtension> Extensions { get; }

    internal KnownExtensions Known { get; }

    /// <summary>The subject key identifier (RFC 5280, 4.2.1.2); empty when there is none.</summary>
    internal ReadOnlyMemory<byte> SubjectKeyIdentifier => Known.SubjectKeyIdentifier;

    /// <summary>The public key, when its kind and size are acceptable.</summary>
    internal Answer<PublicKey> PublicKey => _publicKey.Value;

    /// <summary>What it is when it is to be refused.</summary>
    internal RefusalIdentity RefusalIdentity => _refusalIdentity.Value;

    /// <summary>Reads exactly one DER certificate: nothing before it, nothing after it.</summary>
    public static Answer<Certificate> Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.CertificateBytes)
        {
            return Malformed($"{der.Length} bytes, more than {Limits.CertificateBytes}");
        }

        try
        {
            // A copy: the caller's array may change after it was judged.
            return Answers.Passed(new Certificate(der.ToArray()));
        }
        catch (AsnContentException e)
        {
            return Malformed(e.Message);
        }
    }

    private static Answer<Certificate> Malformed(string actual) => Answers.Refused<Certificate>(Finding.Error(
        FindingCode.CertificateMalformed, "the certificate is malformed", "an X.509 certificate in DER (RFC 5280, 4.1)", actual));

    // Which field it was: whoever has to mend a certificate of many extensions wants to know.
    internal static T In<T>(string field, AsnReader reader, Func<AsnReader, T> read)
    {
        try
        {
            return read(reader);
        }
        catch (AsnContentException e)
        {
            throw new AsnContentException($"{field}: {e.Message}", e);
        }
    }

    // RFC 5280, 4.1.2.1: v1 is the default, and DER leaves a default out.
    private static int ReadVersion(AsnReader tbs)
    {
        Asn1Tag versionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
        if (tbs.PeekTag() != versionTag)
        {
            return 1;
        }

        AsnReader tagged = tbs.ReadSequence(versionTag);
        if (!tagged.TryReadInt32(out int version) || version is not (1 or 2))
        {
            throw new AsnContentException("the version is neither v1, v2 nor v3");
        }

        tagged.ThrowIfNotEmpty();
        return version + 1;
    }

    // RFC 5280, 4.1.1.2: the algorithm that is signed and the one beside the signature must be the same.
    private static void ThrowIfAlgorithmsDiffer(ReadOnlyMemory<byte> outer, ReadOnlyMemory<byte> inner)
    {
        if (!outer.Span.SequenceEqual(inner.Span))
        {
            throw new AsnContentException("the signature algorithms inside and outside the signed part differ");
        }
    }

    private static DateTimeOffset ReadTime(AsnReader validity)
        => validity.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? validity.ReadUtcTime() : validity.ReadGeneralizedTime();

    // YYYYMMDDHHMMSSZ and nothing else, from 2050 on.
    private static bool IsUnusualTime(ReadOnlyMemory<byte> encoded)
        => encoded.Span[0] == 0x18 && (encoded.Length != 17 || encoded.Span.Slice(2, 4).SequenceCompareTo("2050"u8) < 0);

    private static List<CertificateExtension> ReadExtensions(AsnReader tbs, int version)
    {
        List<CertificateExtension> extensions = [];
        Asn1Tag extensionsTag = new(TagClass.ContextSpecific, 3, isConstructed: true);
        for (int uniqueId = 1; uniqueId <= 2 && tbs.HasData; uniqueId++)
        {
            Asn1Tag tag = new(TagClass.ContextSpecific, uniqueId);
            if (version >= 2 && tbs.PeekTag() == tag)
            {
                tbs.ReadBitString(out _, tag); // issuerUniqueID, subjectUniqueID (4.1.2.8)
            }
        }

        if (!tbs.HasData)
        {
            return extensions;
        }

        AsnReader tagged = tbs.ReadSequence(extensionsTag);
        tbs.ThrowIfNotEmpty();
        AsnReader list = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        if (version != 3 || !list.HasData)
        {
            throw new AsnContentException("extensions in a certificate that is not v3, or an empty list of them (RFC 5280, 4.1.2.9)");
        }

        while (list.HasData)
        {
            if (extensions.Count == Limits.Extensions)
            {
                throw new AsnContentException("more extensions than the cap");
            }

            AsnReader extension = list.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool critical = extension.ReadDefaultFalse();
            extensions.Add(new CertificateExtension(oid, critical, extension.ReadOctetString()));
            extension.ThrowIfNotEmpty();
        }

        return extensions;
    }
}
