using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>The timestamps of a signature file: which there are, and adding one. Everything that is there stays as it is, byte for byte.</summary>
/// <remarks>
/// A timestamp on a signer is the unsigned attribute id-aa-signatureTimeStampToken (RFC 3161, appendix A; CAdES, RFC 5126, 6.1.1). A token is renewed in
/// the same way: a newer token over the old one's signature value lies in the old one's own unsigned attributes. The newer one proves that the old
/// one existed before its authority's certificate expired.
/// </remarks>
public static class SignatureTimestamps
{
    /// <summary>The tokens on a signer that can be read; those over other tokens are inside them.</summary>
    public static ImmutableArray<TimestampToken> Of(CmsSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return [.. TimestampAttributes.Tokens(signer).Take(Limits.Timestamps).Select(static t => TimestampToken.Read(t).TryGetValue(out TimestampToken? token) ? token : null).OfType<TimestampToken>()];
    }

    /// <summary>Checks the answer to a request against the signature that it was made for, and puts its token in.</summary>
    /// <param name="signatureFile">The signature file as it is.</param>
    /// <param name="response">The authority's answer.</param>
    /// <param name="request">The request; null when it is not at hand, and then the nonce cannot be checked.</param>
    /// <returns>The DER of the new signature file; a refusal when the token is not good or belongs to no signer of this file.</returns>
    public static Answer<byte[]> Add(ReadOnlyMemory<byte> signatureFile, ReadOnlyMemory<byte> response, TimestampRequest? request)
    {
        Answer<TimestampToken> granted = TimestampResponse.Read(response);
        Answer<CmsSignature> read = CmsSignature.Read(signatureFile);
        if (!granted.TryGetValue(out TimestampToken? token) || !read.TryGetValue(out CmsSignature? signature))
        {
            return Answers.Refused<byte[]>([.. read.Findings, .. granted.Findings]);
        }

        for (int i = 0; i < signature.Signers.Length; i++)
        {
            if (Find(signature.Signers[i], token, 0) is not { } stamped)
            {
                continue;
            }

            List<Finding> findings = [.. Judge(response, request, token, stamped)];
            byte[]? signer = findings.Exists(static f => f.Severity == Severity.Error) ? null : Place(signature.Signers[i], token, findings);
            return signer is null
                ? Answers.Refused<byte[]>([.. findings])
                : Write(signature, i, signer, findings);
        }

        return Answers.Refused<byte[]>(Finding.Error(
            FindingCode.TimestampImprintMismatch,
            "the timestamp is over none of the signatures in this file",
            "the digest of a signer's signature value, or of a token's",
            token.Imprint.ToString(),
            "ask for a timestamp for this file").Offering(Remedy.RequestStamp));
    }

    /// <summary>The token that a renewal goes over: on the earliest token of the signer, the last of those over it.</summary>
    internal static TimestampToken? Last(CmsSigner signer)
    {
        TimestampToken? last = null;
        CmsSigner current = signer;
        for (int depth = 0; depth < Limits.TimestampDepth; depth++)
        {
            if (Of(current).MinBy(static t => t.GenTime) is not { } next)
            {
                break;
            }

            last = next;
            current = next.Signer;
        }

        return last;
    }

    private static ImmutableArray<Finding> Judge(ReadOnlyMemory<byte> response, TimestampRequest? request, TimestampToken token, CmsSigner stamped)
        => request is null ? token.Verify(stamped, []).Findings : TimestampResponse.Accept(response, request, stamped).Findings;

    private static CmsSigner? Find(CmsSigner signer, TimestampToken token, int depth)
        => token.IsOver(signer) ? signer
            : depth > Limits.TimestampDepth ? null
            : Of(signer).Select(t => Find(t.Signer, token, depth + 1)).FirstOrDefault(static s => s is not null);

    private static byte[]? Place(CmsSigner signer, TimestampToken token, List<Finding> findings)
    {
        try
        {
            return TimestampWriter.Attach(signer, token, 0);
        }
        catch (AsnContentException e)
        {
            findings.Add(TimestampFindings.Malformed($"a token that cannot be put into a DER file: {e.Message.TrimEnd('.')}"));
            return null;
        }
    }

    private static Answer<byte[]> Write(CmsSignature signature, int index, byte[] signer, List<Finding> findings)
    {
        byte[] written = CmsWriter.Write(signature.Parts with { SignerInfos = signature.Parts.SignerInfos.SetItem(index, signer) });

        // The reader's caps are the writer's: nobody could verify what lies beyond them.
        Answer<CmsSignature> again = CmsSignature.Read(written);
        return again.Passed ? Answers.Passed(written, [.. findings]) : Answers.Refused<byte[]>([.. again.Findings]);
    }
}
