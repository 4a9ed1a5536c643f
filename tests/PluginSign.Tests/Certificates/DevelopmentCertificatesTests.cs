using PluginSign.Certificates;

namespace PluginSign.Tests.Certificates;

/// <summary>What lies in certs-dev/ is public, marked, and refused by default elsewhere.</summary>
public sealed class DevelopmentCertificatesTests
{
    [Theory]
    [InlineData("root.pem", 1)]
    [InlineData("intermediate.pem", 1)]
    [InlineData("signer.pem", 2)]
    [InlineData("timestamp.pem", 2)]
    public void Every_committed_certificate_carries_the_development_mark(string file, int count)
    {
        byte[] pem = File.ReadAllBytes(Path.Combine(Repository.Root, "certs-dev", file));
        Assert.True(CertificateBundle.Read(pem).TryGetValue(out CertificateBundle? bundle));
        Assert.Equal(count, bundle.Certificates.Length);
        Assert.All(bundle.Certificates, static c => Assert.True(c.IsDevelopment));
    }
}
