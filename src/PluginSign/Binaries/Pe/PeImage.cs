using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace PluginSign.Binaries.Pe;

/// <summary>The headers of a PE file, read the loader's way and in its strict subset, and the map from addresses to bytes.</summary>
internal sealed class PeImage : IDisposable
{
    private const int OffsetOfPeOffset = 0x3C;
    private const int CoffHeaderBytes = 20;
    private const int Pe32OptionalBytes = 224;
    private const int Pe32PlusOptionalBytes = 240;
    private const int SectionHeaderBytes = 40;
    private const int LeastFileAlignment = 512;

    private readonly PEReader _reader;

    private PeImage(ReadOnlyMemory<byte> bytes, PEReader reader)
    {
        Bytes = new ImageBytes(bytes);
        _reader = reader;
        Headers = reader.PEHeaders;
        Header = Headers.PEHeader ?? throw UnreadableBinaryException.Malformed("the file has no PE header");
        Sections = Headers.SectionHeaders;
        CheckSizes();
        CheckSections();
    }

    public ImageBytes Bytes { get; }

    public PEReader Reader => _reader;

    public PEHeaders Headers { get; }

    public PEHeader Header { get; }

    public ImmutableArray<SectionHeader> Sections { get; }

    public bool Is64 => Header.Magic == PEMagic.PE32Plus;

    /// <summary>Offset behind the raw bytes of all sections.</summary>
    public long SectionsEnd => Sections.Max(static s => (long)s.PointerToRawData + s.SizeOfRawData);

    public static PeImage Open(ReadOnlyMemory<byte> bytes)
    {
        // PEReader takes a whole array as it is; for anything else it copies just the parts that are asked for.
        bool isWholeArray = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment) && segment.Count == segment.Array!.Length;
        PEReader reader = isWholeArray
            ? new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(segment.Array))
            : new PEReader(new ReadOnlyMemoryStream(bytes));
        try
        {
            CheckCounts(new ImageBytes(bytes));
            return new PeImage(bytes, reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The section that holds an address; null for the headers and for no section at all.</summary>
    public SectionHeader? SectionOf(long address)
    {
        foreach (SectionHeader section in Sections)
        {
            if (address >= section.VirtualAddress && address < section.VirtualAddress + VirtualBytes(section))
            {
                return section;
            }
        }

        return null;
    }

    /// <summary>Everything of the file from an address to the end of its section: addresses elsewhere end the reading.</summary>
    public ImageBytes At(long address)
    {
        if (address >= 0 && address < Header.SizeOfHeaders)
        {
            return Bytes.Part(address, Header.SizeOfHeaders - address);
        }

        if (SectionOf(address) is { } section)
        {
            long within = address - section.VirtualAddress;
            long backed = Math.Min(section.SizeOfRawData, VirtualBytes(section));
            if (within < backed)
            {
                return Bytes.Part(section.PointerToRawData + within, backed - within);
            }
        }

        throw UnreadableBinaryException.Malformed(
            "an address in the tables does not lie in the part of a section that comes from the file",
            null,
            FormattableString.Invariant($"0x{address:x}"));
    }

    public void Dispose() => _reader.Dispose();

    // What System.Reflection.Metadata takes on trust and the loader does not, before it allocates anything.
    private static void CheckCounts(ImageBytes bytes)
    {
        uint pe = bytes.U32(OffsetOfPeOffset);
        if (pe % 4 != 0)
        {
            throw UnreadableBinaryException.Malformed("the PE header is not aligned", "a multiple of 4", FormattableString.Invariant($"{pe}"));
        }

        ushort sections = bytes.U16(pe + 4L + 2);
        if (sections is 0 or > Limits.PeSections)
        {
            throw UnreadableBinaryException.Malformed(
                "the number of sections is not one that Windows takes", FormattableString.Invariant($"1 to {Limits.PeSections}"), FormattableString.Invariant($"{sections}"));
        }

        ushort optional = bytes.U16(pe + 4L + 16);
        ushort magic = bytes.U16(pe + 4L + CoffHeaderBytes);
        int size = magic == (ushort)PEMagic.PE32Plus ? Pe32PlusOptionalBytes : Pe32OptionalBytes;
        uint directories = bytes.U32(pe + 4L + CoffHeaderBytes + size - 132);
        if (optional != size || directories != 16)
        {
            // The loader goes by these two numbers, most tools by the usual ones: one place for the tables, or none.
            throw UnreadableBinaryException.Malformed(
                "the optional header has another size than its kind",
                FormattableString.Invariant($"{size} bytes, 16 directories"),
                FormattableString.Invariant($"{optional} bytes, {directories} directories"));
        }
    }

    // What a 32-bit file leaves at 0 is the whole of the raw bytes.
    private static long VirtualBytes(SectionHeader section) => section.VirtualSize == 0 ? section.SizeOfRawData : section.VirtualSize;

    private void CheckSizes()
    {
        int file = Header.FileAlignment;
        int section = Header.SectionAlignment;
        long tableEnd = Headers.PEHeaderStartOffset + (Is64 ? Pe32PlusOptionalBytes : Pe32OptionalBytes) + ((long)SectionHeaderBytes * Sections.Length);
        bool isSane = file >= LeastFileAlignment && int.IsPow2(file) && int.IsPow2(section) && section >= file
            && Header.SizeOfHeaders >= tableEnd && Header.SizeOfHeaders <= Bytes.Length && Sections[0].VirtualAddress >= Header.SizeOfHeaders;
        if (!isSane)
        {
            throw UnreadableBinaryException.Malformed(
                "the sizes and alignments of the PE header do not fit together",
                "powers of two from 512 on, and headers before the first section",
                FormattableString.Invariant($"file alignment {file}, section alignment {section}, {Header.SizeOfHeaders} bytes of headers"));
        }
    }

    private void CheckSections()
    {
        long address = Header.SizeOfHeaders;
        foreach (SectionHeader section in Sections)
        {
            bool isBacked = section.SizeOfRawData == 0
                || (section.SizeOfRawData > 0
                    && section.PointerToRawData >= Header.SizeOfHeaders
                    && section.PointerToRawData % LeastFileAlignment == 0
                    && (long)section.PointerToRawData + section.SizeOfRawData <= Bytes.Length);
            if (section.VirtualAddress < address || section.VirtualSize < 0 || section.VirtualAddress % Header.SectionAlignment != 0 || !isBacked)
            {
                throw Section(section, "a section overlaps another one, is not aligned, or lies outside of the file");
            }

            address = section.VirtualAddress + VirtualBytes(section);
        }

        long offset = Header.SizeOfHeaders;
        foreach (SectionHeader section in Sections.Where(static s => s.SizeOfRawData > 0).OrderBy(static s => s.PointerToRawData))
        {
            if (section.PointerToRawData < offset)
            {
                throw Section(section, "two sections share bytes of the file");
            }

            offset = (long)section.PointerToRawData + section.SizeOfRawData;
        }
    }

    private static UnreadableBinaryException Section(SectionHeader section, string message)
        => UnreadableBinaryException.Malformed(
            message,
            null,
            FormattableString.Invariant(
                $"address 0x{section.VirtualAddress:x} and {section.VirtualSize} bytes, offset {section.PointerToRawData} and {section.SizeOfRawData} bytes"));
}
