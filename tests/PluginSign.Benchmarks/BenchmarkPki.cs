using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PluginSign.Certificates;
using PluginSign.Signing;

namespace PluginSign.Benchmarks;

/// <summary>Whose keys the certificates have; the content is signed with P-256 in both.</summary>
public enum BenchmarkChain
{
    /// <summary>Root and intermediate with P-256 keys.</summary>
    P256,

    /// <summary>That of <c>ca new</c>: root and intermediate with P-384 keys.</summary>
    CaNew,
}

/// <summary>Root, intermediate and code signer.</summary>
internal sealed class BenchmarkPki
{
    private readonly string _signerPem;
    private readonly string _intermediatePem;
    private readonly string _keyPem;

    private BenchmarkPki(string rootPem, string intermediatePem, string signerPem, string keyPem)
    {
        Root = Read(rootPem);
        Intermediate = Read(intermediatePem);
        Signer = Read(signerPem);
        _signerPem = signerPem;
        _intermediatePem = intermediatePem;
        _keyPem = keyPem;
    }

    public static BenchmarkPki Create(BenchmarkChain chain, DateTimeOffset time) => chain == BenchmarkChain.P256 ? P256(time) : CaNew(time);

    private static BenchmarkPki CaNew(DateTimeOffset time)
    {
        Dictionary<string, string> files = DevelopmentCa.Create(time).Files.ToDictionary(static f => f.Name, static f => f.Pem, StringComparer.Ordinal);
        return new BenchmarkPki(files["root.pem"], files["intermediate.pem"], files["signer.pem"], files["signer.key.pem"]);
    }

    private static BenchmarkPki P256(DateTimeOffset time)
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
        return new BenchmarkPki(root.ExportCertificatePem(), intermediate.ExportCertificatePem(), signer.ExportCertificatePem(), signerKey.ExportPkcs8PrivateKeyPem());
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

    // The first of a PEM text.
    private static Certificate Read(string pem)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
        return Certificate.Read(certificate.RawData).TryGetValue(out Certificate? read) ? read : throw new InvalidOperationException();
    }
}
