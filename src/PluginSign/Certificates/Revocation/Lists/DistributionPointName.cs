using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>DistributionPointName (RFC 5280, 4.2.1.13): names in full, or one relative to the CRL issuer's.</summary>
/// <param name="FullNames">The names; empty for a relative one.</param>
/// <param name="RelativeName">The relative name's attributes, the content of its SET; empty for full names.</param>
internal sealed record DistributionPointName(ImmutableArray<GeneralName> FullNames, ReadOnlyMemory<byte> RelativeName)
{
    private static readonly Asn1Tag FullNameTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag RelativeNameTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>Reads the choice inside its explicit tag.</summary>
    public static DistributionPointName Read(AsnReader reader, Asn1Tag explicitTag)
    {
        AsnReader choice = reader.ReadSequence(explicitTag);
        Asn1Tag tag = choice.PeekTag();
        DistributionPointName name;
        if (tag == FullNameTag)
        {
            name = new DistributionPointName(ReadNames(choice, FullNameTag), default);
        }
        else if (tag == RelativeNameTag)
        {
            name = new DistributionPointName([], choice.PeekContentBytes());
            choice.ReadEncodedValue();
        }
        else
        {
            throw new AsnContentException("no such kind of distribution point name");
        }

        choice.ThrowIfNotEmpty();
        return name;
    }

    /// <summary>GeneralNames with an implicit tag: at least one.</summary>
    public static ImmutableArray<GeneralName> ReadNames(AsnReader reader, Asn1Tag tag)
    {
        AsnReader sequence = reader.ReadSequence(tag);
        ImmutableArray<GeneralName>.Builder names = ImmutableArray.CreateBuilder<GeneralName>();
        do
        {
            if (names.Count == Limits.DistributionPointNames)
            {
                throw new AsnContentException("more names in a distribution point than the cap");
            }

            names.Add(GeneralName.Read(sequence));
        }
        while (sequence.HasData);

        return names.ToImmutable();
    }

    /// <summary>The names in full.</summary>
    /// <param name="relativeTo">The CRL issuer's name.</param>
    /// <exception cref="AsnContentException">The relative name is none.</exception>
    public ImmutableArray<GeneralName> Names(DistinguishedName relativeTo)
        => RelativeName.IsEmpty ? FullNames : [new GeneralName(GeneralNameKind.Directory, string.Empty, default, Below(relativeTo))];

    private DistinguishedName Below(DistinguishedName parent)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            AsnReader relativeNames = DerReading.ReadOnlySequence(parent.Encoded);
            while (relativeNames.HasData)
            {
                writer.WriteEncodedValue(relativeNames.ReadEncodedValue().Span);
            }

            using (writer.PushSetOf())
            {
                AsnReader attributes = new(RelativeName, AsnEncodingRules.DER);
                while (attributes.HasData)
                {
                    writer.WriteEncodedValue(attributes.ReadEncodedValue().Span);
                }
            }
        }

        return DistinguishedName.Read(new AsnReader(writer.Encode(), AsnEncodingRules.DER));
    }
}
