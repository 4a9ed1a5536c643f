using System.Formats.Asn1;
using PluginSign.Algorithms;

namespace PluginSign.Certificates;

/// <summary>Which key a SubjectPublicKeyInfo holds, however it is written down: who is refused for a key must not come back with another encoding of it.</summary>
internal static class KeyIdentity
{
    private const string Pkcs1 = "1.2.840.113549.1.1."; // rsaEncryption, id-RSASSA-PSS, id-RSAES-OAEP: one modulus, whatever the parameters
    private const string SecSchemes = "1.3.132.1."; // id-ecDH, id-ecMQV (RFC 5480, 2.1.2): the points of id-ecPublicKey

    /// <summary>Equal for equal keys; hostile bytes that are no key are themselves.</summary>
    public static string Of(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            AsnReader info = DerReading.ReadOnlySequence(subjectPublicKeyInfo);
            string oid = info.ReadSequence().ReadObjectIdentifier();
            byte[] key = info.ReadBitString(out _);
            return oid switch
            {
                _ when oid.StartsWith(Pkcs1, StringComparison.Ordinal) => $"rsa {Modulus(key)}",
                Oids.EcPublicKey => $"ec {FirstCoordinate(key)}",
                _ when oid.StartsWith(SecSchemes, StringComparison.Ordinal) => $"ec {FirstCoordinate(key)}",
                _ => $"{oid} {Convert.ToHexStringLower(key)}",
            };
        }
        catch (AsnContentException)
        {
            return $"raw {Convert.ToHexStringLower(subjectPublicKeyInfo.Span)}";
        }
    }

    // RFC 8017, A.1.1. Who can sign under a modulus can do so with every public exponent.
    private static string Modulus(byte[] key)
        => DerReading.ReadOnlySequence(key).ReadInteger().ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    // SEC 1, 2.3.3: 04, and the hybrid 06 and 07, have both coordinates; 02 and 03 the first and a sign. The point with the other sign has the key n - d: the same holder.
    private static string FirstCoordinate(byte[] point) => point switch
    {
        [0x04 or 0x06 or 0x07, ..] => Convert.ToHexStringLower(point.AsSpan(1, (point.Length - 1) / 2)),
        [0x02 or 0x03, ..] => Convert.ToHexStringLower(point.AsSpan(1)),
        _ => $"raw {Convert.ToHexStringLower(point)}",
    };
}
