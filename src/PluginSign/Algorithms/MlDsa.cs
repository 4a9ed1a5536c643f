using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace PluginSign.Algorithms;

/// <summary>
/// ML-DSA (FIPS 204) as RFC 9881 and RFC 9882 use it: the pure variant with the empty context. Each parameter set is an algorithm of its own, with an
/// identifier and sizes of its own, so that a key or signature of one can never pass for another's.
/// </summary>
internal static class MlDsa
{
    /// <summary>Bytes of the seed that a private key is made from (FIPS 204, 5.1).</summary>
    public const int SeedBytes = 32;

    public static IReadOnlyList<KeyFamily> Families { get; } = [KeyFamily.MlDsa44, KeyFamily.MlDsa65, KeyFamily.MlDsa87];

    public static KeyFamily FromOid(string oid) => oid switch
    {
        Oids.MlDsa44 => KeyFamily.MlDsa44,
        Oids.MlDsa65 => KeyFamily.MlDsa65,
        Oids.MlDsa87 => KeyFamily.MlDsa87,
        _ => KeyFamily.None,
    };

    public static string Oid(KeyFamily family) => family switch
    {
        KeyFamily.MlDsa44 => Oids.MlDsa44,
        KeyFamily.MlDsa65 => Oids.MlDsa65,
        KeyFamily.MlDsa87 => Oids.MlDsa87,
        _ => throw NotMlDsa(family),
    };

    // FIPS 204, table 2.
    public static int PublicKeyBytes(KeyFamily family) => family switch
    {
        KeyFamily.MlDsa44 => 1312,
        KeyFamily.MlDsa65 => 1952,
        KeyFamily.MlDsa87 => 2592,
        _ => throw NotMlDsa(family),
    };

    public static int ExpandedKeyBytes(KeyFamily family) => family switch
    {
        KeyFamily.MlDsa44 => 2560,
        KeyFamily.MlDsa65 => 4032,
        KeyFamily.MlDsa87 => 4896,
        _ => throw NotMlDsa(family),
    };

    public static int SignatureBytes(KeyFamily family) => family switch
    {
        KeyFamily.MlDsa44 => 2420,
        KeyFamily.MlDsa65 => 3309,
        KeyFamily.MlDsa87 => 4627,
        _ => throw NotMlDsa(family),
    };

    public static MLDsaParameters Parameters(KeyFamily family) => family switch
    {
        KeyFamily.MlDsa44 => MLDsaParameters.ml_dsa_44,
        KeyFamily.MlDsa65 => MLDsaParameters.ml_dsa_65,
        KeyFamily.MlDsa87 => MLDsaParameters.ml_dsa_87,
        _ => throw NotMlDsa(family),
    };

    /// <summary>RFC 9882, 3.3: the digest must be as strong as the parameter set; SHA-512 goes with all of them.</summary>
    public static bool Suits(KeyFamily family, DigestAlgorithm digest) => digest >= LeastDigest(family);

    /// <summary>The weakest digest that may go with the parameter set.</summary>
    public static DigestAlgorithm LeastDigest(KeyFamily family) => family switch
    {
        KeyFamily.MlDsa44 => DigestAlgorithm.Sha256,
        KeyFamily.MlDsa65 => DigestAlgorithm.Sha384,
        KeyFamily.MlDsa87 => DigestAlgorithm.Sha512,
        _ => throw NotMlDsa(family),
    };

    /// <summary>Any bytes of the right length are a public key: every one of them decodes (FIPS 204, algorithm 23).</summary>
    public static MLDsaPublicKeyParameters Import(KeyFamily family, byte[] publicKey) => MLDsaPublicKeyParameters.FromEncoding(Parameters(family), publicKey);

    /// <summary>FIPS 204, algorithm 3, with the empty context.</summary>
    public static bool Verify(KeyFamily family, MLDsaPublicKeyParameters key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes(family))
        {
            return false;
        }

        MLDsaSigner verifier = new(Parameters(family), deterministic: true);
        verifier.Init(forSigning: false, key);
        verifier.BlockUpdate(data);
        return verifier.VerifySignature(signature.ToArray());
    }

    /// <summary>FIPS 204, algorithm 2, hedged with fresh randomness, with the empty context.</summary>
    public static byte[] Sign(MLDsaPrivateKeyParameters key, ReadOnlySpan<byte> data)
    {
        MLDsaSigner signer = new(key.Parameters, deterministic: false);
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(data);
        return signer.GenerateSignature();
    }

    private static ArgumentOutOfRangeException NotMlDsa(KeyFamily family) => new(nameof(family), family, "not a parameter set of ML-DSA");
}
