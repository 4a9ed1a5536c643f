using System.Formats.Asn1;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace PluginSign.Tests;

/// <summary>An ML-DSA private key that can sign in the ways that RFC 9882 leaves out, too.</summary>
internal sealed class MlDsaTestKey(MLDsaPrivateKeyParameters key, int set, string context, bool preHash)
{
    /// <summary>2.16.840.1.101.3.4.3.17 and so on: a key's identifier, and that of its pure signatures.</summary>
    public string Oid => set switch
    {
        44 => "2.16.840.1.101.3.4.3.17",
        65 => "2.16.840.1.101.3.4.3.18",
        _ => "2.16.840.1.101.3.4.3.19",
    };

    public MLDsaPrivateKeyParameters Key => key;

    public static MlDsaTestKey Create(int set, string context, bool preHash)
    {
        byte[] seed = SecureRandom.GetNextBytes(new SecureRandom(), 32);
        return new MlDsaTestKey(MLDsaPrivateKeyParameters.FromSeed(Parameters(set, preHash), seed), set, context, preHash);
    }

    public static MlDsaTestKey Of(int set, byte[] seed)
        => new(MLDsaPrivateKeyParameters.FromSeed(Parameters(set, preHash: false), seed), set, string.Empty, preHash: false);

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        ISigner signer = preHash ? new HashMLDsaSigner(Parameters(set, preHash), deterministic: true) : new MLDsaSigner(Parameters(set, preHash), deterministic: true);
        ICipherParameters parameters = context.Length == 0 ? key : new ParametersWithContext(key, Encoding.ASCII.GetBytes(context));
        signer.Init(forSigning: true, parameters);
        signer.BlockUpdate(data);
        return signer.GenerateSignature();
    }

    public byte[] SubjectPublicKeyInfo()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oid);
            }

            writer.WriteBitString(key.GetPublicKeyEncoded());
        }

        return writer.Encode();
    }

    /// <summary>As BouncyCastle writes it: seed and expanded key.</summary>
    public byte[] Pkcs8() => PrivateKeyInfoFactory.CreatePrivateKeyInfo(preHash ? MLDsaPrivateKeyParameters.FromSeed(Parameters(set, preHash: false), key.GetSeed()) : key).GetDerEncoded();

    private static MLDsaParameters Parameters(int set, bool preHash) => (set, preHash) switch
    {
        (44, false) => MLDsaParameters.ml_dsa_44,
        (65, false) => MLDsaParameters.ml_dsa_65,
        (_, false) => MLDsaParameters.ml_dsa_87,
        (44, true) => MLDsaParameters.ml_dsa_44_with_sha512,
        (65, true) => MLDsaParameters.ml_dsa_65_with_sha512,
        _ => MLDsaParameters.ml_dsa_87_with_sha512,
    };
}
