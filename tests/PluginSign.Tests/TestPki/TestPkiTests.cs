using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Tests;

public sealed class TestPkiTests
{
    [Fact]
    public void The_platform_accepts_the_world() => AssertJudged(TestPki.Create());

    [Fact]
    public void The_platform_accepts_an_rsa_world() => AssertJudged(TestPki.Create("Acme RSA", static () => TestKey.Rsa(3072)));

    [Fact]
    public void Every_kind_of_key_can_be_issued_and_read()
    {
        TestPki pki = TestPki.Create();
        TestKey[] keys = [TestKey.P256(), TestKey.P384(), TestKey.P521(), TestKey.Rsa(2048), TestKey.Ed25519()];
        Assert.All(keys, k => Assert.True(pki.IssueSigner(t => t with { Key = k }).Certificate.PublicKey.Passed));
    }

    private static void AssertJudged(TestPki pki)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = TestPki.ValidationTime.UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.Add(pki.Root.ToX509());
        chain.ChainPolicy.ExtraStore.Add(pki.Intermediate.ToX509());
        Assert.True(chain.Build(pki.Signer.ToX509()), string.Join(", ", chain.ChainStatus.Select(static s => s.Status)));
        Assert.Equal(3, chain.ChainElements.Count);
    }
}
