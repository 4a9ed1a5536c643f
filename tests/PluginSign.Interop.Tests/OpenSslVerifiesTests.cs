using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signing;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests;

/// <summary>What we sign, <c>openssl cms -verify</c> accepts, and no longer after a change.</summary>
public sealed class OpenSslVerifiesTests
{
    private const string Verify =
        "cms -verify -binary -inform DER -in p.p7s -content p.bin -CAfile root.pem -purpose any -attime 1780272000 -out verified.bin"; // 2026-06-01

    [Theory]
    [InlineData("p256", DigestAlgorithm.Sha256, false)]
    [InlineData("p256", DigestAlgorithm.Sha512, false)]
    [InlineData("p384", DigestAlgorithm.Sha384, false)]
    [InlineData("p521", DigestAlgorithm.Sha512, false)]
    [InlineData("rsa3072", DigestAlgorithm.Sha256, true)]
    [InlineData("rsa3072", DigestAlgorithm.Sha384, true)]
    [InlineData("rsa3072", DigestAlgorithm.Sha512, true)]
    [InlineData("rsa3072", DigestAlgorithm.Sha256, false)]
    [InlineData("rsa3072", DigestAlgorithm.Sha384, false)]
    [InlineData("rsa3072", DigestAlgorithm.Sha512, false)]
    public void What_we_sign(string kind, DigestAlgorithm digest, bool pss)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create(kind);
        Worlds.Write(openssl, pki, signer);
        openssl["p.p7s"] = Sign(pki, signer, new SigningOptions { SigningTime = TestPki.ValidationTime, Digest = digest, UsePss = pss });
        openssl.MustRun(Verify);
        openssl.MustRun(Verify + " -cades"); // it checks our signing-certificate-v2 as well
        Assert.Equal(Worlds.Content, openssl["verified.bin"]);

        byte[] changed = [.. Worlds.Content];
        changed[^1] ^= 1;
        openssl["p.bin"] = changed;
        Assert.NotEqual(0, openssl.Run(Verify).ExitCode);
    }

    [Fact]
    public void What_two_of_us_sign()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate first) = Worlds.Create("p256");
        IssuedCertificate second = pki.IssueSigner(static t => t with { Key = TestKey.Rsa(3072) });
        Worlds.Write(openssl, pki, first);
        SigningOptions options = new() { SigningTime = TestPki.ValidationTime };
        using SigningCredential credential = Worlds.Credential(pki, second);
        Answer<byte[]> both = PluginSigner.Append(Sign(pki, first, options), Worlds.Digests, credential, options with { Digest = DigestAlgorithm.Sha512 });
        Assert.True(both.TryGetValue(out byte[]? signature));
        openssl["p.p7s"] = signature;
        openssl.MustRun(Verify);
    }

    [Fact]
    public void What_we_add_to_what_openssl_signed()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate first) = Worlds.Create("p256");
        IssuedCertificate second = pki.IssueSigner();
        Worlds.Write(openssl, pki, first);
        openssl.MustRun("cms -sign -binary -in p.bin -signer signer.pem -inkey signer.key -certfile chain.pem -outform DER -out p.p7s");
        using SigningCredential credential = Worlds.Credential(pki, second);
        Answer<byte[]> both = PluginSigner.Append(openssl["p.p7s"], Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime });
        Assert.True(both.TryGetValue(out byte[]? signature), string.Join("; ", both.Findings));
        openssl["p.p7s"] = signature;
        openssl.MustRun(Verify);
        Assert.Empty(Worlds.Judge(signature));
    }

    [Fact]
    public void Ed25519_is_beyond_openssl_3_0()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("ed25519");
        Worlds.Write(openssl, pki, signer);
        openssl["p.p7s"] = Sign(pki, signer, new SigningOptions { SigningTime = TestPki.ValidationTime });
        Assert.Empty(Worlds.Judge(openssl["p.p7s"]));
        ToolResult result = openssl.Run(Verify);
        if (OpenSsl.Version.StartsWith("3.0.", StringComparison.Ordinal))
        {
            // Its CMS code asks the key for a digest to sign, and EdDSA takes none (RFC 8419 came later). A surprise success fails here too.
            Assert.NotEqual(0, result.ExitCode);
            Assert.Contains("digest", result.Errors, StringComparison.OrdinalIgnoreCase);
        }
        else if (result.ExitCode != 0)
        {
            Assert.Skip($"openssl {OpenSsl.Version} cms does not verify Ed25519: {result.Errors}");
        }
    }

    private static byte[] Sign(TestPki pki, IssuedCertificate signer, SigningOptions options)
    {
        using SigningCredential credential = Worlds.Credential(pki, signer);
        return PluginSigner.Sign(Worlds.Digests, credential, options);
    }
}
