using System.Formats.Asn1;
using System.Numerics;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>A request for a timestamp over a signature value (TimeStampReq, RFC 3161, 2.4.1). Sending it is the caller's affair.</summary>
/// <remarks>Immutable. It always asks for the authority's certificate (certReq): without it nobody could check the token years later.</remarks>
public sealed class TimestampRequest
{
    private TimestampRequest(TimestampImprint imprint, string? policy, ReadOnlyMemory<byte> nonce, ReadOnlyMemory<byte> encoded)
    {
        Imprint = imprint;
        Policy = policy;
        Nonce = nonce;
        Encoded = encoded;
    }

    /// <summary>The request's DER: the body of a POST with the type <c>application/timestamp-query</c> (RFC 3161, 3.4).</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The policy that the token must be made under, as dotted identifier; null leaves it to the authority.</summary>
    public string? Policy { get; }

    /// <summary>The nonce as the token must repeat it, two's complement; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Nonce { get; }

    internal TimestampImprint Imprint { get; }

    /// <summary>A request over the signature value of a signer.</summary>
    /// <param name="signer">The signer of a plugin's signature.</param>
    /// <param name="nonce">Fresh random bytes, 8 or more; empty for none. The library draws no random numbers for it: whoever asks must know it.</param>
    /// <param name="digest">The digest of the imprint.</param>
    /// <param name="policy">The policy to ask for, as dotted identifier; null for any.</param>
    /// <exception cref="ArgumentException">The nonce is longer than the cap, or the policy is no identifier.</exception>
    public static TimestampRequest For(CmsSigner signer, ReadOnlySpan<byte> nonce, DigestAlgorithm digest = DigestAlgorithm.Sha256, string? policy = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return Write(TimestampImprint.Of(signer.Signature.Span, digest), nonce, policy);
    }

    /// <summary>A request over a token, to prolong it: over the last of the tokens on the earliest one. Null when the signer has no token that can be read.</summary>
    /// <inheritdoc cref="For"/>
    public static TimestampRequest? ForRenewal(CmsSigner signer, ReadOnlySpan<byte> nonce, DigestAlgorithm digest = DigestAlgorithm.Sha256, string? policy = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return SignatureTimestamps.Last(signer) is { } last ? For(last.Signer, nonce, digest, policy) : null;
    }

    /// <summary>Reads a request back, for example one that was written to a file for an air gap.</summary>
    /// <param name="encoded">The request. It is kept, not copied.</param>
    public static Answer<TimestampRequest> Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            AsnReader outer = new(encoded, AsnEncodingRules.DER);
            AsnReader request = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (!request.TryReadInt32(out int version) || version != 1)
            {
                throw new AsnContentException("another version than 1");
            }

            TimestampImprint imprint = TimestampImprint.Read(request.ReadSequence());
            string? policy = request.HasData && request.PeekTag() == Asn1Tag.ObjectIdentifier ? request.ReadObjectIdentifier() : null;
            ReadOnlyMemory<byte> nonce = request.HasData && request.PeekTag() == Asn1Tag.Integer ? request.ReadIntegerBytes() : default;
            return Answers.Passed(new TimestampRequest(imprint, policy, nonce, encoded));
        }
        catch (AsnContentException e)
        {
            return Answers.Refused<TimestampRequest>(Finding.Error(
                FindingCode.TimestampMalformed, "the timestamp request is malformed", "an RFC 3161 request (TimeStampReq, 2.4.1)", e.Message.TrimEnd('.'), "make the request again").Offering(Remedy.RequestStamp));
        }
    }

    private static TimestampRequest Write(TimestampImprint imprint, ReadOnlySpan<byte> nonce, string? policy)
    {
        if (nonce.Length > Limits.TimestampNonceBytes)
        {
            throw new ArgumentException($"a nonce of more than {Limits.TimestampNonceBytes} bytes", nameof(nonce));
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        byte[] number = nonce.IsEmpty ? [] : new BigInteger(nonce, isUnsigned: true, isBigEndian: true).ToByteArray(isBigEndian: true);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            imprint.Write(writer);
            if (policy is not null)
            {
                writer.WriteObjectIdentifier(policy);
            }

            if (number.Length > 0)
            {
                writer.WriteInteger(number);
            }

            writer.WriteBoolean(value: true);
        }

        return new TimestampRequest(imprint, policy, number, writer.Encode());
    }
}
