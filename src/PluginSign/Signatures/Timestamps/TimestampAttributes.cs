using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Signatures.Timestamps;

/// <summary>Where tokens lie: the unsigned attribute id-aa-signatureTimeStampToken (RFC 3161, appendix A) of a signer, be it a plugin's or a token's own.</summary>
internal static class TimestampAttributes
{
    /// <summary>The values of the attribute, each a token or something that pretends to be one; none when the attributes cannot be read, which others report.</summary>
    public static ImmutableArray<ReadOnlyMemory<byte>> Tokens(CmsSigner signer) => Values(signer.UnsignedAttributes);

    /// <summary>Whether a token stands among the signed attributes.</summary>
    public static bool IsMisplaced(CmsSigner signer) => !Values(signer.SignedAttributes).IsEmpty;

    private static ImmutableArray<ReadOnlyMemory<byte>> Values(ReadOnlyMemory<byte> attributes)
    {
        if (attributes.IsEmpty)
        {
            return [];
        }

        try
        {
            return [.. CmsAttribute.ReadSet(attributes, anyOrder: true).Where(static a => a.Oid is CmsOids.TimestampToken).SelectMany(static a => a.Values)];
        }
        catch (AsnContentException)
        {
            return [];
        }
    }
}
