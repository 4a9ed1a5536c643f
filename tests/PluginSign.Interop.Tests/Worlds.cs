using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests;

/// <summary>A trust world written out for openssl, and what we make of what it writes.</summary>
internal static class Worlds
{
    public static byte[] Content { get; } = [.. Enumerable.Range(0, 5000).Select(static i => (byte)(i % 251))];

    public static ImmutableArray<ContentDigest> Digests { get; } =
    [
        new ContentDigest(DigestAlgorithm.Sha256, SHA256.HashData(Content)),
        new ContentDigest(DigestAlgorithm.Sha384, SHA384.HashData(Content)),
        new ContentDigest(DigestAlgorithm.Sha512, SHA512.HashData(Content)),
    ];

    /// <summary>A signer below P-256 CAs with a key of the named kind.</summary>
    public static (TestPki Pki, IssuedCertificate Signer) Create(string kind)
    {
        TestPki pki = TestPki.Create();
        return (pki, pki.IssueSigner(t => t with { Key = Key(kind) }));
    }

    /// <summary>Writes p.bin, root.pem, chain.pem, signer.pem and signer.key.</summary>
    public static void Write(OpenSsl openssl, TestPki pki, IssuedCertificate signer)
    {
        openssl["p.bin"] = Content;
        openssl.WriteText("root.pem", pki.Root.Pem + "\n");
        openssl.WriteText("chain.pem", pki.Intermediate.Pem + "\n");
        openssl.WriteText("signer.pem", signer.Pem + "\n");
        openssl.WriteText("signer.key", KeyPem(signer.Key) + "\n");
    }

    // BouncyCastle writes PKCS#8 version 2, with the public key, which openssl 3.0 does not read.
    private static string KeyPem(TestKey key) => key.Ed25519Key is { } ed25519
        ? PemEncoding.WriteString("PRIVATE KEY", [.. Convert.FromHexString("302e020100300506032b657004220420"), .. ed25519.GetEncoded()])
        : key.Pem;

    public static SigningCredential Credential(TestPki pki, IssuedCertificate signer)
    {
        Answer<SigningCredential> read = SigningCredential.FromPem(
            Encoding.ASCII.GetBytes(signer.KeyPem), Encoding.ASCII.GetBytes(signer.Pem), Encoding.ASCII.GetBytes(pki.Intermediate.Pem), []);
        Assert.True(read.TryGetValue(out SigningCredential? credential), string.Join("; ", read.Findings));
        return credential;
    }

    /// <summary>All errors, of the reader or of the signers; none means that every signer is valid.</summary>
    public static FindingCode[] Judge(byte[] signature, params Certificates.Certificate[] further)
    {
        Answer<CmsSignature> read = CmsSignature.Read(signature);
        if (!read.TryGetValue(out CmsSignature? cms))
        {
            return [.. read.Findings.Select(static f => f.Code)];
        }

        ImmutableArray<Claim> signers = cms.Verify(Digests, further).Signers;
        FindingCode[] errors = [.. signers.SelectMany(static s => s.Findings).Where(static f => f.Severity == Severity.Error).Select(static f => f.Code)];
        Assert.Equal(errors.Length == 0, signers.All(static s => s.IsValid));
        return errors;
    }

    public static TestKey Key(string kind) => kind switch
    {
        "p256" => TestKey.P256(),
        "p384" => TestKey.P384(),
        "p521" => TestKey.P521(),
        "ed25519" => TestKey.Ed25519(),
        "rsa2048" => TestKey.Rsa(2048),
        _ => TestKey.Rsa(3072),
    };
}
