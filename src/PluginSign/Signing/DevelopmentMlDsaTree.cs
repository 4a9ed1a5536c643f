using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Algorithms;

namespace PluginSign.Signing;

/// <summary>The second tree of a hybrid development CA: root and intermediate of ML-DSA-87, a signer of ML-DSA-65 and an empty CRL. No key of it is classical.</summary>
internal static class DevelopmentMlDsaTree
{
    private const string Prefix = "ML-DSA ";

    public static (ImmutableArray<DevelopmentCaFile> Public, ImmutableArray<DevelopmentCaFile> Private) Create(DevelopmentPeriods periods, Uri vendor, ReadOnlySpan<char> password)
    {
        using MlDsaPrivateKey rootKey = MlDsaPrivateKey.Generate(KeyFamily.MlDsa87);
        using MlDsaPrivateKey intermediateKey = MlDsaPrivateKey.Generate(KeyFamily.MlDsa87);
        using MlDsaPrivateKey signerKey = MlDsaPrivateKey.Generate(KeyFamily.MlDsa65);
        MlDsaSignatureGenerator rootSigns = new(rootKey);
        MlDsaSignatureGenerator intermediateSigns = new(intermediateKey);
        using X509Certificate2 root = DevelopmentCertificates.Root(rootSigns, Prefix, periods);
        using X509Certificate2 intermediate = DevelopmentCertificates.HostCa(intermediateSigns, Prefix, root, rootSigns, periods);
        using X509Certificate2 signer = DevelopmentCertificates.CodeSigner(new MlDsaSignatureGenerator(signerKey), Prefix, intermediate, intermediateSigns, vendor, periods);
        string intermediatePem = DevelopmentCa.Pem(intermediate);
        return (
            [
                new("root-mldsa.pem", DevelopmentCa.Pem(root), false, "the post-quantum root: what hosts trust beside the other one"),
                new("intermediate-mldsa.pem", intermediatePem, false, "the CA that issued the post-quantum signer"),
                new("signer-mldsa.pem", DevelopmentCa.Pem(signer) + intermediatePem, false, "the post-quantum signer's certificate, then its issuer"),
                new("crl-mldsa.pem", DevelopmentCertificates.EmptyCrl(intermediate, intermediateSigns, periods) + DevelopmentCertificates.EmptyCrl(root, rootSigns, periods), false, "what that intermediate has revoked, then what its root has: nothing yet"),
            ],
            [
                Key("root-mldsa.key.pem", rootKey, password, "private key of the post-quantum root"),
                Key("intermediate-mldsa.key.pem", intermediateKey, password, "private key of the post-quantum intermediate"),
                Key("signer-mldsa.key.pem", signerKey, password, "private key of the post-quantum signer"),
            ]);
    }

    private static DevelopmentCaFile Key(string name, MlDsaPrivateKey key, ReadOnlySpan<char> password, string use)
    {
        byte[] seed = key.EncodeSeed();
        byte[]? encoded = null;
        try
        {
            Pkcs8PrivateKeyInfo info = new(new Oid(MlDsa.Oid(key.Family)), algorithmParameters: null, seed);
            encoded = password.IsEmpty ? info.Encode() : info.Encrypt(password, DevelopmentCa.Encryption());
            return new DevelopmentCaFile(name, PemEncoding.WriteString(password.IsEmpty ? "PRIVATE KEY" : "ENCRYPTED PRIVATE KEY", encoded) + "\n", true, use);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(encoded);
        }
    }
}
