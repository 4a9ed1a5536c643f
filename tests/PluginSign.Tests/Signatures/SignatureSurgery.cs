using PluginSign.Certificates;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>Changes to a signature that anybody could make, because nothing signs them.</summary>
internal static class SignatureSurgery
{
    /// <summary>Takes one signer out and leaves its certificate in the bag.</summary>
    public static byte[] DropSigner(byte[] signature, Certificate signer)
    {
        Assert.True(CmsSignature.Read(signature).TryGetValue(out CmsSignature? read));
        return CmsWriter.Write(read.Parts with { SignerInfos = [.. read.Signers.Where(s => !s.Identifier.Matches(signer)).Select(static s => s.Encoded)] });
    }

    /// <summary>Puts values into the unsigned attribute for timestamps of the first signer, whatever they are.</summary>
    public static byte[] Stamp(byte[] signature, params byte[][] tokens)
    {
        Assert.True(CmsSignature.Read(signature).TryGetValue(out CmsSignature? read));
        byte[] attributes = Der.Tlv(0xA1, SignerForge.Attribute(CmsOids.TimestampToken, tokens));
        byte[] signer = Der.Seq(new System.Formats.Asn1.AsnReader(read.Signers[0].Encoded, System.Formats.Asn1.AsnEncodingRules.DER).PeekContentBytes().ToArray(), attributes);
        return CmsWriter.Write(read.Parts with { SignerInfos = read.Parts.SignerInfos.SetItem(0, signer) });
    }
}
