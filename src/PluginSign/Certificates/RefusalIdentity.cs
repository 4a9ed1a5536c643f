using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace PluginSign.Certificates;

/// <summary>What a certificate is when it is to be refused: nothing of it that anybody could change without a key counts alone.</summary>
internal sealed class RefusalIdentity
{
    // The order n of P-256, P-384 and P-521 (FIPS 186-5; SP 800-186, 3.2.1).
    private static readonly BigInteger[] s_orders =
    [
        Order("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
        Order("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"),
        Order("01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409"),
    ];

    public RefusalIdentity(Certificate certificate)
    {
        Fingerprints = [certificate.Fingerprint, .. Twins(certificate)];
        ToBeSigned = Convert.ToHexStringLower(SHA256.HashData(certificate.ToBeSigned.Span));
        IssuerAndSerial = $"{Convert.ToHexStringLower(certificate.SerialNumber.Span)} {certificate.IssuerDistinguishedName.Key}";
        Key = KeyIdentity.Of(certificate.SubjectPublicKeyInfo);
    }

    /// <summary>The certificate's own fingerprint first, then those of its ECDSA twins.</summary>
    public IReadOnlyList<string> Fingerprints { get; }

    /// <summary>SHA-256 of the to-be-signed part, lowercase hex.</summary>
    public string ToBeSigned { get; }

    /// <summary>RFC 5280, 4.1.2.2: the two name one certificate.</summary>
    public string IssuerAndSerial { get; }

    /// <summary>The key itself, however it is written down.</summary>
    public string Key { get; }

    // Who verifies (r, s) accepts (r, n - s) as well. Nothing else outside the signed part can differ: the outer algorithm must be the inner one, DER has one form, RSA
    // signatures are as long as the modulus and less than it, and of Ed25519 and ML-DSA a second signature needs the key. Which curve signed is not known here: each is tried.
    private static IEnumerable<string> Twins(Certificate certificate)
    {
        if (!TryReadSignature(certificate.Signature, out BigInteger r, out BigInteger s))
        {
            yield break;
        }

        foreach (BigInteger order in s_orders.Where(n => s > 0 && r > 0 && s < n && r < n))
        {
            yield return Convert.ToHexStringLower(SHA256.HashData(Write(certificate, r, order - s)));
        }
    }

    private static bool TryReadSignature(ReadOnlyMemory<byte> signature, out BigInteger r, out BigInteger s)
    {
        (r, s) = (default, default);
        try
        {
            AsnReader outer = new(signature, AsnEncodingRules.DER);
            if (!outer.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            {
                return false;
            }

            AsnReader pair = outer.ReadSequence();
            r = pair.ReadInteger();
            s = pair.ReadInteger();
            return !pair.HasData && !outer.HasData;
        }
        catch (AsnContentException)
        {
            return false; // the signature of another kind of key
        }
    }

    private static byte[] Write(Certificate certificate, BigInteger r, BigInteger s)
    {
        AsnWriter signature = new(AsnEncodingRules.DER);
        using (signature.PushSequence())
        {
            signature.WriteInteger(r);
            signature.WriteInteger(s);
        }

        AsnReader parts = DerReading.ReadOnlySequence(certificate.Encoded);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(parts.ReadEncodedValue().Span);
            writer.WriteEncodedValue(parts.ReadEncodedValue().Span);
            writer.WriteBitString(signature.Encode());
        }

        return writer.Encode();
    }

    private static BigInteger Order(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
