using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>DT_STRTAB, and a budget: names may share their tails, so a small table can hold gigabytes of names.</summary>
internal sealed class ElfStrings(ReadOnlyMemory<byte> table)
{
    private long _left = Limits.ElfStringBytes + ((long)table.Length * Limits.ElfStringSharing);

    /// <summary>Why the last <see cref="TryRead"/> said no.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>The bytes of the string at an offset, without the NUL.</summary>
    public bool TryRead(ulong offset, out ReadOnlySpan<byte> bytes)
    {
        bytes = [];
        if (offset >= (ulong)table.Length)
        {
            Fault = Missing();
            return false;
        }

        ReadOnlySpan<byte> rest = table.Span[(int)offset..];
        int length = rest[..Math.Min(rest.Length, Limits.BinaryNameBytes + 1)].IndexOf((byte)0);
        if (length < 0)
        {
            Fault = rest.Length > Limits.BinaryNameBytes ? ElfFindings.TooMany("bytes in one name", Limits.BinaryNameBytes, (ulong)rest.Length) : Missing();
            return false;
        }

        _left -= length;
        if (_left < 0)
        {
            Fault = Finding.Error(FindingCode.BinaryTooLarge, "the names are much larger than the table that holds them", null, null, ElfFindings.Again);
            return false;
        }

        bytes = rest[..length];
        return true;
    }

    public bool TryReadText(ulong offset, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!TryRead(offset, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        if (!TryDecode(bytes, out text))
        {
            Fault = NotText;
            return false;
        }

        return true;
    }

    public static Finding NotText => ElfFindings.Invalid(FindingCode.ElfStringInvalid, "a name in the string table is not UTF-8");

    /// <summary>Two names that differ in bytes must not become one text.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        return text is not null;
    }

    private static Finding Missing()
        => ElfFindings.Invalid(FindingCode.ElfStringInvalid, "a name does not end inside the string table (DT_STRSZ)");
}
