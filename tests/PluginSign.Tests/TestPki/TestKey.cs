using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace PluginSign.Tests;

/// <summary>A private key in memory that can sign certificates and anything else.</summary>
internal sealed class TestKey
{
    private static readonly ConcurrentDictionary<int, TestKey> RsaKeys = new();

    private TestKey(AsymmetricAlgorithm? key, Ed25519PrivateKeyParameters? ed25519, byte[] subjectPublicKeyInfo, byte[] pkcs8, MlDsaTestKey? mlDsa = null)
    {
        MlDsaKey = mlDsa;
        Key = key;
        Ed25519Key = ed25519;
        SubjectPublicKeyInfo = subjectPublicKeyInfo;
        Pkcs8 = pkcs8;
    }

    /// <summary>An <see cref="ECDsa"/> or <see cref="RSA"/>; null for Ed25519 and ML-DSA.</summary>
    public AsymmetricAlgorithm? Key { get; }

    public Ed25519PrivateKeyParameters? Ed25519Key { get; }

    public MlDsaTestKey? MlDsaKey { get; }

    public byte[] SubjectPublicKeyInfo { get; }

    public byte[] Pkcs8 { get; }

    public string Pem => PemEncoding.WriteString("PRIVATE KEY", Pkcs8);

    public static TestKey P256() => Ec(ECCurve.NamedCurves.nistP256);

    public static TestKey P384() => Ec(ECCurve.NamedCurves.nistP384);

    public static TestKey P521() => Ec(ECCurve.NamedCurves.nistP521);

    public static TestKey Ec(ECCurve curve) => Of(ECDsa.Create(curve));

    /// <summary>The same P-256 key, its curve written out in explicit parameters (CVE-2020-0601).</summary>
    public static TestKey ExplicitP256()
    {
        using ECDsa named = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Of(ECDsa.Create(named.ExportExplicitParameters(includePrivateParameters: true)));
    }

    /// <summary>One key a size for the whole run: making one takes long.</summary>
    public static TestKey Rsa(int bits) => RsaKeys.GetOrAdd(bits, static b => FreshRsa(b));

    /// <summary>An RSA key whose identifier says RSASSA-PSS (RFC 4055, 1.2), bound to these parameters; empty binds it to none.</summary>
    public static TestKey RsaPss(int bits, byte[] parameters)
    {
        TestKey plain = Rsa(bits);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.10");
                if (parameters.Length > 0)
                {
                    writer.WriteEncodedValue(parameters);
                }
            }

            writer.WriteBitString(((RSA)plain.Key!).ExportRSAPublicKey());
        }

        return new TestKey(plain.Key, null, writer.Encode(), plain.Pkcs8);
    }

    public static TestKey FreshRsa(int bits) => Of(RSA.Create(bits));

    public static TestKey Ed25519()
    {
        Ed25519PrivateKeyParameters key = new(new SecureRandom());
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.101.112");
            }

            writer.WriteBitString(key.GeneratePublicKey().GetEncoded());
        }

        return new TestKey(null, key, writer.Encode(), PrivateKeyInfoFactory.CreatePrivateKeyInfo(key).GetDerEncoded());
    }

    /// <summary>ML-DSA-44, 65 or 87; with a context or pre-hashed, in order to be refused.</summary>
    public static TestKey MlDsa(int set, string context = "", bool preHash = false)
    {
        MlDsaTestKey key = MlDsaTestKey.Create(set, context, preHash);
        return new TestKey(null, null, key.SubjectPublicKeyInfo(), key.Pkcs8(), key);
    }

    /// <summary>The ML-DSA key of a seed of 32 bytes.</summary>
    public static TestKey MlDsaOf(int set, byte[] seed)
    {
        MlDsaTestKey key = MlDsaTestKey.Of(set, seed);
        return new TestKey(null, null, key.SubjectPublicKeyInfo(), key.Pkcs8(), key);
    }

    public byte[] Sign(ReadOnlySpan<byte> data, HashAlgorithmName hash, bool pss = false)
    {
        switch (Key)
        {
            case ECDsa ecdsa:
                return ecdsa.SignData(data, hash, DSASignatureFormat.Rfc3279DerSequence);
            case RSA rsa:
                return rsa.SignData(data.ToArray(), hash, pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
            case null when MlDsaKey is not null:
                return MlDsaKey.Sign(data);
            default:
                Ed25519Signer signer = new();
                signer.Init(forSigning: true, Ed25519Key);
                signer.BlockUpdate(data);
                return signer.GenerateSignature();
        }
    }

    /// <summary>The DER AlgorithmIdentifier of what <see cref="Sign"/> makes; SHA-1 and MD5 too, in order to be refused.</summary>
    public byte[] SignatureAlgorithm(HashAlgorithmName hash, bool pss = false)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        if (pss)
        {
            new PluginSign.Algorithms.SignatureScheme(Algorithms.KeyFamily.Rsa, Digest(hash), IsPss: true).Write(writer);
            return writer.Encode();
        }

        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier((Key, hash.Name) switch
            {
                (ECDsa, "SHA1") => "1.2.840.10045.4.1",
                (ECDsa, "SHA256") => "1.2.840.10045.4.3.2",
                (ECDsa, "SHA384") => "1.2.840.10045.4.3.3",
                (ECDsa, "SHA512") => "1.2.840.10045.4.3.4",
                (RSA, "MD5") => "1.2.840.113549.1.1.4",
                (RSA, "SHA1") => "1.2.840.113549.1.1.5",
                (RSA, "SHA256") => "1.2.840.113549.1.1.11",
                (RSA, "SHA384") => "1.2.840.113549.1.1.12",
                (RSA, "SHA512") => "1.2.840.113549.1.1.13",
                (null, _) => MlDsaKey?.Oid ?? "1.3.101.112",
                _ => throw new NotSupportedException(hash.Name),
            });
            if (Key is RSA)
            {
                writer.WriteNull();
            }
        }

        return writer.Encode();
    }

    private static Algorithms.DigestAlgorithm Digest(HashAlgorithmName hash) => hash.Name switch
    {
        "SHA384" => Algorithms.DigestAlgorithm.Sha384,
        "SHA512" => Algorithms.DigestAlgorithm.Sha512,
        _ => Algorithms.DigestAlgorithm.Sha256,
    };

    private static TestKey Of(AsymmetricAlgorithm key) => new(key, null, key.ExportSubjectPublicKeyInfo(), key.ExportPkcs8PrivateKey());
}
