using System.Buffers;
using Mono.Unix.Native;

namespace PluginSign.Files.Native;

/// <summary>Sealed memory, mapped for reading.</summary>
/// <remarks>
/// No finalizer: a span does not keep its owner alive, and a reader must not have the bytes pulled from under it. Whoever forgets to
/// dispose loses address space, not safety.
/// </remarks>
internal sealed unsafe class MappedBytes : MemoryManager<byte>
{
    private readonly int _length;
    private byte* _start;

    private MappedBytes(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>An address inside the mapping: what /proc/self/maps says of it, it says of the memory file.</summary>
    public nint Address => (nint)Start;

    private byte* Start => _start != null ? _start : throw new ObjectDisposedException(nameof(MappedBytes));

    /// <summary>Maps a whole file for reading; null when the system refuses, with the reason in errno.</summary>
    /// <param name="descriptor">The file.</param>
    /// <param name="length">Its size, at least 1.</param>
    public static MappedBytes? Create(int descriptor, int length)
    {
        // MAP_PRIVATE: a shared mapping, even one for reading, would stand in the way of the write seal.
        nint start = Syscall.mmap(0, (ulong)length, MmapProts.PROT_READ, MmapFlags.MAP_PRIVATE, descriptor, 0);
        return start == Syscall.MAP_FAILED ? null : new MappedBytes((byte*)start, length);
    }

    /// <summary>Brings pages in with one call instead of a fault each. Kernels before 5.14 don't know how, and the faults do it.</summary>
    public void Populate(long offset, long length) => _ = Libc.Advise((nint)(Start + offset), (nuint)length, Libc.PopulateForReading);

    public override Span<byte> GetSpan() => new(Start, _length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, _length);
        return new MemoryHandle(Start + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        byte* start = _start;
        _start = null;
        if (start != null)
        {
            _ = Syscall.munmap((nint)start, (ulong)_length);
        }
    }
}
