using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>A name in a subject alternative name or in a name constraint (RFC 5280, 4.2.1.6).</summary>
/// <param name="Kind">Which choice it is.</param>
/// <param name="Text">Email, DNS and URI: the ASCII text; registered id: the identifier; other name: its type; else empty.</param>
/// <param name="Octets">IP address: its octets, in a constraint followed by the mask; else empty.</param>
/// <param name="Directory">Directory name; else null.</param>
internal sealed record GeneralName(GeneralNameKind Kind, string Text, ReadOnlyMemory<byte> Octets, DistinguishedName? Directory)
{
    /// <summary>An emailAddress of a subject: there the part before the @ is not case-sensitive (RFC 5280, 4.1.2.6).</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName.</summary>
    public static ImmutableArray<GeneralName> ReadAll(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        ImmutableArray<GeneralName>.Builder names = ImmutableArray.CreateBuilder<GeneralName>();
        do
        {
            if (names.Count == Limits.Names)
            {
                throw new AsnContentException("more names than the cap");
            }

            names.Add(Read(sequence));
        }
        while (sequence.HasData);

        return names.ToImmutable();
    }

    public static GeneralName Read(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific || tag.TagValue > 8)
        {
            throw new AsnContentException("no such kind of name");
        }

        GeneralNameKind kind = (GeneralNameKind)(tag.TagValue + 1);
        switch (kind)
        {
            case GeneralNameKind.Email or GeneralNameKind.Dns or GeneralNameKind.Uri:
                return new GeneralName(kind, reader.ReadCharacterString(UniversalTagNumber.IA5String, tag), default, null);
            case GeneralNameKind.IpAddress:
                return new GeneralName(kind, string.Empty, reader.ReadOctetString(tag), null);
            case GeneralNameKind.RegisteredId:
                return new GeneralName(kind, reader.ReadObjectIdentifier(tag), default, null);
            case GeneralNameKind.Directory:
                // Name is a CHOICE, so the tag is explicit.
                AsnReader tagged = reader.ReadSequence(tag);
                DistinguishedName name = DistinguishedName.Read(tagged);
                tagged.ThrowIfNotEmpty();
                return new GeneralName(kind, string.Empty, default, name);
            case GeneralNameKind.Other:
                return new GeneralName(kind, reader.ReadSequence(tag).ReadObjectIdentifier(), default, null); // its type-id
            default:
                reader.ReadEncodedValue();
                return new GeneralName(kind, string.Empty, default, null);
        }
    }

    public override string ToString() => Kind switch
    {
        GeneralNameKind.Email => $"email {Text}",
        GeneralNameKind.Dns => $"DNS {Text}",
        GeneralNameKind.Uri => $"URI {Text}",
        GeneralNameKind.RegisteredId => $"registered id {Text}",
        GeneralNameKind.IpAddress => $"IP {AddressText(Octets.Span)}",
        GeneralNameKind.Directory => $"directory name {Directory!.Text}",
        GeneralNameKind.Other => "an other name",
        GeneralNameKind.X400 => "an X.400 address",
        GeneralNameKind.EdiParty => "an EDI party name",
        GeneralNameKind.None => "no name",
    };

    private static string AddressText(ReadOnlySpan<byte> octets) => octets.Length switch
    {
        4 or 16 => new System.Net.IPAddress(octets).ToString(),
        8 or 32 => $"{new System.Net.IPAddress(octets[..(octets.Length / 2)])}/{new System.Net.IPAddress(octets[(octets.Length / 2)..])}",
        _ => Convert.ToHexStringLower(octets),
    };
}

/// <summary>The choices of a GeneralName (RFC 5280, 4.2.1.6): the context tag plus one, so that 0 is none of them.</summary>
internal enum GeneralNameKind
{
    None = 0,
    Other = 1,
    Email = 2,
    Dns = 3,
    X400 = 4,
    Directory = 5,
    EdiParty = 6,
    Uri = 7,
    IpAddress = 8,
    RegisteredId = 9,
}
