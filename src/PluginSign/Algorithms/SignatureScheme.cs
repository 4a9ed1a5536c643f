using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PluginSign.Algorithms;

/// <summary>What an AlgorithmIdentifier of a signature says: the kind of key, the digest and, for RSA, the padding.</summary>
/// <param name="Family">The kind of key that makes such a signature.</param>
/// <param name="Digest">The digest that is signed; <see cref="DigestAlgorithm.None"/> for Ed25519 and ML-DSA, which take the message itself.</param>
/// <param name="IsPss">RSASSA-PSS rather than PKCS #1 v1.5; false for other families.</param>
public sealed record SignatureScheme(KeyFamily Family, DigestAlgorithm Digest, bool IsPss)
{
    /// <summary>PureEdDSA over edwards25519 (RFC 8410).</summary>
    public static SignatureScheme Ed25519 { get; } = new(KeyFamily.Ed25519, DigestAlgorithm.None, IsPss: false);

    /// <summary>Pure ML-DSA-44 with the empty context (RFC 9881, RFC 9882).</summary>
    public static SignatureScheme MlDsa44 { get; } = new(KeyFamily.MlDsa44, DigestAlgorithm.None, IsPss: false);

    /// <summary>Pure ML-DSA-65 with the empty context (RFC 9881, RFC 9882).</summary>
    public static SignatureScheme MlDsa65 { get; } = new(KeyFamily.MlDsa65, DigestAlgorithm.None, IsPss: false);

    /// <summary>Pure ML-DSA-87 with the empty context (RFC 9881, RFC 9882).</summary>
    public static SignatureScheme MlDsa87 { get; } = new(KeyFamily.MlDsa87, DigestAlgorithm.None, IsPss: false);

    internal RSASignaturePadding RsaPadding => IsPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    /// <summary>The name as it is printed, for a key of this kind: <c>ecdsa-p256-sha256</c>, <c>rsa-pss-sha256</c>, <c>rsa-pkcs1-sha256</c>, <c>ed25519</c>, <c>ml-dsa-65</c>.</summary>
    internal string Name(PublicKey key) => Family switch
    {
        KeyFamily.Ecdsa => $"ecdsa-{key.CurveName}-{Digest.Name()}",
        KeyFamily.Rsa => $"rsa-{(IsPss ? "pss" : "pkcs1")}-{Digest.Name()}",
        KeyFamily.Ed25519 => "ed25519",
        KeyFamily.MlDsa44 => "ml-dsa-44",
        KeyFamily.MlDsa65 => "ml-dsa-65",
        KeyFamily.MlDsa87 => "ml-dsa-87",
        KeyFamily.None => "none",
    };

    /// <summary>
    /// Reads the AlgorithmIdentifier that <paramref name="reader"/> stands on.
    /// </summary>
    /// <param name="reader">A DER reader; it moves past the identifier.</param>
    /// <param name="impliedDigest">In CMS, plain rsaEncryption takes its digest from the signer's digestAlgorithm (RFC 5754, 3.2); elsewhere none.</param>
    /// <param name="oid">The identifier, for the report.</param>
    /// <returns>The scheme, or null when the algorithm or its parameters are not supported.</returns>
    /// <exception cref="AsnContentException">The bytes are not an AlgorithmIdentifier.</exception>
    internal static SignatureScheme? Read(AsnReader reader, DigestAlgorithm impliedDigest, out string oid)
    {
        AsnReader identifier = reader.ReadSequence();
        oid = identifier.ReadObjectIdentifier();
        ReadOnlyMemory<byte> parameters = identifier.HasData ? identifier.ReadEncodedValue() : default;
        identifier.ThrowIfNotEmpty();

        return oid switch
        {
            Oids.EcdsaWithSha256 => Absent(parameters, KeyFamily.Ecdsa, DigestAlgorithm.Sha256),
            Oids.EcdsaWithSha384 => Absent(parameters, KeyFamily.Ecdsa, DigestAlgorithm.Sha384),
            Oids.EcdsaWithSha512 => Absent(parameters, KeyFamily.Ecdsa, DigestAlgorithm.Sha512),
            Oids.Sha256WithRsa => NullOrAbsent(parameters, DigestAlgorithm.Sha256),
            Oids.Sha384WithRsa => NullOrAbsent(parameters, DigestAlgorithm.Sha384),
            Oids.Sha512WithRsa => NullOrAbsent(parameters, DigestAlgorithm.Sha512),
            Oids.RsaEncryption when impliedDigest != DigestAlgorithm.None => NullOrAbsent(parameters, impliedDigest),
            Oids.RsaPss => ReadPss(parameters),
            Oids.Ed25519 => Absent(parameters, KeyFamily.Ed25519, DigestAlgorithm.None),
            Oids.MlDsa44 or Oids.MlDsa65 or Oids.MlDsa87 => Absent(parameters, MlDsa.FromOid(oid), DigestAlgorithm.None),
            _ => null,
        };
    }

    /// <summary>Whether the identifier names a signature over a digest with known collisions.</summary>
    internal static bool IsBroken(string oid)
        => oid is Oids.Sha1WithRsa or Oids.Md5WithRsa or Oids.Md2WithRsa or Oids.EcdsaWithSha1 or Oids.DsaWithSha1;

    /// <summary>Whether the identifier names the pre-hash variant of ML-DSA, which RFC 9881, 2 and RFC 9882, 3 leave out.</summary>
    internal static bool IsPreHashed(string oid) => oid is Oids.HashMlDsa44 or Oids.HashMlDsa65 or Oids.HashMlDsa87;

    /// <summary>The scheme of a key that takes the message itself; null for kinds of keys that sign a digest.</summary>
    internal static SignatureScheme? Pure(KeyFamily family) => family switch
    {
        KeyFamily.Ed25519 => Ed25519,
        KeyFamily.MlDsa44 => MlDsa44,
        KeyFamily.MlDsa65 => MlDsa65,
        KeyFamily.MlDsa87 => MlDsa87,
        KeyFamily.Ecdsa or KeyFamily.Rsa or KeyFamily.None => null,
    };

    /// <summary>Writes the AlgorithmIdentifier as RFC 5754, RFC 5758, RFC 4056, RFC 8410 and RFC 9881 want it.</summary>
    internal void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid());
            if (IsPss)
            {
                WritePss(writer, Digest);
            }
            else if (Family == KeyFamily.Rsa)
            {
                writer.WriteNull();
            }
        }
    }

    private string Oid() => (Family, IsPss, Digest) switch
    {
        (KeyFamily.Rsa, true, _) => Oids.RsaPss,
        (KeyFamily.Rsa, false, DigestAlgorithm.Sha256) => Oids.Sha256WithRsa,
        (KeyFamily.Rsa, false, DigestAlgorithm.Sha384) => Oids.Sha384WithRsa,
        (KeyFamily.Rsa, false, DigestAlgorithm.Sha512) => Oids.Sha512WithRsa,
        (KeyFamily.Ecdsa, _, DigestAlgorithm.Sha256) => Oids.EcdsaWithSha256,
        (KeyFamily.Ecdsa, _, DigestAlgorithm.Sha384) => Oids.EcdsaWithSha384,
        (KeyFamily.Ecdsa, _, DigestAlgorithm.Sha512) => Oids.EcdsaWithSha512,
        (KeyFamily.Ed25519, _, _) => Oids.Ed25519,
        (KeyFamily.MlDsa44 or KeyFamily.MlDsa65 or KeyFamily.MlDsa87, _, _) => MlDsa.Oid(Family),
        _ => throw new InvalidOperationException("a scheme without an identifier"),
    };

    // RFC 5758, 3.2, RFC 8410, 3 and RFC 9881, 2: parameters MUST be absent.
    private static SignatureScheme? Absent(ReadOnlyMemory<byte> parameters, KeyFamily family, DigestAlgorithm digest)
        => parameters.IsEmpty ? new SignatureScheme(family, digest, IsPss: false) : null;

    // RFC 4055, 5: parameters MUST be NULL, and absent ones are to be accepted.
    private static SignatureScheme? NullOrAbsent(ReadOnlyMemory<byte> parameters, DigestAlgorithm digest)
        => parameters.IsEmpty || parameters.Span.SequenceEqual((ReadOnlySpan<byte>)[0x05, 0x00])
            ? new SignatureScheme(KeyFamily.Rsa, digest, IsPss: false)
            : null;

    // RFC 4055, 3.1. Only the shape that RFC 8017 recommends: MGF1 over the same digest, salt as long as the digest, trailer 1.
    private static SignatureScheme? ReadPss(ReadOnlyMemory<byte> parameters)
        => ReadPssParameters(parameters, out int saltLength) is var digest && digest != DigestAlgorithm.None && saltLength == digest.Size()
            ? new SignatureScheme(KeyFamily.Rsa, digest, IsPss: true)
            : null;

    /// <summary>RSASSA-PSS-params (RFC 4055, 3.1): the digest, which MGF1 must use too; None when there are none, or others than are supported.</summary>
    internal static DigestAlgorithm ReadPssParameters(ReadOnlyMemory<byte> parameters, out int saltLength)
    {
        saltLength = 0;
        if (parameters.IsEmpty)
        {
            return DigestAlgorithm.None;
        }

        AsnReader outer = new(parameters, AsnEncodingRules.DER);
        AsnReader pss = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        DigestAlgorithm digest = ReadTaggedDigest(pss, 0);
        Asn1Tag maskTag = new(TagClass.ContextSpecific, 1, isConstructed: true);
        DigestAlgorithm mask = DigestAlgorithm.None;
        if (pss.HasData && pss.PeekTag() == maskTag)
        {
            AsnReader tagged = pss.ReadSequence(maskTag);
            AsnReader maskGeneration = tagged.ReadSequence();
            tagged.ThrowIfNotEmpty();
            if (maskGeneration.ReadObjectIdentifier() is Oids.Mgf1)
            {
                mask = ReadDigest(maskGeneration);
                maskGeneration.ThrowIfNotEmpty();
            }
        }

        saltLength = ReadTaggedInteger(pss, 2) ?? 20;
        int trailer = ReadTaggedInteger(pss, 3) ?? 1;
        pss.ThrowIfNotEmpty();
        return mask == digest && trailer == 1 ? digest : DigestAlgorithm.None;
    }

    private static DigestAlgorithm ReadTaggedDigest(AsnReader pss, int number)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, number, isConstructed: true);
        if (!pss.HasData || pss.PeekTag() != tag)
        {
            return DigestAlgorithm.None; // the default is SHA-1
        }

        AsnReader tagged = pss.ReadSequence(tag);
        DigestAlgorithm digest = ReadDigest(tagged);
        tagged.ThrowIfNotEmpty();
        return digest;
    }

    private static DigestAlgorithm ReadDigest(AsnReader reader)
    {
        AsnReader identifier = reader.ReadSequence();
        DigestAlgorithm digest = DigestAlgorithms.FromOid(identifier.ReadObjectIdentifier());
        if (identifier.HasData)
        {
            identifier.ReadNull();
        }

        identifier.ThrowIfNotEmpty();
        return digest;
    }

    private static int? ReadTaggedInteger(AsnReader pss, int number)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, number, isConstructed: true);
        if (!pss.HasData || pss.PeekTag() != tag)
        {
            return null;
        }

        AsnReader tagged = pss.ReadSequence(tag);
        int value = tagged.TryReadInt32(out int read) ? read : -1;
        if (value == -1)
        {
            tagged.ReadIntegerBytes();
        }

        tagged.ThrowIfNotEmpty();
        return value;
    }

    private static void WritePss(AsnWriter writer, DigestAlgorithm digest)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                WriteDigest(writer, digest);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Mgf1);
                WriteDigest(writer, digest);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                writer.WriteInteger(digest.Size());
            }
        }
    }

    private static void WriteDigest(AsnWriter writer, DigestAlgorithm digest)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(digest.Oid());
            writer.WriteNull();
        }
    }
}
