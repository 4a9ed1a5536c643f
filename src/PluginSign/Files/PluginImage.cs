using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>The content of a <see cref="PluginFile"/>, and its digests.</summary>
/// <remarks>
/// <see cref="Read"/> streams: memory does not grow with the file, which must be the same, by device, inode, size, mtime and ctime, before and after.
/// <see cref="Hold"/> takes the bytes, and everything that comes later looks at these: that is what loading needs.
/// </remarks>
public sealed class PluginImage : IDisposable
{
    // Page faults of a fresh buffer cost more than the calls that it saves, until the file is large; and above 85,000 bytes it would lie on a heap of its own, with more of them.
    private const int SmallFileReadBytes = 32 * 1024;
    private const int SmallFileBytes = 8 * 1024 * 1024;

    private PluginImage(long length, ImmutableArray<ContentDigest> digests, PluginSnapshot? snapshot)
    {
        Length = length;
        Digests = digests;
        Snapshot = snapshot;
    }

    /// <summary>Bytes of the content.</summary>
    public long Length { get; }

    /// <summary>One digest for each algorithm that was asked for, and always SHA-256.</summary>
    public ImmutableArray<ContentDigest> Digests { get; }

    /// <summary>The SHA-256 digest.</summary>
    public ContentDigest Sha256 => Digests.First(static d => d.Algorithm == DigestAlgorithm.Sha256);

    /// <summary>Whether the bytes are held, so that they can be looked at; false when they were streamed.</summary>
    public bool IsHeld => Snapshot is not null;

    internal PluginSnapshot? Snapshot { get; }

    /// <summary>Reads and hashes the file; holds nothing of it.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="algorithms">The digests that are wanted; SHA-256 is made in any case.</param>
    /// <param name="progress">Told the number of bytes read so far, after each read; may be null.</param>
    /// <returns>The image, or <see cref="FindingCode.ChangedWhileRead"/> or <see cref="FindingCode.InputOutput"/>.</returns>
    public static Answer<PluginImage> Read(PluginFile file, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(algorithms);
        using ContentHashes hashes = new(algorithms);
        try
        {
            long length = file.Length > SmallFileBytes ? StreamAhead(file, hashes, progress) : Stream(file, hashes, progress);
            return Streamed(file, length, hashes);
        }
        catch (IOException e)
        {
            return Answers.Refused<PluginImage>(FileFindings.InputOutput(file.GivenPath, e));
        }
    }

    /// <summary>The same without holding a thread while the disk is waited for.</summary>
    /// <inheritdoc cref="Read"/>
    /// <param name="file">The open file.</param>
    /// <param name="algorithms">The digests that are wanted; SHA-256 is made in any case.</param>
    /// <param name="progress">Told the number of bytes read so far, after each read; may be null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static async Task<Answer<PluginImage>> ReadAsync(
        PluginFile file, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(algorithms);
        using ContentHashes hashes = new(algorithms);
        try
        {
            // More than the file said is not read, as in the other form.
            byte[] buffer = GC.AllocateUninitializedArray<byte>(file.Length > SmallFileBytes ? Limits.ReadBytes : SmallFileReadBytes);
            long offset = 0;
            int count;
            while (offset <= file.Length && (count = await RandomAccess.ReadAsync(file.Handle, buffer, offset, cancellation).ConfigureAwait(false)) > 0)
            {
                hashes.Append(buffer.AsSpan(0, count));
                offset += count;
                progress?.Report(offset);
            }

            return Streamed(file, offset, hashes);
        }
        catch (IOException e)
        {
            return Answers.Refused<PluginImage>(FileFindings.InputOutput(file.GivenPath, e));
        }
    }

    /// <summary>Reads and hashes a stream to its end; holds nothing of it. What has no end is read for ever: that is the caller's to bound, or to cancel.</summary>
    /// <param name="content">The stream, from where it stands. It stays the caller's to close.</param>
    /// <param name="name">What to call it in findings.</param>
    /// <param name="algorithms">The digests that are wanted; SHA-256 is made in any case.</param>
    /// <param name="progress">Told the number of bytes read so far, after each read; may be null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The image, or <see cref="FindingCode.InputOutput"/>.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static async Task<Answer<PluginImage>> ReadStreamAsync(
        Stream content, string name, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using ContentHashes hashes = new(algorithms);
        try
        {
            byte[] buffer = GC.AllocateUninitializedArray<byte>(SmallFileReadBytes);
            long length = 0;
            int count;
            while ((count = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                hashes.Append(buffer.AsSpan(0, count));
                length += count;
                progress?.Report(length);
            }

            return Answers.Passed(new PluginImage(length, hashes.Finish(), snapshot: null));
        }
        catch (IOException e)
        {
            return Answers.Refused<PluginImage>(FileFindings.InputOutput(name, e));
        }
    }

    /// <inheritdoc cref="ReadStreamAsync"/>
    internal static Answer<PluginImage> ReadStream(Stream content, string name, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        using ContentHashes hashes = new(algorithms);
        try
        {
            byte[] buffer = GC.AllocateUninitializedArray<byte>(SmallFileReadBytes);
            long length = 0;
            int count;
            while ((count = content.Read(buffer)) > 0)
            {
                hashes.Append(buffer.AsSpan(0, count));
                length += count;
                progress?.Report(length);
            }

            return Answers.Passed(new PluginImage(length, hashes.Finish(), snapshot: null));
        }
        catch (IOException e)
        {
            return Answers.Refused<PluginImage>(FileFindings.InputOutput(name, e));
        }
    }

    /// <summary>Takes the file's bytes, on Linux into sealed memory that nobody can change, hashing what was taken. Dispose the image when nothing is to be loaded.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="algorithms">The digests that are wanted; SHA-256 is made in any case.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <returns>
    /// The image with its bytes, or <see cref="FindingCode.TooLargeToHold"/>, <see cref="FindingCode.NoSealedMemory"/>,
    /// <see cref="FindingCode.ChangedWhileRead"/> or <see cref="FindingCode.InputOutput"/>.
    /// </returns>
    public static Answer<PluginImage> Hold(PluginFile file, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(algorithms);
        using ContentHashes hashes = new(algorithms);
        Answer<PluginSnapshot> taken = PluginSnapshot.Take(file, hashes, progress);
        return taken.TryGetValue(out PluginSnapshot? snapshot)
            ? Answers.Passed(new PluginImage(snapshot.Length, hashes.Finish(), snapshot), taken.Findings)
            : Answers.Refused<PluginImage>(taken.Findings);
    }

    /// <summary>Takes a stream's bytes as <see cref="Hold"/> takes a file's.</summary>
    /// <param name="content">The stream, from where it stands. It stays the caller's to close.</param>
    /// <param name="name">What to call it in findings.</param>
    /// <param name="algorithms">The digests that are wanted; SHA-256 is made in any case.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    internal static Answer<PluginImage> HoldStream(Stream content, string name, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(algorithms);
        using ContentHashes hashes = new(algorithms);
        Answer<PluginSnapshot> taken = PluginSnapshot.Take(content, name, hashes, progress);
        return taken.TryGetValue(out PluginSnapshot? snapshot)
            ? Answers.Passed(new PluginImage(snapshot.Length, hashes.Finish(), snapshot), taken.Findings)
            : Answers.Refused<PluginImage>(taken.Findings);
    }

    /// <summary>Reads the held bytes. After the image was disposed, reading throws <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="InvalidOperationException">They were streamed, and are not held.</exception>
    public Stream OpenRead() => Snapshot?.OpenRead() ?? throw new InvalidOperationException("the bytes were streamed, and are not held");

    /// <summary>Gives the held bytes back; a streamed image has none.</summary>
    public void Dispose() => Snapshot?.Dispose();

    // The same file before and after, and as long as it said.
    private static Answer<PluginImage> Streamed(PluginFile file, long length, ContentHashes hashes)
    {
        FileIdentity? after = OperatingSystem.IsLinux() ? LinuxOpen.Identity(file.Handle) : PortableOpen.Identity(file.Handle);
        if (after != file.Identity)
        {
            return Answers.Refused<PluginImage>(FileFindings.ChangedWhileRead(file.GivenPath, file.Identity.ToString(), after?.ToString() ?? "unknown"));
        }

        return length == file.Length
            ? Answers.Passed(new PluginImage(length, hashes.Finish(), snapshot: null))
            : Answers.Refused<PluginImage>(FileFindings.OtherSize(file.GivenPath, file.Length, length > file.Length ? null : length));
    }

    // More than the file said is not read: what has no end, as a file may that the system makes up, would be read for ever.
    private static long Stream(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(SmallFileReadBytes);
        long offset = 0;
        int count;
        while (offset <= file.Length && (count = RandomAccess.Read(file.Handle, buffer, offset)) > 0)
        {
            hashes.Append(buffer.AsSpan(0, count));
            offset += count;
            progress?.Report(offset);
        }

        return offset;
    }

    // The next piece is read while this one is hashed: copying out of the page cache takes a tenth of the time that hashing takes.
    private static long StreamAhead(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        byte[] current = GC.AllocateUninitializedArray<byte>(Limits.ReadBytes);
        byte[] next = GC.AllocateUninitializedArray<byte>(Limits.ReadBytes);
        long offset = 0;
        Task<int> reading = Read(next, 0);
        try
        {
            int count;
            while (offset <= file.Length && (count = reading.GetAwaiter().GetResult()) > 0)
            {
                (current, next) = (next, current);
                reading = Read(next, offset + count);
                hashes.Append(current.AsSpan(0, count));
                offset += count;
                progress?.Report(offset);
            }

            return offset;
        }
        finally
        {
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne(); // nobody may write into the buffers, or close the handle, while it runs
        }

        Task<int> Read(byte[] buffer, long at) => Task.Run(() => RandomAccess.Read(file.Handle, buffer, at));
    }
}
