using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>Reads and names <see cref="KeyUsages"/>.</summary>
internal static class KeyUsageBits
{
    private static readonly string[] Names =
    [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
        "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly",
    ];

    public static KeyUsages Read(ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new(der, AsnEncodingRules.DER);
        byte[] octets = reader.ReadBitString(out _);
        reader.ThrowIfNotEmpty();
        KeyUsages usages = KeyUsages.None;
        for (int bit = 0; bit < Names.Length && bit / 8 < octets.Length; bit++)
        {
            // Bit 0 is the most significant bit of the first octet (X.690, 8.6.2.1).
            if ((octets[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                usages |= (KeyUsages)(1 << bit);
            }
        }

        return usages;
    }

    /// <summary>The RFC's names, separated by commas.</summary>
    public static string Text(this KeyUsages usages)
    {
        IEnumerable<string> set = Names.Where((_, bit) => ((int)usages & (1 << bit)) != 0);
        string text = string.Join(", ", set);
        return text.Length == 0 ? "nothing" : text;
    }
}

/// <summary>The bits of the key usage extension (RFC 5280, 4.2.1.3). Without a bit the key may be used for nothing.</summary>
[Flags]
internal enum KeyUsages
{
    None = 0,
    DigitalSignature = 1 << 0,
    NonRepudiation = 1 << 1,
    KeyEncipherment = 1 << 2,
    DataEncipherment = 1 << 3,
    KeyAgreement = 1 << 4,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
    EncipherOnly = 1 << 7,
    DecipherOnly = 1 << 8,
}
