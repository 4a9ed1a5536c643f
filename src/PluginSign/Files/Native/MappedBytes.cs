using System.Buffers;
using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace PluginSign.Files.Native;

/// <summary>Sealed memory, mapped for reading. It is unmapped when its owner has given it up and no reading runs any more.</summary>
/// <remarks>A handle that counts its readers: a span does not keep its owner alive, so one is only ever made between <see cref="SafeHandle.DangerousAddRef"/> and its release.</remarks>
internal sealed unsafe class MappedBytes : SafeBuffer
{
    private readonly int _length;

    private MappedBytes(nint start, int length)
        : base(ownsHandle: true)
    {
        _length = length;
        SetHandle(start);
        Initialize((ulong)length);
    }

    /// <summary>An address inside the mapping: what /proc/self/maps says of it, it says of the memory file.</summary>
    public nint Address => handle;

    /// <summary>Maps a whole file for reading; null when the system refuses, with the reason in errno.</summary>
    /// <param name="descriptor">The file.</param>
    /// <param name="length">Its size, at least 1.</param>
    public static MappedBytes? Create(int descriptor, int length)
    {
        // MAP_PRIVATE: a shared mapping, even one for reading, would stand in the way of the write seal.
        nint start = Syscall.mmap(0, (ulong)length, MmapProts.PROT_READ, MmapFlags.MAP_PRIVATE, descriptor, 0);
        return start == Syscall.MAP_FAILED ? null : new MappedBytes(start, length);
    }

    /// <summary>Brings pages in with one call instead of a fault each. Kernels before 5.14 don't know how, and the faults do it.</summary>
    public void Populate(long offset, long length) => _ = Libc.Advise(handle + (nint)offset, (nuint)length, Libc.PopulateForReading);

    /// <summary>The bytes; only while this is kept from being unmapped.</summary>
    public ReadOnlySpan<byte> Span => new((byte*)handle, _length);

    /// <summary>The same for those who want memory.</summary>
    public ReadOnlyMemory<byte> Memory => new View(this).Memory;

    protected override bool ReleaseHandle() => Syscall.munmap(handle, (ulong)_length) == 0;

    private sealed class View(MappedBytes bytes) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => bytes.IsClosed
            ? throw new ObjectDisposedException(nameof(MappedBytes))
            : new Span<byte>((byte*)bytes.handle, bytes._length);

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, bytes._length);
            bool added = false;
            bytes.DangerousAddRef(ref added);
            return new MemoryHandle((byte*)bytes.handle + elementIndex, pinnable: this);
        }

        public override void Unpin() => bytes.DangerousRelease();

        protected override void Dispose(bool disposing)
        {
        }
    }
}
