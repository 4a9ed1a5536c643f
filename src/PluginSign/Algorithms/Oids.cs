namespace PluginSign.Algorithms;

/// <summary>Object identifiers of digests, keys and signatures, with the document that assigns each.</summary>
internal static class Oids
{
    // FIPS 180-4 digests (RFC 5754) and the broken ones, which are known in order to be named.
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";
    public const string Sha1 = "1.3.14.3.2.26";
    public const string Md5 = "1.2.840.113549.2.5";
    public const string Md4 = "1.2.840.113549.2.4";
    public const string Md2 = "1.2.840.113549.2.2";

    // Keys: RFC 8017, RFC 5480, RFC 8410.
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string Ed25519 = "1.3.101.112";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string NistP256 = "1.2.840.10045.3.1.7";
    public const string NistP384 = "1.3.132.0.34";
    public const string NistP521 = "1.3.132.0.35";

    // Key and signature in one: RFC 9881, 2 (ML-DSA). The pre-hash variant has identifiers of its own (RFC 9881, 2: not to be used), known in order to be named.
    public const string MlDsa44 = "2.16.840.1.101.3.4.3.17";
    public const string MlDsa65 = "2.16.840.1.101.3.4.3.18";
    public const string MlDsa87 = "2.16.840.1.101.3.4.3.19";
    public const string HashMlDsa44 = "2.16.840.1.101.3.4.3.32";
    public const string HashMlDsa65 = "2.16.840.1.101.3.4.3.33";
    public const string HashMlDsa87 = "2.16.840.1.101.3.4.3.34";

    // Signatures: RFC 8017 (RSA), RFC 5758 (ECDSA).
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string Mgf1 = "1.2.840.113549.1.1.8";
    public const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    public const string Sha384WithRsa = "1.2.840.113549.1.1.12";
    public const string Sha512WithRsa = "1.2.840.113549.1.1.13";
    public const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    public const string EcdsaWithSha384 = "1.2.840.10045.4.3.3";
    public const string EcdsaWithSha512 = "1.2.840.10045.4.3.4";

    // Signatures over broken digests.
    public const string Md5WithRsa = "1.2.840.113549.1.1.4";
    public const string Md2WithRsa = "1.2.840.113549.1.1.2";
    public const string Sha1WithRsa = "1.2.840.113549.1.1.5";
    public const string EcdsaWithSha1 = "1.2.840.10045.4.1";
    public const string DsaWithSha1 = "1.2.840.10040.4.3";
}
