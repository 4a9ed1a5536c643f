using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>
/// All that there is to know about one plugin before anybody is trusted: the way to it, its digests, its signature taken apart, and its bytes when they are held.
/// Only <see cref="PluginVerifier.Gather"/> makes it, and it says nothing about trust.
/// </summary>
/// <remarks>
/// Immutable: it may be judged as often as one likes, by verifiers with other trust, policy and time, and by several threads; no file is touched any more.
/// It owns held bytes; disposing gives them back, also those of a <see cref="HeldPlugin"/> that was made from it.
/// </remarks>
public sealed class Evidence : IDisposable
{
    private readonly Lazy<Answer<BinaryFacts>>? _binary;
    private volatile bool _disposed;

    internal Evidence(string name, PathWalk? way, CmsSignature? signature, PluginImage? image, bool isForLoading, ImmutableArray<Finding> findings)
    {
        PluginFile? file = null;
        _ = way?.Answer.TryGetValue(out file);
        Name = name;
        CanonicalPath = file?.CanonicalPath;
        Hops = way?.Hops ?? [];
        IsBelowRoot = way?.Root is not null;
        IsContentOpen = way is null || file is not null;
        Signature = signature;
        Image = image;
        IsForLoading = isForLoading;
        Findings = findings;

        // Of held bytes alone: looking at them reads no file. One look is enough, for they cannot change.
        _binary = image is { IsHeld: true } ? new Lazy<Answer<BinaryFacts>>(() => ImageInspector.Inspect(image)) : null;
    }

    /// <summary>The path or name as the caller gave it.</summary>
    public string Name { get; }

    /// <summary>Where the open file really was; null when it could not be opened, and for bytes and streams.</summary>
    public string? CanonicalPath { get; }

    /// <summary>Every hop on the way to the file, from <c>/</c> on; empty when no trusted root was asked for.</summary>
    public ImmutableArray<PathHop> Hops { get; }

    /// <summary>Bytes of the content; null when it could not be read.</summary>
    public long? Size => Image?.Length;

    /// <summary>Lowercase hex SHA-256 of the content; null when it could not be read.</summary>
    public string? Sha256 => Image?.Sha256.Hex;

    /// <summary>Whether the bytes are held, so that a policy can ask for something of the binary.</summary>
    public bool IsHeld => Image is { IsHeld: true };

    internal bool IsBelowRoot { get; }

    internal bool IsContentOpen { get; }

    internal bool IsForLoading { get; }

    internal CmsSignature? Signature { get; }

    internal PluginImage? Image { get; }

    internal ImmutableArray<Finding> Findings { get; }

    /// <summary>Gives the held bytes back. What was streamed has none.</summary>
    public void Dispose()
    {
        _disposed = true;
        Image?.Dispose();
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>What the content is. Its bytes are hostile: only those of a trusted signer are looked at.</summary>
    internal Answer<BinaryFacts>? InspectBinary() => _binary?.Value;
}
