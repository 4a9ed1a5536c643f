using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;

namespace PluginSign.Verification;

/// <summary>Proof that a file's bytes were verified. It has no public constructor: only <see cref="PluginVerifier"/> makes one.</summary>
/// <remarks>It proves what was read, and holds none of it: whoever reads the file again may read other bytes. Loaders take a <see cref="HeldPlugin"/>.</remarks>
public sealed class VerifiedPlugin
{
    internal VerifiedPlugin(string name, string? canonicalPath, ContentDigest digest, ImmutableArray<CertificationPath> signers)
    {
        Name = name;
        CanonicalPath = canonicalPath;
        Digest = digest;
        Signers = signers;
    }

    /// <summary>The path or name as the caller gave it.</summary>
    public string Name { get; }

    /// <summary>Where the file was when it was verified; null for bytes and streams. A name, not the bytes: whoever reads the file again must compare the digest.</summary>
    public string? CanonicalPath { get; }

    internal string FileName => Path.GetFileName(CanonicalPath ?? Name);

    /// <summary>SHA-256 of the bytes that were verified.</summary>
    public ContentDigest Digest { get; }

    /// <summary>The certification path of every trusted signer.</summary>
    public ImmutableArray<CertificationPath> Signers { get; }
}
