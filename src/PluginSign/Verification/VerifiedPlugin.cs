using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Files;

namespace PluginSign.Verification;

/// <summary>Proof that bytes were verified. It has no public constructor: only <c>PluginVerifier</c> makes one, and loaders take nothing else.</summary>
/// <remarks>After <c>VerifyForLoading</c> it owns the bytes; disposing gives them back. What was loaded from it stays loaded.</remarks>
public sealed class VerifiedPlugin : IDisposable
{
    internal VerifiedPlugin(string canonicalPath, ContentDigest digest, ImmutableArray<CertificationPath> signers, PluginSnapshot? snapshot)
    {
        Snapshot = snapshot;
        CanonicalPath = canonicalPath;
        Digest = digest;
        Signers = signers;
    }

    /// <summary>Where the file was when it was verified. A name, not the bytes: whoever reads the file again must compare the digest.</summary>
    public string CanonicalPath { get; }

    /// <summary>SHA-256 of the bytes that were verified.</summary>
    public ContentDigest Digest { get; }

    /// <summary>The certification path of every trusted signer.</summary>
    public ImmutableArray<CertificationPath> Signers { get; }

    /// <summary>The verified bytes themselves; null when they were streamed and are not held. Valid until this is disposed.</summary>
    public ReadOnlyMemory<byte>? Bytes => Snapshot?.Bytes;

    internal PluginSnapshot? Snapshot { get; }

    /// <summary>Gives the bytes back.</summary>
    public void Dispose() => Snapshot?.Dispose();
}
