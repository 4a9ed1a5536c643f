using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>ReasonFlags (RFC 5280, 4.2.1.13): for which reasons a CRL lists certificates.</summary>
internal readonly record struct ReasonFlags(int Bits)
{
    private const int Highest = 8;

    /// <summary>Every reason there is; bit 0 is unused.</summary>
    public static ReasonFlags All { get; } = new(0x1FE);

    public bool IsAll => Bits == All.Bits;

    public static ReasonFlags Read(AsnReader reader, Asn1Tag tag)
    {
        byte[] octets = reader.ReadBitString(out _, tag);
        int bits = 0;
        for (int bit = 1; bit <= Highest && bit / 8 < octets.Length; bit++)
        {
            bits |= (octets[bit / 8] & (0x80 >> (bit % 8))) != 0 ? 1 << bit : 0;
        }

        return new ReasonFlags(bits);
    }

    public ReasonFlags Both(ReasonFlags other) => new(Bits & other.Bits);

    public ReasonFlags With(ReasonFlags other) => new(Bits | other.Bits);
}
