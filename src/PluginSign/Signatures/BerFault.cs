namespace PluginSign.Signatures;

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
