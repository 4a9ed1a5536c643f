using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Pkcs11;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>Certificates for keys whose private half nobody sees.</summary>
internal static class TokenCertificates
{
    public static Certificate Issue(TestPki pki, Pkcs11SigningKey key)
    {
        CertificateRequest request = new(
            new X500DistinguishedName("CN=Token Signer, O=Acme"),
            System.Security.Cryptography.X509Certificates.PublicKey.CreateFromSubjectPublicKeyInfo(key.PublicKey.Encoded.Span, out _),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CertificateTemplate.CodeSigning)], critical: false));
        using X509Certificate2 issuer = pki.Intermediate.ToX509WithKey();
        using X509Certificate2 issued = request.Create(
            issuer.SubjectName,
            X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!),
            TestPki.ValidationTime.AddDays(-30),
            TestPki.ValidationTime.AddDays(300),
            [0x41, .. RandomNumberGenerator.GetBytes(8)]);
        return Certificate.Read(issued.RawData).TryGetValue(out Certificate? read) ? read : throw new InvalidOperationException("a certificate that we cannot read");
    }
}
