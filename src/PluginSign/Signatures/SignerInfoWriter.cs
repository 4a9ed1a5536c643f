using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Certificates;

namespace PluginSign.Signatures;

/// <summary>Writes one SignerInfo (RFC 5652, 5.3): version 1, by issuer and serial number, with signed attributes.</summary>
internal static class SignerInfoWriter
{
    private static readonly Asn1Tag s_directoryName = new(TagClass.ContextSpecific, 4, isConstructed: true);

    /// <summary>The signed attributes as they are signed: a DER SET OF (RFC 5652, 5.4).</summary>
    public static byte[] SignedAttributes(ContentDigest digest, DateTimeOffset signingTime, Certificate certificate)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, CmsOids.ContentType, static w => w.WriteObjectIdentifier(CmsOids.IdData));
            WriteAttribute(writer, CmsOids.MessageDigest, w => w.WriteOctetString(digest.Value));
            WriteAttribute(writer, CmsOids.SigningTime, w => WriteTime(w, signingTime));
            WriteAttribute(writer, CmsOids.SigningCertificateV2, w => WriteSigningCertificate(w, certificate));
        }

        return writer.Encode();
    }

    /// <summary>The whole SignerInfo.</summary>
    public static byte[] Write(
        Certificate certificate, DigestAlgorithm digest, ReadOnlySpan<byte> signedAttributes, SignatureScheme scheme, ReadOnlySpan<byte> signature)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.IssuerName.Span);
                writer.WriteInteger(certificate.SerialNumber.Span);
            }

            writer.WriteEncodedValue(DigestAlgorithmIdentifier(digest));
            byte[] implicitlyTagged = signedAttributes.ToArray();
            implicitlyTagged[0] = 0xA0; // [0] IMPLICIT in the file, SET OF under the signature
            writer.WriteEncodedValue(implicitlyTagged);
            scheme.Write(writer);
            writer.WriteOctetString(signature);
        }

        return writer.Encode();
    }

    /// <summary>RFC 5754, 2: the parameters of a SHA-2 digest are left out.</summary>
    public static byte[] DigestAlgorithmIdentifier(DigestAlgorithm digest)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(digest.Oid());
        }

        return writer.Encode();
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action<AsnWriter> writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                writeValue(writer);
            }
        }
    }

    // RFC 5652, 11.3.
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        DateTimeOffset utc = time.ToUniversalTime();
        if (utc.Year is >= 1950 and <= 2049)
        {
            writer.WriteUtcTime(utc, twoDigitYearMax: 2049);
        }
        else
        {
            writer.WriteGeneralizedTime(utc, omitFractionalSeconds: true);
        }
    }

    // RFC 5035, 3: SHA-256 is the DEFAULT of hashAlgorithm, and DER leaves a default out.
    private static void WriteSigningCertificate(AsnWriter writer, Certificate certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(DigestAlgorithm.Sha256.Hash(certificate.Encoded.Span));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(s_directoryName))
                {
                    writer.WriteEncodedValue(certificate.IssuerName.Span);
                }

                writer.WriteInteger(certificate.SerialNumber.Span);
            }
        }
    }
}
