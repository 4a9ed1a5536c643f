using System.Globalization;

namespace PluginSign.Findings;

/// <summary>What follows from a <see cref="FindingCode"/> alone; <see cref="FindingDescriptor"/> has all of it.</summary>
public static class FindingCodes
{
    /// <summary>The code as it is printed and searched for, for example <c>PS2003</c>.</summary>
    public static string Id(this FindingCode code) => string.Create(CultureInfo.InvariantCulture, $"PS{(int)code:D4}");

    /// <summary>Whether the code tells of the environment (disk, permission): neither trusted nor untrusted.</summary>
    public static bool IsEnvironment(this FindingCode code) => (int)code / 1000 == 9;

    /// <summary>All that follows from the code.</summary>
    public static FindingDescriptor Descriptor(this FindingCode code) => FindingDescriptor.Of(code);

    /// <summary>Reads a code as it is printed: <c>PS2003</c>, in either case, or its number alone.</summary>
    public static bool TryRead(string? text, out FindingCode code)
    {
        ReadOnlySpan<char> digits = text.AsSpan();
        if (digits.StartsWith("PS", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
        }

        code = digits.Length == 4 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (FindingCode)number : FindingCode.None;
        return code != FindingCode.None && Enum.IsDefined(code);
    }
}
