using PluginSign.Findings;

namespace PluginSign.Binaries;

/// <summary>Ends the reading of a hostile binary from any depth. It never leaves a reader: <see cref="BinaryReading"/> turns it into an answer.</summary>
internal sealed class UnreadableBinaryException(Finding finding) : Exception(finding.Message)
{
    private const string Again = "get the file again from its publisher; no toolchain makes such files";

    public Finding Finding { get; } = finding;

    public static UnreadableBinaryException Malformed(string message, string? expected = null, string? actual = null)
        => new(Finding.Error(FindingCode.BinaryMalformed, message, expected, actual));

    public static UnreadableBinaryException TooMuch(string what, long most)
        => new(Finding.Error(
            FindingCode.BinaryTooLarge,
            $"the binary holds more {what} than is read",
            FormattableString.Invariant($"at most {most}")));

    public static UnreadableBinaryException Unsupported(string message, string? expected = null, string? actual = null)
        => new(Finding.Error(FindingCode.BinaryUnsupported, message, expected, actual));
}
