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
}
