using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Signing;

/// <summary>A key, its certificate and the chain, from PEM and from PKCS#12.</summary>
public sealed class SigningCredentialTests
{
    private const string Password = "correct horse";
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly PbeParameters s_pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048);

    [Fact]
    public void From_PEM_the_chain_is_what_lies_between_leaf_and_root()
    {
        string bundle = string.Join('\n', s_pki.Root.Pem, TestPki.Create("Stranger").Intermediate.Pem, s_pki.Intermediate.Pem, s_pki.Signer.Pem);
        using SigningCredential credential = Credentials.Value(SigningCredential.FromPem(
            Credentials.Ascii(s_pki.Signer.KeyPem), Credentials.Ascii(s_pki.Signer.Pem), Credentials.Ascii(bundle), []));
        Assert.Equal(s_pki.Signer.Der, credential.Certificate.Encoded.ToArray());
        Assert.Equal(s_pki.Intermediate.Certificate.Fingerprint, Assert.Single(credential.Chain).Fingerprint);
    }

    [Fact]
    public void From_PEM_the_leaf_is_found_by_its_key()
    {
        string bundle = string.Join('\n', s_pki.Root.Pem, s_pki.Intermediate.Pem, s_pki.Signer.Pem);
        using SigningCredential credential = Credentials.Value(SigningCredential.FromPem(
            Credentials.Ascii(s_pki.Signer.KeyPem), Credentials.Ascii(bundle), default, []));
        Assert.Equal(s_pki.Signer.Der, credential.Certificate.Encoded.ToArray());
        Assert.Single(credential.Chain);
    }

    [Fact]
    public void The_key_of_another_certificate()
        => Assert.Equal(
            FindingCode.KeyDoesNotMatchCertificate,
            Credentials.Refusal(SigningCredential.FromPem(Credentials.Ascii(TestKey.P256().Pem), Credentials.Ascii(s_pki.Signer.Pem), default, [])));

    [Fact]
    public void No_certificate()
        => Assert.Equal(
            FindingCode.CredentialCertificateMissing,
            Credentials.Refusal(SigningCredential.FromPem(Credentials.Ascii(s_pki.Signer.KeyPem), default, default, [])));

    [Fact]
    public void A_malformed_certificate()
        => Assert.Equal(
            FindingCode.CertificateMalformed,
            Credentials.Refusal(SigningCredential.FromPem(
                Credentials.Ascii(s_pki.Signer.KeyPem), Credentials.Ascii(PemEncoding.WriteString("CERTIFICATE", [0, 0, 0])), default, [])));

    [Fact]
    public void A_credential_shows_no_key()
    {
        using SigningCredential credential = Credentials.Of(s_pki.Signer);
        Assert.Equal($"{s_pki.Signer.Certificate.Subject} (ECDSA P-256)", credential.ToString());
    }

    [Theory]
    [InlineData("p256")]
    [InlineData("rsa")]
    public void From_PKCS12_of_dotnet(string kind)
    {
        IssuedCertificate signer = s_pki.IssueSigner(t => t with { Key = kind is "rsa" ? TestKey.Rsa(3072) : TestKey.P256() });
        X509Certificate2Collection all = [s_pki.Root.ToX509(), s_pki.Intermediate.ToX509(), signer.ToX509WithKey()];
        using SigningCredential credential = Credentials.Value(SigningCredential.FromPkcs12(all.Export(X509ContentType.Pfx, Password), Password));
        Assert.Single(credential.Chain);
        byte[] signed = PluginSigner.Sign(CmsForge.Digests([1]), credential, Credentials.Options);
        Assert.True(Assert.Single(CmsForge.Read(signed).Verify(CmsForge.Digests([1]), []).Signers).IsValid);
    }

    [Fact]
    public void From_PKCS12_with_Ed25519()
    {
        TestPki pki = TestPki.Create("Acme", TestKey.Ed25519);
        using SigningCredential credential = Credentials.Value(SigningCredential.FromPkcs12(Pfx(pki.Signer, [PlainPkcs8(pki.Signer)]), Password));
        byte[] signed = PluginSigner.Sign(CmsForge.Digests([1]), credential, Credentials.Options);
        Claim evidence = Assert.Single(CmsForge.Read(signed).Verify(CmsForge.Digests([1]), []).Signers);
        Assert.True(evidence.IsValid);
        Assert.Equal("ed25519", evidence.Algorithm);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void From_PKCS12_without_password(string? none)
    {
        // Two different things in PKCS#12, and both are out there.
        X509Certificate2Collection all = [s_pki.Signer.ToX509WithKey()];
        byte[] pfx = all.Export(X509ContentType.Pfx, none) ?? [];
        using SigningCredential credential = Credentials.Value(SigningCredential.FromPkcs12(pfx, []));
        Assert.Equal(s_pki.Signer.Der, credential.Certificate.Encoded.ToArray());
    }

    [Fact]
    public void PKCS12_with_a_wrong_password()
        => Assert.Equal(
            FindingCode.KeyPasswordWrong, Credentials.Refusal(SigningCredential.FromPkcs12(Pfx(s_pki.Signer, [s_pki.Signer.Key.Pkcs8]), "battery staple"), "battery staple"));

    [Fact]
    public void PKCS12_with_no_password_given()
        => Assert.Equal(FindingCode.KeyPasswordNeeded, Credentials.Refusal(SigningCredential.FromPkcs12(Pfx(s_pki.Signer, [s_pki.Signer.Key.Pkcs8]), [])));

    [Fact]
    public void PKCS12_without_a_key()
        => Assert.Equal(FindingCode.PrivateKeyMissing, Credentials.Refusal(SigningCredential.FromPkcs12(Pfx(s_pki.Signer, []), Password)));

    [Fact]
    public void PKCS12_with_two_keys()
        => Assert.Equal(
            FindingCode.PrivateKeyRepeated,
            Credentials.Refusal(SigningCredential.FromPkcs12(Pfx(s_pki.Signer, [s_pki.Signer.Key.Pkcs8, TestKey.P256().Pkcs8]), Password)));

    [Fact]
    public void PKCS12_with_another_certificate()
        => Assert.Equal(
            FindingCode.KeyDoesNotMatchCertificate, Credentials.Refusal(SigningCredential.FromPkcs12(Pfx(s_pki.Root, [s_pki.Signer.Key.Pkcs8]), Password)));

    [Fact]
    public void PKCS12_without_a_certificate()
        => Assert.Equal(
            FindingCode.CredentialCertificateMissing, Credentials.Refusal(SigningCredential.FromPkcs12(Pfx(null, [s_pki.Signer.Key.Pkcs8]), Password)));

    [Fact]
    public void PKCS12_with_too_many_rounds_is_refused_before_the_first()
    {
        byte[] digest = Der.Seq(Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256), Der.Null), Der.Octets(new byte[32]));
        byte[] mac = Der.Seq(digest, Der.Octets(new byte[8]), Der.Int(int.MaxValue));
        byte[] pfx = Der.Seq(Der.Int(3), Der.Seq(Der.Oid(CmsOids.IdData), Der.Tlv(0xA0, Der.Octets(Der.Seq()))), mac);
        Assert.Equal(FindingCode.KeyDerivationTooCostly, Credentials.Refusal(SigningCredential.FromPkcs12(pfx, Password)));
    }

    [Fact]
    public void No_truncation_or_change_of_a_PKCS12_file_throws()
    {
        byte[] good = Pfx(s_pki.Signer, [s_pki.Signer.Key.Pkcs8]);
        for (int i = 0; i < good.Length; i += 7)
        {
            Assert.False(SigningCredential.FromPkcs12(good.AsMemory(0, i), Password).Passed);
            byte[] changed = [.. good];
            changed[i] ^= 0x55;
            if (SigningCredential.FromPkcs12(changed, Password).TryGetValue(out SigningCredential? credential))
            {
                credential.Dispose(); // a friendly name or the like
            }
        }
    }

    [Fact]
    public void Garbage_is_no_PKCS12()
        => Assert.Equal(FindingCode.KeyFileMalformed, Credentials.Refusal(SigningCredential.FromPkcs12("garbage"u8.ToArray(), Password)));

    // PKCS#8 version 1: BouncyCastle writes version 2, with the public key, which .NET does not read.
    private static byte[] PlainPkcs8(IssuedCertificate signer)
        => Der.Seq(Der.Int(0), Der.Seq(Der.Oid("1.3.101.112")), Der.Octets(Der.Octets(signer.Key.Ed25519Key!.GetEncoded())));

    private static byte[] Pfx(IssuedCertificate? certificate, byte[][] keys)
    {
        Pkcs12SafeContents contents = new();
        foreach (byte[] key in keys)
        {
            contents.AddSafeBag(new Pkcs12ShroudedKeyBag(Pkcs8PrivateKeyInfo.Decode(key, out _).Encrypt(Password, s_pbe)));
        }

        Pkcs12SafeContents certificates = new();
        if (certificate is not null)
        {
            certificates.AddCertificate(certificate.ToX509());
        }

        Pkcs12Builder builder = new();
        builder.AddSafeContentsUnencrypted(contents);
        builder.AddSafeContentsEncrypted(certificates, Password, s_pbe);
        builder.SealWithMac(Password, HashAlgorithmName.SHA256, 2048);
        return builder.Encode();
    }
}
