using System.Runtime.InteropServices;
using PluginSign.Algorithms;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>Where a plugin's content comes from: a path, bytes or a stream. The answer is the same; only of a path is there more to say.</summary>
public sealed class ContentSource
{
    private readonly string? _path;
    private readonly PathWalk? _walk;
    private readonly Stream? _stream;
    private readonly ReadOnlyMemory<byte> _bytes;

    private ContentSource(string name, string? path = null, PathWalk? walk = null, Stream? stream = null, ReadOnlyMemory<byte> bytes = default)
    {
        Name = name;
        _path = path;
        _walk = walk;
        _stream = stream;
        _bytes = bytes;
    }

    /// <summary>What the report calls it.</summary>
    public string Name { get; }

    /// <summary>A path, wherever it leads: nobody judges where it lies, and the report notes that.</summary>
    public static ContentSource At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ContentSource(path, path: path);
    }

    /// <summary>A path that was walked already, for example below a <see cref="TrustedRoot"/>. The walk stays the caller's to close.</summary>
    public static ContentSource Of(PathWalk walk)
    {
        ArgumentNullException.ThrowIfNull(walk);
        return new ContentSource(walk.GivenPath, walk: walk);
    }

    /// <summary>What a search came to, under the name that was asked for. The answer stays the caller's to close.</summary>
    public static ContentSource Of(SearchAnswer found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new ContentSource(found.Request, walk: found.Walk);
    }

    /// <summary>Bytes in memory. The caller must not change them until the evidence is gathered.</summary>
    /// <param name="bytes">The whole content.</param>
    /// <param name="name">What to call it.</param>
    public static ContentSource Of(ReadOnlyMemory<byte> bytes, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ContentSource(name, bytes: bytes);
    }

    /// <summary>A stream, read once from where it stands to its end, which the caller must see to. It stays the caller's to close.</summary>
    /// <param name="stream">Readable.</param>
    /// <param name="name">What to call it.</param>
    public static ContentSource Of(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return stream.CanRead ? new ContentSource(name, stream: stream) : throw new ArgumentException("the stream cannot be read", nameof(stream));
    }

    /// <summary>The path that leads to the content; null for bytes and streams.</summary>
    internal string? GivenPath => _path ?? _walk?.GivenPath;

    /// <summary>The way to the content, opened; null for bytes and streams.</summary>
    /// <param name="isOurs">Whether whoever asked must close it.</param>
    internal PathWalk? Open(out bool isOurs)
    {
        isOurs = _path is not null;
        return _path is null ? _walk : PathWalk.WithoutRoot(_path);
    }

    /// <summary>Reads the content once.</summary>
    /// <param name="file">The open file; null for bytes and streams.</param>
    /// <param name="digests">What to hash it with.</param>
    /// <param name="holds">Whether the bytes are to be held.</param>
    /// <param name="progress">Told the number of bytes read; may be null.</param>
    internal Answer<PluginImage> Read(PluginFile? file, IEnumerable<DigestAlgorithm> digests, bool holds, IProgress<long>? progress)
    {
        if (file is not null)
        {
            return holds ? PluginImage.Hold(file, digests, progress) : PluginImage.Read(file, digests, progress);
        }

        Stream content = _stream ?? InMemory();
        return holds ? PluginImage.HoldStream(content, Name, digests, progress) : PluginImage.ReadStream(content, Name, digests, progress);
    }

    /// <inheritdoc cref="Read"/>
    internal Task<Answer<PluginImage>> ReadAsync(PluginFile? file, IEnumerable<DigestAlgorithm> digests, bool holds, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (holds)
        {
            // Copying into sealed memory has no asynchronous form: it is done where it holds nobody up.
            return Task.Run(() => Read(file, digests, holds, new CancellingProgress(progress, cancellation)), cancellation);
        }

        return file is null
            ? PluginImage.ReadStreamAsync(_stream ?? InMemory(), Name, digests, progress, cancellation)
            : PluginImage.ReadAsync(file, digests, progress, cancellation);
    }

    private MemoryStream InMemory() => MemoryMarshal.TryGetArray(_bytes, out ArraySegment<byte> array) && array.Array is not null
        ? new MemoryStream(array.Array, array.Offset, array.Count, writable: false)
        : new MemoryStream(_bytes.ToArray(), writable: false);

    private sealed class CancellingProgress(IProgress<long>? told, CancellationToken cancellation) : IProgress<long>
    {
        public void Report(long value)
        {
            cancellation.ThrowIfCancellationRequested();
            told?.Report(value);
        }
    }
}
