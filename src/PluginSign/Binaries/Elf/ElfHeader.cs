using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The file header (gABI, "ELF Header"), with only what the loader uses plus where the section headers are said to be.</summary>
internal sealed record ElfHeader(
    ElfWords Words,
    byte OsAbi,
    ushort Type,
    ushort Machine,
    ulong ProgramOffset,
    int ProgramCount,
    ulong SectionOffset,
    int SectionEntrySize,
    int SectionCount)
{
    public const ushort TypeExecutable = 2;
    public const ushort TypeDynamic = 3;

    private const int IdentBytes = 16;

    public int ProgramEntrySize => Words.Is64 ? 56 : 32;

    public static Finding? Read(ReadOnlySpan<byte> bytes, out ElfHeader? header)
    {
        header = null;
        if (!bytes.StartsWith("\u007fELF"u8))
        {
            return Finding.Error(FindingCode.BinaryFormatUnknown, "this is no ELF file", "7f 45 4c 46 at the start", null, "name the file that the host loads");
        }

        if (bytes.Length < IdentBytes)
        {
            return Short(bytes.Length);
        }

        if (bytes[4] is not (1 or 2) || bytes[5] is not (1 or 2) || bytes[6] != 1)
        {
            return Wrong("class 1 or 2, byte order 1 or 2, version 1", string.Create(CultureInfo.InvariantCulture, $"{bytes[4]}, {bytes[5]}, {bytes[6]}"));
        }

        ElfWords words = new(bytes[4] == 2, bytes[5] == 2);
        if (bytes.Length < (words.Is64 ? 64 : 52))
        {
            return Short(bytes.Length);
        }

        return Fields(bytes, words, out header);
    }

    private static Finding? Fields(ReadOnlySpan<byte> bytes, ElfWords words, out ElfHeader? header)
    {
        // After the three class-sized words come e_flags and six halves.
        int word = words.WordSize;
        int halves = 24 + (3 * word) + 4;
        header = new ElfHeader(
            words,
            bytes[7],
            words.U16(bytes, 16),
            words.U16(bytes, 18),
            words.Word(bytes, 24 + word),
            words.U16(bytes, halves + 4),
            words.Word(bytes, 24 + (2 * word)),
            words.U16(bytes, halves + 6),
            words.U16(bytes, halves + 8));
        int entry = words.U16(bytes, halves + 2);
        if (words.U32(bytes, 20) != 1)
        {
            return Wrong("e_version 1", words.U32(bytes, 20).ToString(CultureInfo.InvariantCulture));
        }

        if (header.Type is not (TypeExecutable or TypeDynamic))
        {
            return Finding.Error(
                FindingCode.BinaryUnsupported,
                "this ELF file is neither a shared library nor an executable",
                "e_type 2 or 3",
                header.Type.ToString(CultureInfo.InvariantCulture),
                "link the object files into a shared library");
        }

        if (header.ProgramCount > Limits.ElfSegments)
        {
            // This covers 0xffff too, which says that the real number is in a section header.
            return Finding.Error(
                FindingCode.BinaryTooLarge,
                "the file has more program headers than are read",
                Limits.ElfSegments.ToString(CultureInfo.InvariantCulture),
                header.ProgramCount.ToString(CultureInfo.InvariantCulture));
        }

        return header.ProgramCount == 0 || entry != header.ProgramEntrySize
            ? Wrong($"program headers of {header.ProgramEntrySize} bytes", string.Create(CultureInfo.InvariantCulture, $"{header.ProgramCount} of {entry} bytes"))
            : null;
    }

    private static Finding Short(int length)
        => Finding.Error(FindingCode.ElfTruncated, "the file ends inside its header", null, $"{length} bytes", ElfFindings.Again);

    private static Finding Wrong(string expected, string actual)
        => Finding.Error(FindingCode.ElfHeaderInvalid, "the ELF header is not one that a loader accepts", expected, actual, ElfFindings.Again);
}

/// <summary>What the linker made.</summary>
public enum ElfFileType
{
    /// <summary>Nothing that is known.</summary>
    Unknown = 0,

    /// <summary>A shared library: it can be loaded into a process.</summary>
    SharedLibrary = 1,

    /// <summary>A position-independent executable. The loader refuses to load it into a process.</summary>
    PieExecutable = 2,

    /// <summary>An executable at a fixed address.</summary>
    Executable = 3,
}
