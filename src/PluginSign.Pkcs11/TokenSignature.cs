using System.Formats.Asn1;
using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using PluginSign.Algorithms;

namespace PluginSign.Pkcs11;

/// <summary>The mechanisms that sign, what they take and what they give. Digests are made here: a token sees a few bytes, whatever is signed.</summary>
internal static class TokenSignature
{
    /// <summary>The mechanism and its input for the data; the caller disposes the mechanism.</summary>
    public static (IMechanism Mechanism, byte[] Input) Prepare(Pkcs11InteropFactories factories, SignatureScheme scheme, ReadOnlySpan<byte> data)
    {
        byte[] digest = CryptographicOperations.HashData(scheme.Digest.HashName(), data);
        if (scheme.Family == KeyFamily.Ecdsa)
        {
            return (factories.MechanismFactory.Create(CKM.CKM_ECDSA), digest);
        }

        if (!scheme.IsPss)
        {
            return (factories.MechanismFactory.Create(CKM.CKM_RSA_PKCS), DigestInfo(scheme.Digest, digest));
        }

        // RFC 8017, 9.1: MGF1 over the same digest, salt as long as the digest, as this project verifies it.
        (CKM hash, CKG mask) = scheme.Digest switch
        {
            DigestAlgorithm.Sha256 => (CKM.CKM_SHA256, CKG.CKG_MGF1_SHA256),
            DigestAlgorithm.Sha384 => (CKM.CKM_SHA384, CKG.CKG_MGF1_SHA384),
            DigestAlgorithm.Sha512 => (CKM.CKM_SHA512, CKG.CKG_MGF1_SHA512),
            DigestAlgorithm.None => throw new ArgumentException("the scheme has no digest", nameof(scheme)),
        };
        return (factories.MechanismFactory.Create(
            CKM.CKM_RSA_PKCS_PSS,
            factories.MechanismParamsFactory.CreateCkRsaPkcsPssParams((ulong)hash, (ulong)mask, (ulong)scheme.Digest.Size())), digest);
    }

    /// <summary>PKCS #11 gives r and s side by side (v2.40, 2.3.1); certificates and CMS want them in DER (RFC 3279, 2.2.3).</summary>
    /// <exception cref="CryptographicException">The token gave something else.</exception>
    public static byte[] EcdsaToDer(byte[] signature, int curveBits)
    {
        int half = (curveBits + 7) / 8;
        if (signature.Length != 2 * half)
        {
            throw new CryptographicException("the token gave an ECDSA signature of a wrong length");
        }

        ReadOnlySpan<byte> r = signature.AsSpan(0, half).TrimStart((byte)0);
        ReadOnlySpan<byte> s = signature.AsSpan(half).TrimStart((byte)0);
        if (r.IsEmpty || s.IsEmpty)
        {
            throw new CryptographicException("the token gave an ECDSA signature with a zero in it");
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(r);
            writer.WriteIntegerUnsigned(s);
        }

        return writer.Encode();
    }

    // RFC 8017, 9.2: CKM_RSA_PKCS pads what it is given, and what it is given is a DigestInfo.
    private static byte[] DigestInfo(DigestAlgorithm algorithm, byte[] digest)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm switch
                {
                    DigestAlgorithm.Sha256 => "2.16.840.1.101.3.4.2.1",
                    DigestAlgorithm.Sha384 => "2.16.840.1.101.3.4.2.2",
                    DigestAlgorithm.Sha512 => "2.16.840.1.101.3.4.2.3",
                    DigestAlgorithm.None => throw new ArgumentOutOfRangeException(nameof(algorithm)),
                });
                writer.WriteNull();
            }

            writer.WriteOctetString(digest);
        }

        return writer.Encode();
    }
}
