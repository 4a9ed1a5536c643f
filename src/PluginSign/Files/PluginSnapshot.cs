using System.Buffers;
using Microsoft.Win32.SafeHandles;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>A file's bytes, held so that what was verified is what is loaded. On Linux sealed memory, which nobody can change; elsewhere a private copy.</summary>
internal sealed class PluginSnapshot : IDisposable
{
    private readonly IMemoryOwner<byte>? _owner;
    private readonly ReadOnlyMemory<byte> _bytes;
    private bool _disposed;

    /// <summary>Sealed memory.</summary>
    public PluginSnapshot(SafeFileHandle descriptor, MappedBytes mapped)
    {
        Descriptor = descriptor;
        Mapped = mapped;
        _owner = mapped;
        _bytes = mapped.Memory;
    }

    /// <summary>A private copy.</summary>
    public PluginSnapshot(byte[] bytes) => _bytes = bytes;

    /// <summary>The sealed memory; null for a private copy.</summary>
    public SafeFileHandle? Descriptor { get; }

    /// <summary>Where the sealed memory is mapped for reading; null for a private copy.</summary>
    public MappedBytes? Mapped { get; }

    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>Takes the bytes of an open file. They may be any mixture when somebody writes meanwhile: only the digest of what is held counts.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="hashes">Fed with the bytes that were taken, never with the file's.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    public static Checked<PluginSnapshot> Take(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        if (file.Length > Limits.HeldBytes)
        {
            return CheckedAnswers.Refused<PluginSnapshot>(Finding.Error(
                FindingCode.TooLargeToHold,
                $"{file.GivenPath} is too large to be held in memory for loading",
                $"at most {Limits.HeldBytes} bytes",
                $"{file.Length} bytes",
                "load a smaller plugin; verifying alone has no such limit"));
        }

        return OperatingSystem.IsLinux() ? SealedMemory.Take(file, hashes, progress) : TakePrivateCopy(file, hashes, progress);
    }

    public void Dispose()
    {
        _disposed = true;
        _owner?.Dispose();
        Descriptor?.Dispose();
    }

    private static Checked<PluginSnapshot> TakePrivateCopy(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        Checked<byte[]> bytes = file.ReadWhole(Limits.HeldBytes, FindingCode.TooLargeToHold);
        if (!bytes.TryGetValue(out byte[]? copy))
        {
            return CheckedAnswers.Refused<PluginSnapshot>(bytes.Findings);
        }

        hashes.Append(copy);
        progress?.Report(copy.Length);
        return CheckedAnswers.Passed(new PluginSnapshot(copy), Finding.Note(
            FindingCode.HeldUnsealed,
            "the bytes are held in a private copy: this system has no sealed memory, so whoever may write to this process may change them",
            "sealed memory (Linux)"));
    }
}
