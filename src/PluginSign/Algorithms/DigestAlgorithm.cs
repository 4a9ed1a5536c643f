namespace PluginSign.Algorithms;

/// <summary>The digests that a signature may use (FIPS 180-4).</summary>
public enum DigestAlgorithm
{
    /// <summary>No digest; nothing is ever equal to it.</summary>
    None = 0,

    /// <summary>SHA-256, 32 bytes.</summary>
    Sha256 = 1,

    /// <summary>SHA-384, 48 bytes.</summary>
    Sha384 = 2,

    /// <summary>SHA-512, 64 bytes.</summary>
    Sha512 = 3,
}
