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
}
