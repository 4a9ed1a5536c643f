namespace PluginSign.Signatures;

/// <summary>The tag and length of one BER value (X.690, 8.1.2 and 8.1.3).</summary>
/// <param name="Fault">What is wrong with it; the other fields hold only without a fault, or with a length that is merely too long.</param>
/// <param name="FirstOctet">Class, the constructed bit and, for low tags, the number.</param>
/// <param name="HeaderLength">Octets before the content.</param>
/// <param name="ContentLength">Octets of content.</param>
internal sealed record BerHeader(BerFault Fault, byte FirstOctet, int HeaderLength, int ContentLength)
{
    private const int LengthOctetsMost = 4;

    public bool IsConstructed => (FirstOctet & 0x20) != 0;

    public bool IsUniversal => (FirstOctet & 0xC0) == 0;

    public int LowTag => FirstOctet & 0x1F;

    public static BerHeader Read(ReadOnlySpan<byte> bytes)
    {
        int at = 1;
        if (bytes.IsEmpty)
        {
            return Faulty(BerFault.Truncated);
        }

        if ((bytes[0] & 0x1F) == 0x1F)
        {
            // A high tag number goes on while the top bit is set. Nothing in CMS needs more than two octets of it.
            while (at < bytes.Length && at <= LengthOctetsMost && (bytes[at] & 0x80) != 0)
            {
                at++;
            }

            at++;
        }

        if (at >= bytes.Length)
        {
            return Faulty(BerFault.Truncated);
        }

        byte first = bytes[at];
        at++;
        if (first < 0x80)
        {
            return Sized(bytes, at, first, BerFault.None);
        }

        return first switch
        {
            0x80 => Faulty(BerFault.IndefiniteLength),
            _ when first - 0x80 > LengthOctetsMost => Faulty(BerFault.Garbage),
            _ => ReadLong(bytes, at, first - 0x80),
        };
    }

    private static BerHeader ReadLong(ReadOnlySpan<byte> bytes, int at, int octets)
    {
        if (bytes.Length - at < octets)
        {
            return Faulty(BerFault.Truncated);
        }

        long length = 0;
        foreach (byte octet in bytes.Slice(at, octets))
        {
            length = (length << 8) | octet;
        }

        bool isMinimal = length >= 0x80 && bytes[at] != 0;
        return Sized(bytes, at + octets, length, isMinimal ? BerFault.None : BerFault.LongLength);
    }

    private static BerHeader Sized(ReadOnlySpan<byte> bytes, int headerLength, long contentLength, BerFault fault)
        => contentLength > bytes.Length - headerLength
            ? Faulty(BerFault.Truncated)
            : new BerHeader(fault, bytes[0], headerLength, (int)contentLength);

    private static BerHeader Faulty(BerFault fault) => new(fault, 0, 0, 0);
}

/// <summary>What is wrong with the tag and length of one BER value.</summary>
internal enum BerFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The value is longer than the bytes that are there.</summary>
    Truncated = 1,

    /// <summary>An indefinite length: valid BER, never DER (X.690, 10.1).</summary>
    IndefiniteLength = 2,

    /// <summary>A length of more octets than it needs: valid BER, never DER (X.690, 10.1).</summary>
    LongLength = 3,

    /// <summary>No encoding at all.</summary>
    Garbage = 4,
}
