using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>DER reading with a cap where the platform has none.</summary>
internal static class BoundedReading
{
    /// <summary>An object identifier of a sane length: turning a huge one into text takes time that grows with the square of its bytes.</summary>
    /// <exception cref="AsnContentException">No object identifier, or one that is too long.</exception>
    public static string ReadShortObjectIdentifier(this AsnReader reader, Asn1Tag? tag = null)
        => reader.PeekContentBytes().Length <= Limits.ObjectIdentifierBytes
            ? reader.ReadObjectIdentifier(tag)
            : throw new AsnContentException("the object identifier is too long");

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
