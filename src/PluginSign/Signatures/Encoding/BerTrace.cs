namespace PluginSign.Signatures;

/// <summary>
/// Tells BER from garbage once the DER reader has given up: a file in the looser encoding is somebody's honest mistake and can be fixed.
/// </summary>
internal static class BerTrace
{
    private const int DepthMost = 32;

    /// <summary>What makes the structure BER rather than DER, or null when no such thing is found.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes) => Find(bytes, 0);

    private static string? Find(ReadOnlySpan<byte> bytes, int depth)
    {
        while (!bytes.IsEmpty && depth < DepthMost)
        {
            BerHeader header = BerHeader.Read(bytes);
            switch (header.Fault)
            {
                case BerFault.IndefiniteLength:
                    return "an indefinite length";
                case BerFault.LongLength:
                    return "a length in more octets than it needs";
                case BerFault.Truncated or BerFault.Garbage:
                    return null;
            }

            if (IsSplitString(header))
            {
                return "a string in several pieces";
            }

            ReadOnlySpan<byte> content = bytes.Slice(header.HeaderLength, header.ContentLength);
            if (header.IsConstructed && Find(content, depth + 1) is { } found)
            {
                return found;
            }

            bytes = bytes[(header.HeaderLength + header.ContentLength)..];
        }

        return null;
    }

    // X.690, 10.2: of the universal types only SEQUENCE (16), SET (17), EXTERNAL (8) and EMBEDDED PDV (11) are constructed in DER.
    private static bool IsSplitString(BerHeader header) => header is { IsUniversal: true, IsConstructed: true, LowTag: 3 or 4 or 12 or (>= 18 and <= 30) };
}
