using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Signing;

/// <summary>Key files of all kinds, right and wrong.</summary>
public sealed class PrivateKeyFileTests
{
    private const string Password = "correct horse";
    private static readonly PbeParameters s_pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048);

    [Fact]
    public void Plain_keys_of_every_kind()
    {
        Assert.Equal("ECDSA P-256", Read(TestKey.P256().Pem).PublicKey.ToString());
        Assert.Equal("ECDSA P-384", Read(TestKey.P384().Pem).PublicKey.ToString());
        Assert.Equal("ECDSA P-521", Read(TestKey.P521().Pem).PublicKey.ToString());
        Assert.Equal("RSA 3072", Read(TestKey.Rsa(3072).Pem).PublicKey.ToString());
        Assert.Equal("Ed25519", Read(TestKey.Ed25519().Pem).PublicKey.ToString());
    }

    [Fact]
    public void The_older_PEM_forms()
    {
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string parameters = PemEncoding.WriteString("EC PARAMETERS", Convert.FromHexString("06082A8648CE3D030107"));
        Assert.Equal(KeyFamily.Ecdsa, Read(parameters + "\n" + ec.ExportECPrivateKeyPem()).PublicKey.Family);
        Assert.Equal(KeyFamily.Rsa, Read(((RSA)TestKey.Rsa(3072).Key!).ExportRSAPrivateKeyPem()).PublicKey.Family);
    }

    [Fact]
    public void An_encrypted_key_opens_with_its_password()
    {
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(Encrypted(), Password);
        Assert.True(read.TryGetValue(out SoftwareSigningKey? key));
        using (key)
        {
            byte[] signature = key.Sign(new SignatureScheme(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, IsPss: false), [1, 2, 3]);
            Assert.True(key.PublicKey.Verify(new SignatureScheme(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, IsPss: false), [1, 2, 3], signature));
        }
    }

    [Fact]
    public void An_Ed25519_key_with_a_foreign_public_key_beside_it_is_refused()
    {
        TestKey key = TestKey.Ed25519(); // BouncyCastle writes the public part (RFC 8410, 7)
        using SoftwareSigningKey read = Read(key.Pem);
        byte[] mixed = [.. key.Pkcs8];
        int at = mixed.AsSpan().LastIndexOf(key.SubjectPublicKeyInfo.AsSpan(^32..));
        Assert.True(at > 0);
        mixed[at] ^= 1;
        Assert.Equal(FindingCode.PrivateKeyInconsistent, Assert.Single(SoftwareSigningKey.FromPem(Credentials.Ascii(PemEncoding.WriteString("PRIVATE KEY", mixed)), default).Findings).Code);
    }

    [Fact]
    public void An_encrypted_Ed25519_key_opens_with_its_password()
    {
        byte[] seed = RandomNumberGenerator.GetBytes(32);
        byte[] pkcs8 = Der.Seq(
            Der.Int(0),
            Der.Seq(Der.Oid("1.3.101.112")),
            Der.Octets(Der.Octets(seed)));
        byte[] encrypted = System.Security.Cryptography.Pkcs.Pkcs8PrivateKeyInfo.Decode(pkcs8, out _).Encrypt(Password, s_pbe);
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(Credentials.Ascii(PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", encrypted)), Password);
        Assert.True(read.TryGetValue(out SoftwareSigningKey? key), string.Join("; ", read.Findings));
        Assert.Equal(KeyFamily.Ed25519, key.PublicKey.Family);
    }

    [Fact]
    public void No_password() => Assert.Equal(FindingCode.KeyPasswordNeeded, Refusal(Encrypted(), string.Empty));

    [Fact]
    public void Wrong_password_is_not_echoed() => Assert.Equal(FindingCode.KeyPasswordWrong, Refusal(Encrypted(), "battery staple"));

    [Fact]
    public void RSA_under_3072_does_not_sign()
    {
        Assert.Equal(FindingCode.KeyTooSmallToSign, Refusal(TestKey.Rsa(2048).Pem));
        Assert.Equal(FindingCode.KeyTooSmallToSign, Refusal(TestKey.Rsa(1024).Pem));
    }

    [Fact]
    public void Unsupported_curves_do_not_sign()
    {
        Assert.Equal(FindingCode.KeyUnsupportedToSign, Refusal(TestKey.Ec(ECCurve.NamedCurves.brainpoolP256r1).Pem));
        Assert.Equal(FindingCode.KeyUnsupportedToSign, Refusal(TestKey.ExplicitP256().Pem));
    }

    [Fact]
    public void Another_algorithm_does_not_sign()
    {
        byte[] x25519 = Der.Seq(
            Der.Int(0),
            Der.Seq(Der.Oid("1.3.101.110")),
            Der.Octets(Der.Octets(new byte[32])));
        Assert.Equal(FindingCode.KeyUnsupportedToSign, Refusal(PemEncoding.WriteString("PRIVATE KEY", x25519)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no PEM")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void No_key(string text) => Assert.Equal(FindingCode.PrivateKeyMissing, Refusal(text));

    [Fact]
    public void Two_keys() => Assert.Equal(FindingCode.PrivateKeyRepeated, Refusal(TestKey.P256().Pem + "\n" + TestKey.P256().Pem));

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("ENCRYPTED PRIVATE KEY")]
    public void Malformed(string label) => Assert.Equal(FindingCode.KeyFileMalformed, Refusal(Credentials.Ascii(PemEncoding.WriteString(label, [0, 0, 0])), Password));

    [Fact]
    public void OpenSSLs_old_encryption_is_not_read()
    {
        string pem = PemEncoding.WriteString("RSA PRIVATE KEY", [0, 0, 0]).Replace("KEY-----\nAAAA", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA", StringComparison.Ordinal);
        Assert.Contains("Proc-Type", pem, StringComparison.Ordinal);
        Assert.Equal(FindingCode.KeyFileMalformed, Refusal(pem));
    }

    [Fact]
    public void Too_large() => Assert.Equal(FindingCode.KeyFileTooLarge, Refusal(new string('A', Limits.KeyFileBytes + 1)));

    [Fact]
    public void Too_many_rounds_are_refused_before_the_first()
    {
        // Only the numbers matter: the ciphertext is never looked at.
        byte[] derivation = Der.Seq(Der.Oid("1.2.840.113549.1.5.12"), Der.Seq(Der.Octets(new byte[8]), Der.Int(Limits.KeyDerivationIterations + 1)));
        byte[] cipher = Der.Seq(Der.Oid("2.16.840.1.101.3.4.1.42"), Der.Octets(new byte[16]));
        byte[] encrypted = Der.Seq(Der.Seq(Der.Oid("1.2.840.113549.1.5.13"), Der.Seq(derivation, cipher)), Der.Octets(new byte[16]));
        Assert.Equal(FindingCode.KeyDerivationTooCostly, Refusal(Credentials.Ascii(PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", encrypted)), Password));
    }

    [Fact]
    public void A_key_is_in_no_text()
    {
        TestKey key = TestKey.P256();
        using SoftwareSigningKey read = Read(key.Pem);
        Assert.Equal("private key, ECDSA P-256", read.ToString());
    }

    [Fact]
    public void A_disposed_key_does_not_sign()
    {
        SoftwareSigningKey key = Read(TestKey.Ed25519().Pem);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(SignatureScheme.Ed25519, [1]));
    }

    [Fact]
    public void A_scheme_of_another_kind_is_the_callers_mistake()
    {
        using SoftwareSigningKey key = Read(TestKey.Ed25519().Pem);
        Assert.Throws<ArgumentException>(() => key.Sign(new SignatureScheme(KeyFamily.Rsa, DigestAlgorithm.Sha256, IsPss: true), [1]));
    }

    private static byte[] Encrypted() => Credentials.Ascii(((ECDsa)TestKey.P256().Key!).ExportEncryptedPkcs8PrivateKeyPem(Password, s_pbe));

    private static SoftwareSigningKey Read(string pem)
    {
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(Credentials.Ascii(pem), []);
        Assert.True(read.TryGetValue(out SoftwareSigningKey? key), string.Join("; ", read.Findings));
        return key;
    }

    private static FindingCode Refusal(string pem) => Refusal(Credentials.Ascii(pem), string.Empty);

    private static FindingCode Refusal(byte[] pem, string password)
        => Credentials.Refusal(SoftwareSigningKey.FromPem(pem, password), password.Length == 0 ? null : password);
}
