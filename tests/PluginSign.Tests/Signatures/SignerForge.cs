using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>Makes one SignerInfo with one fault at a time, without any code of the library's writer. What it says is always really signed unless told otherwise.</summary>
internal sealed record SignerForge
{
    public required IssuedCertificate Signer { get; init; }

    public byte[] Content { get; init; } = "content"u8.ToArray();

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public bool Pss { get; init; }

    public int Version { get; init; } = 1;

    public bool ByKeyIdentifier { get; init; }

    public byte[]? DigestAlgorithm { get; init; }

    public byte[]? SignatureAlgorithm { get; init; }

    /// <summary>Encoded attributes; null takes the usual ones, empty an empty set.</summary>
    public ImmutableArray<byte[]>? Attributes { get; init; }

    public bool NoAttributes { get; init; }

    public bool InOrder { get; init; } = true;

    /// <summary>Replaces the signature value.</summary>
    public byte[]? SignatureValue { get; init; }

    public byte[]? UnsignedAttributes { get; init; }

    public static byte[] Attribute(string oid, params byte[][] values) => Der.Seq(Der.Oid(oid), Der.Set(values));

    public static byte[] DigestOid(HashAlgorithmName hash) => Der.Oid(hash.Name switch
    {
        "MD5" => "1.2.840.113549.2.5",
        "SHA1" => "1.3.14.3.2.26",
        "SHA256" => "2.16.840.1.101.3.4.2.1",
        "SHA384" => "2.16.840.1.101.3.4.2.2",
        "SHA512" => "2.16.840.1.101.3.4.2.3",
        _ => throw new NotSupportedException(hash.Name),
    });

    /// <summary>ESS signing-certificate-v2 with the hash left at its default, or SHA-384 named.</summary>
    public static byte[] Ess(IssuedCertificate certificate, bool issuerSerial = true, byte[]? hash = null, bool sha384 = false)
    {
        byte[] issuer = Der.Seq(Der.Seq(Der.Tlv(0xA4, certificate.Certificate.IssuerName.ToArray())), Der.Tlv(0x02, certificate.Certificate.SerialNumber.ToArray()));
        byte[] value = hash ?? (sha384 ? SHA384.HashData(certificate.Der) : SHA256.HashData(certificate.Der));
        byte[][] algorithm = sha384 ? [Der.Seq(DigestOid(HashAlgorithmName.SHA384))] : [];
        byte[] id = Der.Seq([.. algorithm, Der.Octets(value), .. issuerSerial ? [issuer] : Array.Empty<byte[]>()]);
        return Attribute(CmsOids.SigningCertificateV2, Der.Seq(Der.Seq(id)));
    }

    public ImmutableArray<byte[]> UsualAttributes() =>
    [
        Attribute(CmsOids.ContentType, Der.Oid(CmsOids.IdData)),
        Attribute(CmsOids.MessageDigest, Der.Octets(CryptographicOperations.HashData(Hash, Content))),
        Attribute(CmsOids.SigningTime, Der.UtcTime(TestPki.ValidationTime)),
        Ess(Signer),
    ];

    public SignerForge Without(string oid) => this with { Attributes = [.. (Attributes ?? UsualAttributes()).Where(a => !IsOf(a, oid))] };

    public SignerForge With(params byte[][] attributes) => this with { Attributes = [.. Attributes ?? UsualAttributes(), .. attributes] };

    /// <summary>Puts another attribute of the type in the place of the usual one.</summary>
    public SignerForge Instead(string oid, params byte[][] values) => Without(oid).With(Attribute(oid, values));

    public byte[] Write()
    {
        byte[][] attributes = [.. Attributes ?? UsualAttributes()];
        attributes = InOrder ? Der.Sorted(attributes) : [.. Der.Sorted(attributes).Reverse()];
        byte[] toBeSigned = NoAttributes ? Content : Der.Tlv(0x31, attributes);
        return Der.Seq(
        [
            Der.Int(Version),
            Identifier(),
            DigestAlgorithm ?? Der.Seq(DigestOid(Hash)),
            .. NoAttributes ? Array.Empty<byte[]>() : [Der.Tlv(0xA0, attributes)],
            SignatureAlgorithm ?? Signer.Key.SignatureAlgorithm(Hash, Pss),
            Der.Octets(SignatureValue ?? Signer.Key.Sign(toBeSigned, Hash, Pss)),
            .. UnsignedAttributes is null ? Array.Empty<byte[]>() : [UnsignedAttributes],
        ]);
    }

    private static bool IsOf(byte[] attribute, string oid)
        => string.Equals(new AsnReader(attribute, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier(), oid, StringComparison.Ordinal);

    private byte[] Identifier() => ByKeyIdentifier
        ? Der.Tlv(0x80, SHA256.HashData(Signer.Key.SubjectPublicKeyInfo)[..20])
        : Der.Seq(Signer.Certificate.IssuerName.ToArray(), Der.Tlv(0x02, Signer.Certificate.SerialNumber.ToArray()));
}
