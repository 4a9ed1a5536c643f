using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The program headers: where the bytes of the file come to lie in memory.</summary>
/// <remarks>
/// The loader accepts more than this (a later mapping of an address wins, order does not matter to it). What is accepted here maps
/// every address once, so an address has one meaning.
/// </remarks>
internal sealed class ElfSegments
{
    private const ulong AddressMost = 1UL << 62;
    private const ulong PageLeast = 4096;
    private const ulong PageMost = 65536;

    private readonly ImmutableArray<ElfSegment> _loads;

    private ElfSegments(ImmutableArray<ElfSegment> all)
    {
        All = all;
        _loads = [.. all.Where(static s => s.Type == ElfSegment.Load)];
    }

    public ImmutableArray<ElfSegment> All { get; }

    public ImmutableArray<ElfSegment> Loads => _loads;

    public static Finding? Read(ReadOnlySpan<byte> bytes, ElfHeader header, out ElfSegments? segments)
    {
        segments = null;
        ulong size = (ulong)(header.ProgramCount * header.ProgramEntrySize);
        if (header.ProgramOffset > (ulong)bytes.Length || size > (ulong)bytes.Length - header.ProgramOffset)
        {
            return Finding.Error(FindingCode.ElfTruncated, "the program headers lie outside the file", null, null, ElfFindings.Again);
        }

        ImmutableArray<ElfSegment>.Builder all = ImmutableArray.CreateBuilder<ElfSegment>(header.ProgramCount);
        for (int i = 0; i < header.ProgramCount; i++)
        {
            all.Add(ReadOne(bytes.Slice((int)header.ProgramOffset + (i * header.ProgramEntrySize), header.ProgramEntrySize), header.Words));
        }

        segments = new ElfSegments(all.MoveToImmutable());
        return segments.Repeated() ?? segments.CheckLoads((ulong)bytes.Length);
    }

    /// <summary>The one header of a type that comes at most once.</summary>
    public ElfSegment? Only(uint type)
    {
        foreach (ElfSegment segment in All)
        {
            if (segment.Type == type)
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Where the bytes at an address lie in the file, when all of them come from one segment's part of the file.</summary>
    public bool TryMap(ulong address, ulong size, out int offset)
    {
        bool isMapped = TryMapToEnd(address, out offset, out int length);
        return isMapped && size <= (ulong)length;
    }

    /// <summary>The same, for a table whose size is found by reading it: everything up to the end of the segment's part of the file.</summary>
    public bool TryMapToEnd(ulong address, out int offset, out int length)
    {
        foreach (ElfSegment load in _loads)
        {
            if (address >= load.Address && address - load.Address <= load.FileSize)
            {
                ulong delta = address - load.Address;
                offset = (int)(load.Offset + delta);
                length = (int)(load.FileSize - delta);
                return true;
            }
        }

        offset = 0;
        length = 0;
        return false;
    }

    /// <summary>Whether the address is in memory at all, from the file or zeroed.</summary>
    public bool IsInMemory(ulong address)
        => _loads.Any(l => address >= l.Address && address - l.Address < l.MemorySize);

    private static ElfSegment ReadOne(ReadOnlySpan<byte> bytes, ElfWords words)
        => words.Is64
            ? new(words.U32(bytes, 0), words.U32(bytes, 4), words.U64(bytes, 8), words.U64(bytes, 16), words.U64(bytes, 32), words.U64(bytes, 40), words.U64(bytes, 48))
            : new(words.U32(bytes, 0), words.U32(bytes, 24), words.U32(bytes, 4), words.U32(bytes, 8), words.U32(bytes, 16), words.U32(bytes, 20), words.U32(bytes, 28));

    // The loader takes the last one, tools take the first.
    private Finding? Repeated()
    {
        foreach (uint type in (ReadOnlySpan<uint>)[ElfSegment.Dynamic, ElfSegment.Interpreter, ElfSegment.ThreadLocal, ElfSegment.Stack, ElfSegment.Relro])
        {
            int count = All.Count(s => s.Type == type);
            if (count > 1)
            {
                return ElfFindings.Invalid(
                    FindingCode.ElfSegmentRepeated,
                    "a program header that may come once comes more often",
                    "1",
                    string.Create(CultureInfo.InvariantCulture, $"{count} of type 0x{type:x}"));
            }
        }

        return null;
    }

    private Finding? CheckLoads(ulong fileLength)
    {
        ulong end = 0;
        ulong page = Page();
        foreach (ElfSegment load in _loads)
        {
            if (load.Offset > fileLength || load.FileSize > fileLength - load.Offset)
            {
                return Finding.Error(FindingCode.ElfTruncated, "a segment lies outside the file", null, $"{fileLength} bytes", ElfFindings.Again);
            }

            if (load.Address > AddressMost || load.MemorySize > AddressMost || load.FileSize > load.MemorySize)
            {
                return ElfFindings.Invalid(FindingCode.ElfSegmentInvalid, "a segment's sizes or address are impossible");
            }

            if (load.Align > 1 && (!ulong.IsPow2(load.Align) || ((load.Address ^ load.Offset) & (load.Align - 1)) != 0))
            {
                return ElfFindings.Invalid(FindingCode.ElfSegmentMisaligned, "a segment's place in the file does not fit its address");
            }

            if ((load.Address & ~(page - 1)) < end)
            {
                return ElfFindings.Invalid(
                    FindingCode.ElfSegmentsOverlap,
                    "segments overlap, share a page or are out of order: which bytes an address has would depend on the loader");
            }

            end = (load.Address + load.MemorySize + page - 1) & ~(page - 1);
        }

        return _loads.IsEmpty ? ElfFindings.Invalid(FindingCode.ElfSegmentInvalid, "nothing in the file is loaded") : null;
    }

    // The loader maps whole pages, so two segments in one page are two mappings of it. It refuses a segment whose alignment is less than a page:
    // the smallest alignment is the largest page that the file can meet.
    private ulong Page() => _loads.IsEmpty ? PageLeast : Math.Clamp(_loads.Min(static l => l.Align), PageLeast, PageMost);
}

/// <summary>One program header (gABI, "Program Header").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize, ulong Align)
{
    public const uint Load = 1;
    public const uint Dynamic = 2;
    public const uint Interpreter = 3;
    public const uint ThreadLocal = 7;
    public const uint Stack = 0x6474e551;
    public const uint Relro = 0x6474e552;

    public bool IsExecutable => (Flags & 1) != 0;

    public bool IsWritable => (Flags & 2) != 0;
}
