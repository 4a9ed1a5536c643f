using PluginSign.Findings;

namespace PluginSign.Binaries;

/// <summary>Runs one reader: what it cannot read becomes a finding.</summary>
internal static class BinaryReading
{
    /// <summary>The answer of a reader that was given another format's file.</summary>
    public static Finding NotThis(string format, ReadOnlySpan<byte> bytes)
        => Finding.Error(
            FindingCode.BinaryFormatUnknown,
            $"the file does not begin like a {format} file",
            format,
            bytes.IsEmpty ? "an empty file" : $"begins with {Convert.ToHexString(bytes[..Math.Min(bytes.Length, 8)])}");

    /// <summary>Calls a reader and turns what it could not read into an answer.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="read">Makes the facts; adds warnings and notes to the list.</param>
    public static Answer<BinaryFacts> Run(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, List<Finding>, BinaryFacts> read)
    {
        if (bytes.Length > Limits.BinaryImageBytes)
        {
            return Answers.Refused<BinaryFacts>(UnreadableBinaryException.TooMuch("bytes", Limits.BinaryImageBytes).Finding);
        }

        List<Finding> findings = [];
        try
        {
            BinaryFacts facts = read(bytes, findings);
            return Answers.Passed(facts, [.. findings]);
        }
        catch (UnreadableBinaryException e)
        {
            return Answers.Refused<BinaryFacts>([.. findings, e.Finding]);
        }
        catch (BadImageFormatException e)
        {
            // System.Reflection.Metadata's word for bytes that break the format.
            return Answers.Refused<BinaryFacts>([.. findings, UnreadableBinaryException.Malformed("the tables of the binary are damaged", null, e.Message).Finding]);
        }
        catch (OverflowException)
        {
            // All arithmetic is checked, here and in System.Reflection.Metadata: a sum of hostile numbers that fits nothing.
            return Answers.Refused<BinaryFacts>([.. findings, UnreadableBinaryException.Malformed("numbers in the tables of the binary are too large to be true").Finding]);
        }
    }
}
