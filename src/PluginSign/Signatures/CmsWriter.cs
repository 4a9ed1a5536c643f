using System.Formats.Asn1;

namespace PluginSign.Signatures;

/// <summary>Writes the DER of a detached SignedData over id-data (RFC 5652, 3 and 5.1). The one place that knows the outer structure's order.</summary>
internal static class CmsWriter
{
    private static readonly Asn1Tag s_context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Writes the parts as they are; sets are put into DER's order, and the version follows from the parts.</summary>
    public static byte[] Write(SignedDataParts parts)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsOids.SignedData);
            using (writer.PushSequence(s_context0))
            using (writer.PushSequence())
            {
                WriteSignedData(writer, parts);
            }
        }

        return writer.Encode();
    }

    private static void WriteSignedData(AsnWriter writer, SignedDataParts parts)
    {
        writer.WriteInteger(parts.RequiredVersion());
        WriteSet(writer, parts.DigestAlgorithms, Asn1Tag.SetOf);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsOids.IdData); // and no eContent: detached
        }

        if (!parts.Certificates.IsEmpty)
        {
            WriteSet(writer, parts.Certificates, s_context0);
        }

        if (!parts.Crls.IsEmpty)
        {
            writer.WriteEncodedValue(parts.Crls.Span);
        }

        WriteSet(writer, parts.SignerInfos, Asn1Tag.SetOf);
    }

    private static void WriteSet(AsnWriter writer, IEnumerable<ReadOnlyMemory<byte>> elements, Asn1Tag tag)
    {
        using (writer.PushSetOf(tag))
        {
            foreach (ReadOnlyMemory<byte> element in elements)
            {
                writer.WriteEncodedValue(element.Span);
            }
        }
    }
}
