using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>A Name (RFC 5280, 4.1.2.4), parsed once, with the folded form in which names are compared.</summary>
internal sealed class DistinguishedName
{
    private readonly ImmutableArray<ImmutableArray<NameAttribute>> _relativeNames;
    private readonly Lazy<string> _text;

    private DistinguishedName(ReadOnlyMemory<byte> encoded, ImmutableArray<ImmutableArray<NameAttribute>> relativeNames)
    {
        Encoded = encoded;
        _relativeNames = relativeNames;
        Folded = [.. relativeNames.Select(NameFolding.Fold)];
        Key = NameFolding.Join(Folded);
        _text = new Lazy<string>(() => NameText.Write(_relativeNames));
    }

    /// <summary>The DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The relative names, folded by RFC 5280, 7.1: equal strings are equal names. As encoded, least specific first.</summary>
    public ImmutableArray<string> Folded { get; }

    /// <summary>All of <see cref="Folded"/> in one: equal keys are equal names.</summary>
    public string Key { get; }

    public bool IsEmpty => _relativeNames.IsEmpty;

    /// <summary>Most specific part first, in the manner of RFC 4514. May be hostile text.</summary>
    public string Text => _text.Value;

    public IEnumerable<NameAttribute> Attributes => _relativeNames.SelectMany(static r => r);

    /// <summary>Reads the Name that <paramref name="reader"/> stands on.</summary>
    /// <exception cref="AsnContentException">The bytes are no Name.</exception>
    public static DistinguishedName Read(AsnReader reader)
    {
        ReadOnlyMemory<byte> encoded = reader.PeekEncodedValue();
        AsnReader sequence = reader.ReadSequence();
        ImmutableArray<ImmutableArray<NameAttribute>>.Builder relativeNames = ImmutableArray.CreateBuilder<ImmutableArray<NameAttribute>>();
        int count = 0;
        while (sequence.HasData)
        {
            AsnReader set = sequence.ReadSetOf();
            ImmutableArray<NameAttribute>.Builder attributes = ImmutableArray.CreateBuilder<NameAttribute>();
            do
            {
                if (++count > Limits.NameAttributes)
                {
                    throw new AsnContentException("more attributes in a name than the cap");
                }

                AsnReader attribute = set.ReadSequence();
                string oid = attribute.ReadObjectIdentifier();
                Asn1Tag tag = attribute.PeekTag();
                ReadOnlyMemory<byte> value = attribute.ReadEncodedValue();
                attribute.ThrowIfNotEmpty();
                attributes.Add(new NameAttribute(oid, ReadText(tag, value), value));
            }
            while (set.HasData);

            relativeNames.Add(attributes.ToImmutable());
        }

        return new DistinguishedName(encoded, relativeNames.ToImmutable());
    }

    /// <summary>RFC 5280, 7.1. Bytes first: a CA copies its own name.</summary>
    public bool IsEqualTo(DistinguishedName other)
        => Encoded.Span.SequenceEqual(other.Encoded.Span) || string.Equals(Key, other.Key, StringComparison.Ordinal);

    /// <summary>RFC 5280, 4.2.1.10: a directory name lies in a subtree when the subtree's relative names are its first ones.</summary>
    public bool LiesIn(DistinguishedName subtree)
        => subtree.Folded.Length <= Folded.Length && Folded.AsSpan(0, subtree.Folded.Length).SequenceEqual(subtree.Folded.AsSpan());

    private static string? ReadText(Asn1Tag tag, ReadOnlyMemory<byte> value)
    {
        UniversalTagNumber type = (UniversalTagNumber)tag.TagValue;
        bool isString = tag.TagClass == TagClass.Universal && type is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
            or UniversalTagNumber.IA5String or UniversalTagNumber.TeletexString or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString;
        if (!isString)
        {
            return null;
        }

        try
        {
            AsnReader reader = new(value, AsnEncodingRules.DER);
            return reader.ReadCharacterString(type);
        }
        catch (AsnContentException)
        {
            return null; // letters outside the type's alphabet: real issuers do it; compared as bytes
        }
    }
}

/// <summary>One attribute of a distinguished name.</summary>
/// <param name="Oid">The attribute's type.</param>
/// <param name="Text">The value where it is a string; else null.</param>
/// <param name="Encoded">The value's DER.</param>
internal readonly record struct NameAttribute(string Oid, string? Text, ReadOnlyMemory<byte> Encoded);
