using System.Collections.Immutable;

namespace PluginSign.Signatures;

/// <summary>A content and what each signer of it proves. Made by <see cref="CmsSignature.Verify"/> alone.</summary>
public sealed class SignedContent
{
    internal SignedContent(ImmutableArray<Claim> signers)
    {
        Signers = signers;
    }

    /// <summary>Every signer, in the signature's order; never empty.</summary>
    public ImmutableArray<Claim> Signers { get; }
}
