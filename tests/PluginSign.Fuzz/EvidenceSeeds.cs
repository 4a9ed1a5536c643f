using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Verification;

namespace PluginSign.Fuzz;

/// <summary>Good CRLs, OCSP responses and evidence packs.</summary>
internal static class EvidenceSeeds
{
    /// <summary>An empty one, and one with reasons, a hold, a scope and a promise about expired certificates. PEM is the certificate target's: a name in it makes a new answer each time.</summary>
    public static List<byte[]> Crls()
    {
        byte[] pem = SeedPki.Ascii("crl.pem");
        PemFields fields = PemEncoding.FindUtf8(pem);
        byte[] der = Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(pem[fields.Base64Data]));
        return [der, FullCrl()];
    }

    /// <summary>Good, revoked with a reason, and unknown; with a responder's certificate, and without.</summary>
    public static List<byte[]> OcspResponses() => [Ocsp(0, false), Ocsp(1, true), Ocsp(2, false)];

    public static List<byte[]> Packs()
    {
        EvidencePack empty = new(SeedPki.Time);
        EvidencePack full = new(SeedPki.Time)
        {
            Certificates = [SeedPki.Intermediate.Value],
            Crls = [SeedPki.Must(CertificateRevocationList.Read(FullCrl()))],
            OcspResponses = [SeedPki.Must(OcspResponse.Read(Ocsp(0, false)))],
            Timestamps = [new byte[] { 0x30, 0 }],
        };
        return [empty.ToJson(), full.ToJson()];
    }

    private static byte[] FullCrl()
    {
        AsnWriter scope = new(AsnEncodingRules.DER);
        using (scope.PushSequence())
        {
            Asn1Tag tag = new(TagClass.ContextSpecific, 0);
            using (scope.PushSequence(tag))
            using (scope.PushSequence(tag))
            {
                using (scope.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                {
                    scope.WriteEncodedValue(IssuerName()); // the point of a certificate that names none
                }

                scope.WriteCharacterString(UniversalTagNumber.IA5String, "http://crl.example/a", new Asn1Tag(TagClass.ContextSpecific, 6));
            }

            scope.WriteNamedBitList(new System.Collections.BitArray(new[] { false, true, true }), new Asn1Tag(TagClass.ContextSpecific, 3));
        }

        AsnWriter since = new(AsnEncodingRules.DER);
        since.WriteGeneralizedTime(SeedPki.Time, omitFractionalSeconds: true);
        AsnWriter tbs = new(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(1);
            Algorithm(tbs);
            tbs.WriteEncodedValue(IssuerName());
            tbs.WriteUtcTime(SeedPki.Time.AddDays(1));
            tbs.WriteUtcTime(SeedPki.Time.AddDays(8));
            using (tbs.PushSequence())
            {
                Entry(tbs, SeedPki.SignerNumber().Span, 6);
                Entry(tbs, [0x01], 1);
                Entry(tbs, [0x02], 8);
            }

            using (tbs.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (tbs.PushSequence())
            {
                Extension(tbs, "2.5.29.35", IssuerKey());
                Extension(tbs, "2.5.29.20", [0x02, 0x01, 0x05]);
                Extension(tbs, "2.5.29.28", scope.Encode(), critical: true);
                Extension(tbs, "2.5.29.60", since.Encode());
            }
        }

        return Signed(tbs.Encode(), []);
    }

    private static void Entry(AsnWriter writer, ReadOnlySpan<byte> serial, byte reason)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(serial);
            writer.WriteUtcTime(SeedPki.Time);
            using (writer.PushSequence())
            {
                Extension(writer, "2.5.29.21", [0x0A, 0x01, reason]);
            }
        }
    }

    private static byte[] Ocsp(int status, bool withCertificate)
    {
        AsnWriter data = new(AsnEncodingRules.DER);
        using (data.PushSequence())
        {
            using (data.PushSequence(Tag(1)))
            {
                data.WriteEncodedValue(IssuerName());
            }

            data.WriteGeneralizedTime(SeedPki.Time.AddDays(1), omitFractionalSeconds: true);
            using (data.PushSequence())
            using (data.PushSequence())
            {
                CertificateId(data);
                Status(data, status);
                data.WriteGeneralizedTime(SeedPki.Time.AddDays(1), omitFractionalSeconds: true);
                using (data.PushSequence(Tag(0)))
                {
                    data.WriteGeneralizedTime(SeedPki.Time.AddDays(8), omitFractionalSeconds: true);
                }
            }
        }

        byte[] basic = Signed(data.Encode(), withCertificate ? SeedPki.Der("intermediate.pem") : []);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
            using (writer.PushSequence(Tag(0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                writer.WriteOctetString(basic);
            }
        }

        return writer.Encode();
    }

    private static void CertificateId(AsnWriter writer)
    {
        using ECDsa key = SeedPki.Key("intermediate.key.pem");
        AsnReader info = new AsnReader(key.ExportSubjectPublicKeyInfo(), AsnEncodingRules.DER).ReadSequence();
        info.ReadEncodedValue();
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
            }

            writer.WriteOctetString(SHA256.HashData(IssuerName()));
            writer.WriteOctetString(SHA256.HashData(info.ReadBitString(out _)));
            writer.WriteInteger(SeedPki.SignerNumber().Span);
        }
    }

    private static void Status(AsnWriter writer, int status)
    {
        if (status != 1)
        {
            writer.WriteNull(Tag(status));
            return;
        }

        using (writer.PushSequence(Tag(1)))
        {
            writer.WriteGeneralizedTime(SeedPki.Time, omitFractionalSeconds: true);
            using (writer.PushSequence(Tag(0)))
            {
                writer.WriteEncodedValue([0x0A, 0x01, 0x01]);
            }
        }
    }

    private static byte[] Signed(byte[] content, byte[] certificate)
    {
        using ECDsa key = SeedPki.Key("intermediate.key.pem");
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(content);
            Algorithm(writer);
            writer.WriteBitString(key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
            if (certificate.Length > 0)
            {
                using (writer.PushSequence(Tag(0)))
                using (writer.PushSequence())
                {
                    writer.WriteEncodedValue(certificate);
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] IssuerName()
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(SeedPki.Der("intermediate.pem"));
        return certificate.SubjectName.RawData;
    }

    private static byte[] IssuerKey()
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(SeedPki.Der("intermediate.pem"));
        return X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single()).RawData;
    }

    private static void Algorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
        }
    }

    private static void Extension(AsnWriter writer, string oid, byte[] value, bool critical = false)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (critical)
            {
                writer.WriteBoolean(value: true);
            }

            writer.WriteOctetString(value);
        }
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);
}
