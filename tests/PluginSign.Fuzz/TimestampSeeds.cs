using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Fuzz;

/// <summary>A good timestamp token over the seeds' signature, by the development CA's timestamp signer; the answer that carries it, and a request.</summary>
internal static class TimestampSeeds
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";

    public static List<byte[]> All()
    {
        byte[] request = TimestampRequest.For(SeedPki.Signature.Value, [1, 2, 3, 4, 5, 6, 7, 8]).Encoded.ToArray();
        AsnReader asked = new AsnReader(request, AsnEncodingRules.DER).ReadSequence();
        asked.ReadInteger();
        byte[] token = Token(asked.ReadEncodedValue().ToArray());
        return [token, Seq(Seq([0x02, 0x01, 0x00]), token), request];
    }

    private static byte[] Token(byte[] imprint)
    {
        byte[] info = Seq(
            [0x02, 0x01, 0x01], Oid("1.2.3.4.1"), imprint, [0x02, 0x02, 0x12, 0x67], Time(), Seq([0x02, 0x01, 0x01]), [0x02, 0x01, 0x09]);
        byte[] der = SeedPki.Der("timestamp.pem");
        byte[][] attributes =
        [
            Attribute("1.2.840.113549.1.9.3", Oid(TimestampInfo)),
            Attribute("1.2.840.113549.1.9.4", Octets(SHA256.HashData(info))),
            Attribute("1.2.840.113549.1.9.16.2.47", Seq(Seq(Seq(Octets(SHA256.HashData(der)))))),
        ];
        byte[] set = Tlv(0x31, [.. attributes.OrderBy(static a => a.Length).ThenBy(Convert.ToHexString, StringComparer.Ordinal)]);
        using ECDsa key = SeedPki.Key("timestamp.key.pem");
        byte[] signature = key.SignData(set, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        byte[] signer = Seq([0x02, 0x01, 0x01], IssuerAndSerial(der), Seq(Oid(Sha256)), [0xA0, .. set[1..]], Seq(Oid("1.2.840.10045.4.3.2")), Octets(signature));
        byte[] signed = Seq(
            [0x02, 0x01, 0x03], Tlv(0x31, Seq(Oid(Sha256))), Seq(Oid(TimestampInfo), Tlv(0xA0, Octets(info))), Tlv(0xA0, der), Tlv(0x31, signer));
        return Seq(Oid("1.2.840.113549.1.7.2"), Tlv(0xA0, signed));
    }

    private static byte[] IssuerAndSerial(byte[] der)
    {
        using System.Security.Cryptography.X509Certificates.X509Certificate2 certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(der);
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteInteger(certificate.SerialNumberBytes.Span);
        return Seq(certificate.IssuerName.RawData, writer.Encode());
    }

    private static byte[] Time()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteGeneralizedTime(SeedPki.Time.AddDays(1), omitFractionalSeconds: true);
        return writer.Encode();
    }

    private static byte[] Oid(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private static byte[] Attribute(string oid, byte[] value) => Seq(Oid(oid), Tlv(0x31, value));

    private static byte[] Octets(byte[] value) => Tlv(0x04, value);

    private static byte[] Seq(params byte[][] parts) => Tlv(0x30, parts);

    private static byte[] Tlv(byte tag, params byte[][] parts)
    {
        int length = parts.Sum(static p => p.Length);
        byte[] head = length < 0x80 ? [tag, (byte)length] : length < 0x100 ? [tag, 0x81, (byte)length] : [tag, 0x82, (byte)(length >> 8), (byte)(length & 0xff)];
        return [.. head, .. parts.SelectMany(static p => p)];
    }
}
