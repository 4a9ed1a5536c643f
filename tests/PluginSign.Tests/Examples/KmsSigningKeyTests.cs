using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signing;

namespace PluginSign.Tests.Examples;

/// <summary>The sample of a cloud key signs real plugins.</summary>
public sealed class KmsSigningKeyTests
{
    [Fact]
    public void A_key_behind_a_service_signs_like_any_other()
    {
        TestPki pki = TestPki.Create();
        using KmsSigningKey key = new(new Service((ECDsa)pki.Signer.Key.Key!), "keys/plugins");
        using SigningCredential credential = Credentials.Value(SigningCredential.Create(key, pki.Signer.Certificate, [pki.Intermediate.Certificate]));
        byte[] signature = PluginSigner.Sign(CmsForge.Digests("the plugin"u8.ToArray()), credential, Credentials.Options);
        Claim evidence = Assert.Single(CmsForge.Read(signature).Verify(CmsForge.Digests("the plugin"u8.ToArray()), []).Signers);
        Assert.True(evidence.IsValid);
        Assert.Throws<ArgumentException>(() => key.Sign(SignatureScheme.Ed25519, "data"u8));
    }

    [Fact]
    public void A_service_that_signs_with_another_key_is_noticed()
    {
        TestPki pki = TestPki.Create();
        using KmsSigningKey key = new(new Service((ECDsa)pki.Signer.Key.Key!, (ECDsa)TestKey.P256().Key!), "keys/plugins");
        using SigningCredential credential = Credentials.Value(SigningCredential.Create(key, pki.Signer.Certificate, Array.Empty<Certificate>()));
        Assert.Throws<CryptographicException>(() => PluginSigner.Sign(CmsForge.Digests("the plugin"u8.ToArray()), credential, Credentials.Options));
    }

    private sealed class Service(ECDsa key, ECDsa? signs = null) : IKeyService
    {
        public byte[] GetPublicKey(string keyName) => key.ExportSubjectPublicKeyInfo();

        public byte[] SignDigest(string keyName, HashAlgorithmName algorithm, byte[] digest) => (signs ?? key).SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
    }
}
