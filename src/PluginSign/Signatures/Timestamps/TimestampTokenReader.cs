using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>Takes a token apart: SignedData (RFC 5652, 5.1) over an encapsulated TSTInfo, with exactly one signer (RFC 3161, 2.4.2).</summary>
internal static class TimestampTokenReader
{
    private static readonly Asn1Tag s_context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static Checked<TimestampToken> Read(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.Length > Limits.TimestampBytes)
        {
            return CheckedAnswers.Refused<TimestampToken>(TimestampFindings.TooLarge(encoded.Length));
        }

        try
        {
            AsnReader outer = new(encoded, AsnEncodingRules.BER);
            AsnReader contentInfo = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (contentInfo.ReadObjectIdentifier() is not CmsOids.SignedData)
            {
                throw new AsnContentException("another content type than SignedData");
            }

            AsnReader content = contentInfo.ReadSequence(s_context0);
            contentInfo.ThrowIfNotEmpty();
            AsnReader signedData = content.ReadSequence();
            content.ThrowIfNotEmpty();
            return ReadSignedData(encoded, signedData);
        }
        catch (AsnContentException e)
        {
            return CheckedAnswers.Refused<TimestampToken>(TimestampFindings.Malformed(e.Message.TrimEnd('.')));
        }
    }

    private static Checked<TimestampToken> ReadSignedData(ReadOnlyMemory<byte> encoded, AsnReader signedData)
    {
        // RFC 3161 says 3; version 1 of the wild is harmless, for the number decides nothing that is read here.
        if (!signedData.TryReadInt32(out int version) || version is < 1 or > 5)
        {
            throw new AsnContentException("an unknown version of SignedData");
        }

        ImmutableArray<ReadOnlyMemory<byte>> digests = DerSet.Read(signedData, Asn1Tag.SetOf, Limits.Signers);
        ReadOnlyMemory<byte> content = ReadContent(signedData.ReadSequence());
        ImmutableArray<ReadOnlyMemory<byte>> certificates = signedData.HasData && signedData.PeekTag() == s_context0
            ? DerSet.Read(signedData, s_context0, Limits.BagCertificates)
            : [];
        if (signedData.HasData && signedData.PeekTag() == s_context1)
        {
            signedData.ReadEncodedValue(); // revocation data: judged elsewhere
        }

        ImmutableArray<ReadOnlyMemory<byte>> signers = DerSet.Read(signedData, Asn1Tag.SetOf, 1);
        signedData.ThrowIfNotEmpty();
        if (signers.Length != 1 || digests.Length > Limits.Signers || certificates.Length > Limits.BagCertificates)
        {
            throw new AsnContentException(signers.Length == 1 ? "too many digest algorithms or certificates" : "none or several signers");
        }

        List<Finding> findings = [];
        return CheckedAnswers.Passed(
            new TimestampToken(
                encoded,
                content,
                TimestampInfo.Read(content),
                CmsSigner.Read(signers[0], AsnEncodingRules.BER),
                [.. digests.Select(static d => DigestIdentifier.Read(new AsnReader(d, AsnEncodingRules.BER).ReadSequence()).Oid)],
                CertificateBag.Read(certificates, findings)),
            [.. findings.Select(static f => Finding.Warning(FindingCode.TimestampMalformed, f.Message, f.Expected, f.Actual, f.Hint))]);
    }

    // RFC 3161, 2.4.2: eContentType id-ct-TSTInfo, eContent the DER of TSTInfo.
    private static byte[] ReadContent(AsnReader encapsulated)
    {
        if (encapsulated.ReadObjectIdentifier() is not CmsOids.TimestampInfo)
        {
            throw new AsnContentException("signed content of another type than TSTInfo");
        }

        AsnReader content = encapsulated.ReadSequence(s_context0);
        encapsulated.ThrowIfNotEmpty();
        byte[] bytes = content.ReadOctetString();
        content.ThrowIfNotEmpty();
        return bytes;
    }
}
