using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Algorithms;

namespace PluginSign.Certificates.Revocation;

/// <summary>CertID (RFC 6960, 4.1.1): which certificate is asked or spoken about.</summary>
/// <param name="HashOid">The digest's identifier.</param>
/// <param name="IssuerNameHash">The digest of the issuer's name.</param>
/// <param name="IssuerKeyHash">The digest of the issuer's public key.</param>
/// <param name="Serial">The serial number's content octets.</param>
/// <remarks>
/// SHA-1 is what nearly every responder writes here (RFC 5019, 2.1.1). It only says which certificate is meant: the answer counts for nothing
/// unless the issuer of that very certificate has signed it, so a collision gains nobody anything.
/// </remarks>
internal sealed record OcspCertificateId(string HashOid, ReadOnlyMemory<byte> IssuerNameHash, ReadOnlyMemory<byte> IssuerKeyHash, ReadOnlyMemory<byte> Serial)
{
    public static OcspCertificateId Read(AsnReader reader)
    {
        AsnReader id = reader.ReadSequence();
        AsnReader algorithm = id.ReadSequence();
        string oid = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
        {
            algorithm.ReadNull();
        }

        algorithm.ThrowIfNotEmpty();
        OcspCertificateId read = new(oid, id.ReadOctetString(), id.ReadOctetString(), id.ReadIntegerBytes());
        id.ThrowIfNotEmpty();
        return read;
    }

    /// <summary>With SHA-1, for a request: other digests are answered by some responders only.</summary>
    public static void Write(AsnWriter writer, Certificate certificate, Certificate issuer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Sha1);
                writer.WriteNull();
            }

            writer.WriteOctetString(Hash(Oids.Sha1, certificate.IssuerName.Span));
            writer.WriteOctetString(Hash(Oids.Sha1, KeyBits(issuer)));
            writer.WriteInteger(certificate.SerialNumber.Span);
        }
    }

    public bool IsOf(Certificate certificate, Certificate issuer)
        => Serial.Span.SequenceEqual(certificate.SerialNumber.Span)
            && IssuerNameHash.Span.SequenceEqual(Hash(HashOid, certificate.IssuerName.Span))
            && IssuerKeyHash.Span.SequenceEqual(Hash(HashOid, KeyBits(issuer)));

    /// <summary>KeyHash ::= the SHA-1 of the responder's public key (RFC 6960, 4.2.1).</summary>
    public static bool IsKeyHash(ReadOnlySpan<byte> hash, Certificate certificate) => hash.SequenceEqual(Hash(Oids.Sha1, KeyBits(certificate)));

    private static byte[] Hash(string oid, ReadOnlySpan<byte> bytes) => oid switch
    {
        Oids.Sha1 => CryptographicOperations.HashData(HashAlgorithmName.SHA1, bytes),
        _ => DigestAlgorithms.FromOid(oid) is not DigestAlgorithm.None and var digest ? digest.Hash(bytes) : [],
    };

    // The BIT STRING's content, without tag, length and number of unused bits (RFC 6960, 4.1.1).
    private static byte[] KeyBits(Certificate certificate)
    {
        AsnReader info = DerReading.ReadOnlySequence(certificate.SubjectPublicKeyInfo);
        info.ReadEncodedValue();
        return info.ReadBitString(out _);
    }
}

/// <summary>A question for an OCSP responder.</summary>
public sealed class OcspRequest
{
    internal OcspRequest(Uri responder, ReadOnlyMemory<byte> body)
    {
        Responder = responder;
        Body = body;
    }

    /// <summary>Where to POST it, with the content type <c>application/ocsp-request</c>.</summary>
    public Uri Responder { get; }

    /// <summary>The DER OCSPRequest (RFC 6960, 4.1.1).</summary>
    public ReadOnlyMemory<byte> Body { get; }
}
