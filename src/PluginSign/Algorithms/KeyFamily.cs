namespace PluginSign.Algorithms;

/// <summary>The kinds of keys that can sign.</summary>
public enum KeyFamily
{
    /// <summary>No key.</summary>
    None = 0,

    /// <summary>ECDSA over P-256, P-384 or P-521 (FIPS 186-5).</summary>
    Ecdsa = 1,

    /// <summary>RSA (RFC 8017).</summary>
    Rsa = 2,

    /// <summary>Ed25519 (RFC 8032).</summary>
    Ed25519 = 3,

    /// <summary>ML-DSA-44 (FIPS 204), category 2: as hard to break as SHA-256.</summary>
    MlDsa44 = 4,

    /// <summary>ML-DSA-65 (FIPS 204), category 3: as hard to break as AES-192.</summary>
    MlDsa65 = 5,

    /// <summary>ML-DSA-87 (FIPS 204), category 5: as hard to break as AES-256.</summary>
    MlDsa87 = 6,
}
