using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>The answer of a timestamp authority (TimeStampResp, RFC 3161, 2.4.2).</summary>
public static class TimestampResponse
{
    private const int TextsMost = 8;
    private const int TextCharacters = 200;

    // PKIStatus: 0 granted, 1 grantedWithMods; everything else comes without a token.
    private const int GrantedWithMods = 1;

    /// <summary>Reads an answer and hands out its token when it was granted. A value says nothing about trust: <see cref="Accept"/> does more.</summary>
    /// <param name="encoded">The whole answer. It is kept, not copied: the caller must not change it.</param>
    public static Answer<TimestampToken> Read(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > Limits.TimestampBytes)
        {
            return Answers.Refused<TimestampToken>(TimestampFindings.TooLarge(encoded.Length));
        }

        try
        {
            AsnReader outer = new(encoded, AsnEncodingRules.BER);
            AsnReader response = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            AsnReader status = response.ReadSequence();
            if (!status.TryReadInt32(out int number) || number < 0)
            {
                throw new AsnContentException("an unknown status");
            }

            if (number > GrantedWithMods)
            {
                return Answers.Refused<TimestampToken>(Refused(number, status));
            }

            ReadOnlyMemory<byte> token = response.HasData ? response.ReadEncodedValue() : throw new AsnContentException("granted, but no token");
            response.ThrowIfNotEmpty();
            return TimestampToken.Read(token);
        }
        catch (AsnContentException e)
        {
            return Answers.Refused<TimestampToken>(Finding.Error(
                FindingCode.TimestampResponseMalformed,
                "the answer of the timestamp authority is malformed",
                "an RFC 3161 response (TimeStampResp, 2.4.2)",
                e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Reads an answer and checks that its token answers the request: imprint, nonce, policy, and a signature by a certificate that came along.</summary>
    /// <param name="encoded">The whole answer.</param>
    /// <param name="request">The request.</param>
    /// <param name="stamped">The signer, or the signer of the token, that the request was made for.</param>
    internal static Answer<TimestampToken> Accept(ReadOnlyMemory<byte> encoded, TimestampRequest request, CmsSigner stamped)
    {
        Answer<TimestampToken> read = Read(encoded);
        if (!read.TryGetValue(out TimestampToken? token))
        {
            return read;
        }

        List<Finding> findings = [.. read.Findings, .. token.Verify(stamped, []).Findings];
        if (!token.Imprint.IsSame(request.Imprint) && !findings.Exists(static f => f.Code == FindingCode.TimestampImprintMismatch))
        {
            findings.Add(TimestampFindings.OtherImprint(token.Imprint, stamped.Signature.Span));
        }

        CheckNonce(token, request, findings);
        if (request.Policy is { } policy && !string.Equals(policy, token.Policy, StringComparison.Ordinal))
        {
            findings.Add(Finding.Error(FindingCode.TimestampPolicyMismatch, "the timestamp was made under another policy than was asked for", policy, token.Policy));
        }

        return Answers.Passed(token, [.. findings]);
    }

    // RFC 3161, 2.4.2: present when it was in the request, and then the same.
    private static void CheckNonce(TimestampToken token, TimestampRequest request, List<Finding> findings)
    {
        if (!request.Nonce.IsEmpty && !request.Nonce.Span.SequenceEqual(token.Nonce.Span))
        {
            findings.Add(Finding.Error(
                FindingCode.TimestampNonceMismatch,
                "the timestamp answers another request",
                $"nonce {Convert.ToHexStringLower(request.Nonce.Span)}",
                token.Nonce.IsEmpty ? "none" : $"nonce {Convert.ToHexStringLower(token.Nonce.Span)}"));
        }
    }

    // PKIStatusInfo ::= SEQUENCE { status, statusString PKIFreeText OPTIONAL, failInfo PKIFailureInfo OPTIONAL }
    private static Finding Refused(int number, AsnReader status)
    {
        List<string> texts = [];
        if (status.HasData && status.PeekTag() == Asn1Tag.Sequence)
        {
            AsnReader free = status.ReadSequence();
            while (free.HasData && texts.Count < TextsMost)
            {
                string text = free.ReadCharacterString(UniversalTagNumber.UTF8String);
                texts.Add(text.Length > TextCharacters ? text[..TextCharacters] : text);
            }
        }

        string name = number switch { 2 => "rejection", 3 => "waiting", 4 => "revocation warning", 5 => "revocation notification", _ => $"status {number}" };
        return Finding.Error(
            FindingCode.TimestampRefused,
            "the timestamp authority refused the request",
            "granted",
            texts.Count == 0 ? name : $"{name}: {string.Join("; ", texts)}");
    }
}
