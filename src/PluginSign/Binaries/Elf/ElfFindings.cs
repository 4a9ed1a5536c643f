using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>Findings that several readers share.</summary>
internal static class ElfFindings
{
    public const string Again = "get the file again from its publisher; linkers don't make such files";

    public static Finding Outside(string what, ulong address, ulong size)
        => Finding.Error(
            FindingCode.ElfTableOutsideSegment,
            $"{what} does not lie in the part of one segment that comes from the file",
            null,
            string.Create(CultureInfo.InvariantCulture, $"0x{address:x}, {size} bytes"));

    public static Finding Invalid(FindingCode code, string message, string? expected = null, string? actual = null)
        => Finding.Error(code, message, expected, actual, Again);

    public static Finding TooMany(string what, long most, ulong actual)
        => Finding.Error(
            FindingCode.BinaryTooLarge,
            $"the file has more {what} than are read",
            most.ToString(CultureInfo.InvariantCulture),
            actual.ToString(CultureInfo.InvariantCulture));
}
