using PluginSign.Algorithms;

namespace PluginSign.Signing;

/// <summary>How to sign.</summary>
public sealed record SigningOptions
{
    /// <summary>The digest of content and signature; SHA-256 unless told. Ed25519 and ML-DSA always take SHA-512 (RFC 8419, 3.1; RFC 9882, 3.3).</summary>
    public DigestAlgorithm Digest { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>For RSA keys: RSASSA-PSS rather than PKCS #1 v1.5. Other keys pass it over.</summary>
    public bool UsePss { get; init; } = true;

    /// <summary>The time that the signature claims; whole seconds are kept. The library has no clock.</summary>
    public required DateTimeOffset SigningTime { get; init; }
}
