using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Algorithms;

namespace PluginSign.Signing;

/// <summary>Signs certificates and CRLs with an ML-DSA key (RFC 9881): .NET writes them, and leaves the signature to this.</summary>
internal sealed class MlDsaSignatureGenerator(MlDsaPrivateKey key) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        SignatureScheme.Pure(key.Family)!.Write(writer);
        return writer.Encode();
    }

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.Sign(data);

    protected override System.Security.Cryptography.X509Certificates.PublicKey BuildPublicKey()
        => System.Security.Cryptography.X509Certificates.PublicKey.CreateFromSubjectPublicKeyInfo(key.SubjectPublicKeyInfo(), out _);
}
