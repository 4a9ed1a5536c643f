using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Tests;

/// <summary>DER of GeneralName choices (RFC 5280, 4.2.1.6), well-formed or not, and of the extensions that hold them.</summary>
internal static class GeneralNames
{
    public const string SubjectAltName = "2.5.29.17";
    public const string NameConstraints = "2.5.29.30";

    public static byte[] Email(string name) => Text(1, name);

    public static byte[] Dns(string name) => Text(2, name);

    public static byte[] Uri(string name) => Text(6, name);

    public static byte[] Ip(string address) => Ip(IPAddress.Parse(address).GetAddressBytes());

    /// <summary>An address, or for a constraint the address followed by its mask.</summary>
    public static byte[] Ip(params byte[] octets) => Primitive(7, octets);

    public static byte[] Directory(string distinguishedName)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
        {
            writer.WriteEncodedValue(new X500DistinguishedName(distinguishedName).RawData);
        }

        return writer.Encode();
    }

    public static byte[] Registered(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid, new Asn1Tag(TagClass.ContextSpecific, 8));
        return writer.Encode();
    }

    public static byte[] Other(string oid, string value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
            }
        }

        return writer.Encode();
    }

    public static byte[] Sequence(params IEnumerable<byte[]> names)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (byte[] name in names)
            {
                writer.WriteEncodedValue(name);
            }
        }

        return writer.Encode();
    }

    /// <summary>A critical nameConstraints extension.</summary>
    public static TestExtension Constraints(IEnumerable<byte[]>? permitted = null, IEnumerable<byte[]>? excluded = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteSubtrees(writer, 0, permitted);
            WriteSubtrees(writer, 1, excluded);
        }

        return new TestExtension(NameConstraints, true, writer.Encode());
    }

    private static void WriteSubtrees(AsnWriter writer, int tag, IEnumerable<byte[]>? names)
    {
        if (names is null)
        {
            return;
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag)))
        {
            foreach (byte[] name in names)
            {
                using (writer.PushSequence())
                {
                    writer.WriteEncodedValue(name);
                }
            }
        }
    }

    private static byte[] Text(int tag, string text) => Primitive(tag, System.Text.Encoding.Latin1.GetBytes(text));

    private static byte[] Primitive(int tag, byte[] octets)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteOctetString(octets, new Asn1Tag(TagClass.ContextSpecific, tag));
        return writer.Encode();
    }
}
