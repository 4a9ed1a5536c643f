using System.Collections.Immutable;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>The content of a <see cref="PluginFile"/>, read once from beginning to end and hashed on the way.</summary>
/// <remarks>Streams: memory does not grow with the file. The file must be the same, by device, inode, size, mtime and ctime, before and after.</remarks>
public sealed class PluginImage
{
    // Page faults of a fresh buffer cost more than the calls that it saves, until the file is large.
    private const int SmallFileReadBytes = 128 * 1024;
    private const int SmallFileBytes = 8 * 1024 * 1024;

    private PluginImage(long length, ImmutableArray<ContentDigest> digests)
    {
        Length = length;
        Digests = digests;
    }

    /// <summary>Bytes of the content.</summary>
    public long Length { get; }

    /// <summary>One digest for each algorithm that was asked for, and always SHA-256.</summary>
    public ImmutableArray<ContentDigest> Digests { get; }

    /// <summary>The SHA-256 digest.</summary>
    public ContentDigest Sha256 => Digests.First(static d => d.Algorithm == DigestAlgorithm.Sha256);

    /// <summary>Reads and hashes the file.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="algorithms">The digests that are wanted; SHA-256 is made in any case.</param>
    /// <param name="progress">Told the number of bytes read so far, after each read; may be null.</param>
    /// <returns>The image, or <see cref="FindingCode.ChangedWhileRead"/> or <see cref="FindingCode.InputOutput"/>.</returns>
    public static Checked<PluginImage> Read(PluginFile file, IEnumerable<DigestAlgorithm> algorithms, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(algorithms);
        DigestAlgorithm[] wanted = [.. algorithms.Append(DigestAlgorithm.Sha256).Where(static a => a != DigestAlgorithm.None).Distinct()];
        List<IncrementalHash> hashes = [];
        try
        {
            foreach (DigestAlgorithm algorithm in wanted)
            {
                hashes.Add(IncrementalHash.CreateHash(algorithm.HashName()));
            }

            long length = file.Length > SmallFileBytes ? StreamAhead(file, hashes, progress) : Stream(file, hashes, progress);
            FileIdentity? after = OperatingSystem.IsLinux() ? LinuxOpen.Identity(file.Handle) : PortableOpen.Identity(file.Handle);
            if (after != file.Identity || length != file.Length)
            {
                return CheckedAnswers.Refused<PluginImage>(
                    FileFindings.ChangedWhileRead(file.GivenPath, file.Identity.ToString(), after?.ToString() ?? "unknown"));
            }

            ImmutableArray<ContentDigest> digests = [.. wanted.Select((a, i) => new ContentDigest(a, hashes[i].GetHashAndReset()))];
            return CheckedAnswers.Passed(new PluginImage(length, digests));
        }
        catch (IOException e)
        {
            return CheckedAnswers.Refused<PluginImage>(FileFindings.InputOutput(file.GivenPath, e));
        }
        finally
        {
            hashes.ForEach(static h => h.Dispose());
        }
    }

    private static long Stream(PluginFile file, List<IncrementalHash> hashes, IProgress<long>? progress)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(SmallFileReadBytes);
        long offset = 0;
        int count;
        while ((count = RandomAccess.Read(file.Handle, buffer, offset)) > 0)
        {
            hashes.ForEach(h => h.AppendData(buffer, 0, count));
            offset += count;
            progress?.Report(offset);
        }

        return offset;
    }

    // The next piece is read while this one is hashed: copying out of the page cache takes a tenth of the time that hashing takes.
    private static long StreamAhead(PluginFile file, List<IncrementalHash> hashes, IProgress<long>? progress)
    {
        byte[] current = GC.AllocateUninitializedArray<byte>(Limits.ReadBytes);
        byte[] next = GC.AllocateUninitializedArray<byte>(Limits.ReadBytes);
        long offset = 0;
        Task<int> reading = Read(next, 0);
        try
        {
            int count;
            while ((count = reading.GetAwaiter().GetResult()) > 0)
            {
                (current, next) = (next, current);
                reading = Read(next, offset + count);
                hashes.ForEach(h => h.AppendData(current, 0, count));
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
