using PluginSign.Files;

namespace PluginSign.Verification;

/// <summary>Verified bytes that nobody can change any more: what the loaders take, and nothing else. Only <see cref="PluginVerifier"/> makes one.</summary>
/// <remarks>
/// It owns the bytes; disposing gives them back. They are never handed out as memory that could be gone while somebody still looks at it: who wants to see
/// them reads a stream, and a read that runs keeps them until it is done. What was loaded from it stays loaded.
/// </remarks>
public sealed class HeldPlugin : IDisposable
{
    internal HeldPlugin(VerifiedPlugin proof, PluginSnapshot snapshot)
    {
        Proof = proof;
        Snapshot = snapshot;
    }

    /// <summary>The proof: where the file was, its digest, and its trusted signers.</summary>
    public VerifiedPlugin Proof { get; }

    /// <summary>Bytes that are held.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public long Length => Snapshot.Length;

    internal PluginSnapshot Snapshot { get; }

    /// <summary>Reads the verified bytes. After the plugin was disposed, reading throws <see cref="ObjectDisposedException"/>.</summary>
    public Stream OpenRead() => Snapshot.OpenRead();

    /// <summary>Gives the bytes back.</summary>
    public void Dispose() => Snapshot.Dispose();
}
