using System.Security.Cryptography;

namespace PluginSign.Algorithms;

/// <summary>Names, sizes and object identifiers of the digests.</summary>
public static class DigestAlgorithms
{
    /// <summary>The name as it is printed: <c>sha256</c>, <c>sha384</c>, <c>sha512</c>.</summary>
    public static string Name(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => "sha256",
        DigestAlgorithm.Sha384 => "sha384",
        DigestAlgorithm.Sha512 => "sha512",
        DigestAlgorithm.None => "none",
    };

    /// <summary>The digest's length in bytes.</summary>
    public static int Size(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => 32,
        DigestAlgorithm.Sha384 => 48,
        DigestAlgorithm.Sha512 => 64,
        DigestAlgorithm.None => 0,
    };

    internal static string Oid(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => Oids.Sha256,
        DigestAlgorithm.Sha384 => Oids.Sha384,
        DigestAlgorithm.Sha512 => Oids.Sha512,
        DigestAlgorithm.None => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>.NET's name of the digest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is <see cref="DigestAlgorithm.None"/>.</exception>
    public static HashAlgorithmName HashName(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        DigestAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        DigestAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        DigestAlgorithm.None => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>The digest of a few bytes in memory. Files are hashed as streams, by <c>PluginImage</c>.</summary>
    internal static byte[] Hash(this DigestAlgorithm algorithm, ReadOnlySpan<byte> bytes)
        => CryptographicOperations.HashData(algorithm.HashName(), bytes);

    internal static DigestAlgorithm FromOid(string oid) => oid switch
    {
        Oids.Sha256 => DigestAlgorithm.Sha256,
        Oids.Sha384 => DigestAlgorithm.Sha384,
        Oids.Sha512 => DigestAlgorithm.Sha512,
        _ => DigestAlgorithm.None,
    };

    /// <summary>Whether the identifier is that of a digest with known collisions: these have their own code.</summary>
    internal static bool IsBroken(string oid) => oid is Oids.Sha1 or Oids.Md5 or Oids.Md4 or Oids.Md2;
}
