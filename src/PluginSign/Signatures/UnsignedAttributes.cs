using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The unsigned attributes of a signer (RFC 5652, 5.3). Nothing proves them, so only their shape is judged here.</summary>
internal static class UnsignedAttributes
{
    public static void Check(CmsSigner signer, List<Finding> findings)
    {
        if (signer.UnsignedAttributes.IsEmpty)
        {
            return;
        }

        try
        {
            CmsAttribute.ReadSet(signer.UnsignedAttributes);
        }
        catch (AsnContentException e)
        {
            findings.Add(Finding.Error(
                FindingCode.SignatureMalformed,
                "the signer's unsigned attributes are malformed",
                "a set of attributes in DER (RFC 5652, 5.3)",
                e.Message.TrimEnd('.'),
                "get the signature file again, or sign again"));
        }
    }
}
