using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Signatures;

/// <summary>One attribute (RFC 5652, 5.3): a type and a set of values, each value as its DER.</summary>
internal sealed record CmsAttribute(string Oid, ImmutableArray<ReadOnlyMemory<byte>> Values)
{
    /// <summary>Reads one attribute.</summary>
    /// <exception cref="AsnContentException">The bytes are no attribute, or it has more values than the cap.</exception>
    public static CmsAttribute Read(ReadOnlyMemory<byte> encoded) => Read(encoded, anyOrder: false);

    /// <summary>Reads a set of attributes with whatever tag it has.</summary>
    /// <param name="encoded">The set.</param>
    /// <param name="anyOrder">Whether elements may stand out of DER's order: others than we write sets as they please.</param>
    /// <exception cref="AsnContentException">It is no set of attributes in DER, is empty, or holds more than the cap.</exception>
    public static ImmutableArray<CmsAttribute> ReadSet(ReadOnlyMemory<byte> encoded, bool anyOrder = false)
    {
        AsnReader reader = new(encoded, AsnEncodingRules.DER);
        ImmutableArray<ReadOnlyMemory<byte>> elements = DerSet.Read(reader, reader.PeekTag(), Limits.Attributes);
        reader.ThrowIfNotEmpty();
        if (elements.Length is 0 or > Limits.Attributes)
        {
            throw new AsnContentException($"none, or more than {Limits.Attributes}");
        }

        return anyOrder || DerSet.IsSorted(elements) ? [.. elements.Select(e => Read(e, anyOrder))] : throw new AsnContentException("the set is out of order");
    }

    private static CmsAttribute Read(ReadOnlyMemory<byte> encoded, bool anyOrder)
    {
        AsnReader outer = new(encoded, AsnEncodingRules.DER);
        AsnReader attribute = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        string oid = attribute.ReadObjectIdentifier();
        ImmutableArray<ReadOnlyMemory<byte>> values = DerSet.Read(attribute, Asn1Tag.SetOf, Limits.Attributes);
        attribute.ThrowIfNotEmpty();
        if (values.Length > Limits.Attributes)
        {
            throw new AsnContentException($"an attribute with more than {Limits.Attributes} values");
        }

        return anyOrder || DerSet.IsSorted(values) ? new CmsAttribute(oid, values) : throw new AsnContentException("an attribute's values are out of order");
    }
}
