using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests;

/// <summary>A certificate with its private key.</summary>
internal sealed class IssuedCertificate(byte[] der, TestKey key, byte[] subjectDer)
{
    private readonly Lazy<Answer<Certificate>> _read = new(() => Certificate.Read(der));

    public byte[] Der => der;

    public TestKey Key => key;

    public byte[] SubjectDer => subjectDer;

    /// <summary>What our reader says about it.</summary>
    public Answer<Certificate> Read => _read.Value;

    /// <summary>The parsed certificate; it is the test's mistake when our reader refuses it.</summary>
    public Certificate Certificate => Read.TryGetValue(out Certificate? certificate)
        ? certificate
        : throw new InvalidOperationException(string.Join("; ", Read.Findings.Select(static f => $"{f.Code.Id()} {f.Message}: {f.Actual}")));

    public string Pem => PemEncoding.WriteString("CERTIFICATE", der);

    public string KeyPem => key.Pem;

    /// <summary>.NET's view, for the judges in tests; without the private key.</summary>
    public X509Certificate2 ToX509() => X509CertificateLoader.LoadCertificate(der);

    /// <summary>.NET's view with the private key (ECDSA and RSA).</summary>
    public X509Certificate2 ToX509WithKey()
    {
        using X509Certificate2 bare = ToX509();
        return key.Key switch
        {
            ECDsa ecdsa => bare.CopyWithPrivateKey(ecdsa),
            RSA rsa => bare.CopyWithPrivateKey(rsa),
            _ => throw new NotSupportedException("no such key in .NET"),
        };
    }
}
