using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PluginSign.Certificates;
using PluginSign.Signing;

namespace PluginSign.Benchmarks;

/// <summary>Root, intermediate and code signer over P-256: the chain that the figures are about.</summary>
internal sealed class BenchmarkPki
{
    private readonly string _signerPem;
    private readonly string _intermediatePem;
    private readonly string _keyPem;

    public BenchmarkPki(DateTimeOffset time)
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa signerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 root = Authority("CN=Root", rootKey).CreateSelfSigned(time.AddYears(-1), time.AddYears(9));
        using X509Certificate2 intermediate = Authority("CN=Host CA", intermediateKey).Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), time.AddMonths(-6), time.AddYears(2), [1, 2, 3]);
        CertificateRequest request = new("CN=Signer", signerKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: false));
        using X509Certificate2 signer = request.Create(intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(intermediateKey), time.AddMonths(-1), time.AddYears(1), [4, 5, 6]);
        Root = Read(root);
        Intermediate = Read(intermediate);
        Signer = Read(signer);
        _signerPem = signer.ExportCertificatePem();
        _intermediatePem = intermediate.ExportCertificatePem();
        _keyPem = signerKey.ExportPkcs8PrivateKeyPem();
    }

    public Certificate Root { get; }

    public Certificate Intermediate { get; }

    public Certificate Signer { get; }

    public SigningCredential Credential()
        => SigningCredential.FromPem(Encoding.ASCII.GetBytes(_keyPem), Encoding.ASCII.GetBytes(_signerPem), Encoding.ASCII.GetBytes(_intermediatePem), default)
            .TryGetValue(out SigningCredential? credential) ? credential : throw new InvalidOperationException();

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request;
    }

    private static Certificate Read(X509Certificate2 certificate)
        => Certificate.Read(certificate.RawData).TryGetValue(out Certificate? read) ? read : throw new InvalidOperationException();
}
