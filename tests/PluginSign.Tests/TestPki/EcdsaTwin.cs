using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;

namespace PluginSign.Tests;

/// <summary>The other encoding of a certificate whose ECDSA signature (r, s) has the twin (r, n - s): anybody can make it, without any key, and it is signed as well as the first.</summary>
internal static class EcdsaTwin
{
    private static readonly Dictionary<int, string> Orders = new()
    {
        [256] = "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        [384] = "0FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
        [521] = "001FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
    };

    /// <summary>The twin of a certificate that a key of this curve has signed.</summary>
    public static IssuedCertificate Of(IssuedCertificate certificate, int bits = 256)
        => Resigned(certificate, signature =>
        {
            AsnReader reader = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
            BigInteger r = reader.ReadInteger();
            return Sequence(r, BigInteger.Parse(Orders[bits], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - reader.ReadInteger());
        });

    /// <summary>The same certificate with other signature bytes.</summary>
    public static IssuedCertificate Resigned(IssuedCertificate certificate, Func<byte[], byte[]> change)
    {
        AsnReader reader = new AsnReader(certificate.Der, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
            writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
            writer.WriteBitString(change(reader.ReadBitString(out _)));
        }

        return new IssuedCertificate(writer.Encode(), certificate.Key, certificate.SubjectDer);
    }

    private static byte[] Sequence(BigInteger r, BigInteger s)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }
}
