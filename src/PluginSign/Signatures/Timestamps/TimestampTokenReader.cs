using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>Takes a token apart: SignedData (RFC 5652, 5.1) over an encapsulated TSTInfo, with exactly one signer (RFC 3161, 2.4.2).</summary>
internal static class TimestampTokenReader
{
    public static Answer<TimestampToken> Read(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > Limits.TimestampBytes)
        {
            return Answers.Refused<TimestampToken>(TimestampFindings.TooLarge(encoded.Length));
        }

        Answer<SignedDataParts> read = SignedDataReader.Read(encoded, SignedDataProfile.Timestamp);
        if (!read.TryGetValue(out SignedDataParts? parts))
        {
            return Answers.Refused<TimestampToken>([.. read.Findings.Select(static f => TimestampFindings.Malformed(f))]);
        }

        try
        {
            return Read(encoded, parts);
        }
        catch (AsnContentException e)
        {
            return Answers.Refused<TimestampToken>(TimestampFindings.Malformed(e.Message.TrimEnd('.')));
        }
    }

    private static Answer<TimestampToken> Read(ReadOnlyMemory<byte> encoded, SignedDataParts parts)
    {
        List<Finding> findings = [];
        return Answers.Passed(
            new TimestampToken(
                encoded,
                parts.Content,
                TimestampInfo.Read(parts.Content),
                CmsSigner.Read(parts.SignerInfos[0], AsnEncodingRules.BER),
                [.. parts.DigestAlgorithms.Select(static d => DigestIdentifier.Read(new AsnReader(d, AsnEncodingRules.BER).ReadSequence()).Oid)],
                CertificateBag.Read(parts.Certificates, findings)),
            [.. findings.Select(static f => f.As(FindingCode.TimestampMalformed, f.Message).Harmless())]);
    }
}
