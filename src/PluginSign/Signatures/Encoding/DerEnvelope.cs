using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The outermost value of a signature file: one DER SEQUENCE, whole, and nothing after it.</summary>
internal static class DerEnvelope
{
    private const string Wanted = "a CMS signature in DER (RFC 5652)";
    private const string SignAgain = "get the signature file again, or sign again";
    private const byte Sequence = 0x30;

    /// <summary>Why the bytes cannot hold a signature, or null. Looks at the first few bytes only.</summary>
    public static Finding? Refusal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limits.SignatureFileBytes)
        {
            return Finding.Error(
                FindingCode.SignatureTooLarge,
                "the signature file is too large to be a detached signature",
                $"{Limits.SignatureFileBytes} bytes at most",
                $"{bytes.Length} bytes");
        }

        if (bytes.IsEmpty)
        {
            return Malformed("an empty file");
        }

        if (bytes.StartsWith("-----BEGIN"u8))
        {
            return Finding.Error(
                FindingCode.SignatureMalformed,
                "the signature file is PEM text",
                Wanted,
                "PEM",
                "convert it: openssl cms -cmsout -inform PEM -outform DER -in FILE -out FILE.p7s");
        }

        return bytes[0] == Sequence ? OfLength(bytes) : Malformed($"bytes that begin with {Convert.ToHexStringLower(bytes[..Math.Min(4, bytes.Length)])}");
    }

    public static Finding Malformed(string actual)
        => Finding.Error(FindingCode.SignatureMalformed, "the signature file is not a CMS signature", Wanted, actual, SignAgain);

    public static Finding NotDer(string actual) => Finding.Error(
        FindingCode.SignatureNotDer,
        "the signature is encoded more loosely than is accepted",
        "DER: definite, shortest lengths, sets in order (X.690, 10 and 11)",
        actual);

    private static Finding? OfLength(ReadOnlySpan<byte> bytes)
    {
        BerHeader header = BerHeader.Read(bytes);
        return header.Fault switch
        {
            BerFault.Truncated => Finding.Error(
                FindingCode.SignatureTruncated,
                "the signature file ends too early",
                "the whole structure",
                $"only the first {bytes.Length} bytes"),
            BerFault.IndefiniteLength => NotDer("an indefinite length"),
            BerFault.LongLength => NotDer("a length in more octets than it needs"),
            BerFault.Garbage => Malformed("a length of more than four octets"),
            BerFault.None => Trailing(bytes.Length - header.HeaderLength - header.ContentLength),
        };
    }

    // Bytes that nobody reads are a place to hide things (CVE-2013-3900).
    private static Finding? Trailing(int count) => count == 0 ? null : Finding.Error(
        FindingCode.SignatureTrailingData,
        "bytes follow the end of the signature",
        "nothing after the structure",
        count == 1 ? "1 byte" : $"{count} bytes");
}
