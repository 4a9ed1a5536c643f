using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;

namespace PluginSign.Verification;

/// <summary>Proof that bytes were verified. It has no public constructor: only <c>PluginVerifier</c> makes one, and loaders take nothing else.</summary>
public sealed class VerifiedPlugin
{
    internal VerifiedPlugin(string canonicalPath, ContentDigest digest, ImmutableArray<CertificationPath> signers)
    {
        CanonicalPath = canonicalPath;
        Digest = digest;
        Signers = signers;
    }

    /// <summary>Where the file was when it was verified. A name, not the bytes: whoever reads the file again must compare the digest.</summary>
    public string CanonicalPath { get; }

    /// <summary>SHA-256 of the bytes that were verified.</summary>
    public ContentDigest Digest { get; }

    /// <summary>The certification path of every signer.</summary>
    public ImmutableArray<CertificationPath> Signers { get; }
}
