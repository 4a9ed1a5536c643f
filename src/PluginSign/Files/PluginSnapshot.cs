using Microsoft.Win32.SafeHandles;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>A file's bytes, held so that what was verified is what is loaded. On Linux sealed memory, which nobody can change; elsewhere a private copy.</summary>
/// <remarks>Safe for several threads: whoever reads keeps the bytes until he is done, also when another disposes meanwhile.</remarks>
internal sealed class PluginSnapshot : IDisposable
{
    private readonly byte[] _copy = [];
    private volatile bool _disposed;

    /// <summary>Sealed memory.</summary>
    public PluginSnapshot(SafeFileHandle descriptor, MappedBytes mapped)
    {
        Descriptor = descriptor;
        Mapped = mapped;
    }

    /// <summary>A private copy.</summary>
    public PluginSnapshot(byte[] bytes) => _copy = bytes;

    /// <summary>The sealed memory; null for a private copy.</summary>
    public SafeFileHandle? Descriptor { get; }

    /// <summary>Where the sealed memory is mapped for reading; null for a private copy.</summary>
    public MappedBytes? Mapped { get; }

    /// <summary>Bytes that are held.</summary>
    public long Length
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return Mapped is null ? _copy.Length : (long)Mapped.ByteLength;
        }
    }

    /// <summary>Takes the bytes of an open file. They may be any mixture when somebody writes meanwhile: only the digest of what is held counts.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="hashes">Fed with the bytes that were taken, never with the file's.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    public static Answer<PluginSnapshot> Take(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        if (file.Length > Limits.HeldBytes)
        {
            return Answers.Refused<PluginSnapshot>(TooLarge(file.GivenPath, $"{file.Length} bytes"));
        }

        return OperatingSystem.IsLinux() ? SealedMemory.Take(file, hashes, progress) : TakePrivateCopy(file, hashes, progress);
    }

    /// <summary>Takes the bytes of a stream.</summary>
    /// <param name="content">The stream, to its end.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="hashes">Fed with the bytes that were taken.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    public static Answer<PluginSnapshot> Take(Stream content, string name, ContentHashes hashes, IProgress<long>? progress)
        => OperatingSystem.IsLinux() ? SealedMemory.Take(content, name, hashes, progress) : TakePrivateCopy(content, name, hashes, progress);

    /// <summary>More than may be held.</summary>
    public static Finding TooLarge(string name, string actual) => Finding.Error(
        FindingCode.TooLargeToHold,
        $"{name} is too large to be held in memory for loading",
        $"at most {Limits.HeldBytes} bytes",
        actual);

    /// <summary>Looks at the bytes, which stay where they are until the look is over.</summary>
    /// <param name="look">Must not keep what it is given.</param>
    /// <exception cref="ObjectDisposedException">The bytes were given back before.</exception>
    public T Read<T>(Func<ReadOnlyMemory<byte>, T> look)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Mapped is null || Descriptor is null)
        {
            return look(_copy);
        }

        (bool mapped, bool opened) = (false, false);
        try
        {
            Mapped.DangerousAddRef(ref mapped);
            Descriptor.DangerousAddRef(ref opened);
            return look(Mapped.Memory);
        }
        finally
        {
            if (opened)
            {
                Descriptor.DangerousRelease();
            }

            if (mapped)
            {
                Mapped.DangerousRelease();
            }
        }
    }

    /// <summary>A stream over the bytes. Each read keeps them for as long as it takes; once they were given back it throws <see cref="ObjectDisposedException"/>.</summary>
    public Stream OpenRead()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Mapped is null ? new MemoryStream(_copy, writable: false) : new UnmanagedMemoryStream(Mapped, 0, Length, FileAccess.Read);
    }

    public void Dispose()
    {
        _disposed = true;
        Mapped?.Dispose();
        Descriptor?.Dispose();
    }

    private static Answer<PluginSnapshot> TakePrivateCopy(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        Answer<byte[]> bytes = file.ReadWhole(Limits.HeldBytes, FindingCode.TooLargeToHold);
        if (!bytes.TryGetValue(out byte[]? copy))
        {
            return Answers.Refused<PluginSnapshot>(bytes.Findings);
        }

        return Copied(copy, hashes, progress);
    }

    private static Answer<PluginSnapshot> TakePrivateCopy(Stream content, string name, ContentHashes hashes, IProgress<long>? progress)
    {
        try
        {
            using MemoryStream taken = new();
            byte[] piece = new byte[Limits.ReadBytes];
            int count;
            while ((count = content.Read(piece)) > 0)
            {
                if (taken.Length + count > Limits.HeldBytes)
                {
                    return Answers.Refused<PluginSnapshot>(TooLarge(name, "more"));
                }

                taken.Write(piece, 0, count);
            }

            return Copied(taken.ToArray(), hashes, progress);
        }
        catch (IOException e)
        {
            return Answers.Refused<PluginSnapshot>(FileFindings.InputOutput(name, e));
        }
    }

    private static Answer<PluginSnapshot> Copied(byte[] copy, ContentHashes hashes, IProgress<long>? progress)
    {
        hashes.Append(copy);
        progress?.Report(copy.Length);
        return Answers.Passed(new PluginSnapshot(copy), Finding.Note(
            FindingCode.HeldUnsealed,
            "the bytes are held in a private copy: this system has no sealed memory, so whoever may write to this process may change them",
            "sealed memory (Linux)"));
    }
}
