using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>What DER reading in this room has in common. Object identifiers need no cap of ours: the platform takes 64 arcs of 128 bits at most.</summary>
internal static class DerReading
{
    /// <summary>The reader inside one SEQUENCE that fills <paramref name="der"/> to the end.</summary>
    /// <exception cref="AsnContentException">Something else, or bytes after it.</exception>
    public static AsnReader ReadOnlySequence(ReadOnlyMemory<byte> der)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader inner = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return inner;
    }

    /// <summary>BOOLEAN DEFAULT FALSE. DER leaves FALSE out; old issuers write it, and it says nothing else, so it is taken.</summary>
    public static bool ReadDefaultFalse(this AsnReader reader)
        => reader.HasData && reader.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && reader.ReadBoolean();
}
