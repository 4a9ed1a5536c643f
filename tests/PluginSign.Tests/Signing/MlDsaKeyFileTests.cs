using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Signing;

/// <summary>The three forms of an ML-DSA private key (RFC 9881, 6), and what only looks like one.</summary>
public sealed class MlDsaKeyFileTests
{
    private const string Password = "correct horse";

    public static TheoryData<int> Sets => [44, 65, 87];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Seed_expanded_key_and_both_are_one_key(int set)
    {
        MlDsaTestKey key = MlDsaTestKey.Create(set, string.Empty, preHash: false);
        byte[] seed = key.Key.GetSeed();
        byte[] expanded = key.Key.GetEncoded();
        byte[][] forms = [Der.Tlv(0x80, seed), Der.Octets(expanded), Der.Seq(Der.Octets(seed), Der.Octets(expanded))];
        foreach (byte[] form in forms)
        {
            using SoftwareSigningKey read = Read(Pem(Pkcs8(key, form)));
            Assert.Equal(key.SubjectPublicKeyInfo(), read.PublicKey.Encoded.ToArray());
            SignatureScheme scheme = SignatureScheme.Pure(read.PublicKey.Family)!;
            byte[] signature = read.Sign(scheme, "data"u8);
            Assert.True(read.PublicKey.Verify(scheme, "data"u8, signature));
            Assert.NotEqual(signature, read.Sign(scheme, "data"u8)); // hedged
            Assert.Equal($"private key, ML-DSA-{set}", read.ToString());
        }

        using SoftwareSigningKey theirs = Read(Pem(key.Pkcs8())); // as BouncyCastle writes it
        Assert.Equal(key.SubjectPublicKeyInfo(), theirs.PublicKey.Encoded.ToArray());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Two_forms_of_two_keys_are_refused(int set)
    {
        MlDsaTestKey key = MlDsaTestKey.Create(set, string.Empty, preHash: false);
        MlDsaTestKey other = MlDsaTestKey.Create(set, string.Empty, preHash: false);
        byte[] mixed = Der.Seq(Der.Octets(key.Key.GetSeed()), Der.Octets(other.Key.GetEncoded()));
        Assert.Equal(FindingCode.PrivateKeyInconsistent, Credentials.Refusal(SoftwareSigningKey.FromPem(Pem(Pkcs8(key, mixed)), [])));
    }

    // Offsets into rho, K, tr, s1, s2, t0 of ML-DSA-65: 32, 32, 64, 5 and 6 times 128, 6 times 416 bytes.
    [Theory]
    [InlineData(0, "t0 does not match s1 and s2")] // rho: another matrix
    [InlineData(64, "tr is not the hash of the public key")]
    [InlineData(128, "t0 does not match s1 and s2")] // s1
    [InlineData(128 + (5 * 128), "t0 does not match s1 and s2")] // s2
    [InlineData(128 + (11 * 128), "t0 does not match s1 and s2")] // t0, its lowest bit
    public void A_key_whose_parts_contradict_each_other_never_signs(int offset, string fault)
    {
        MlDsaTestKey key = MlDsaTestKey.Create(65, string.Empty, preHash: false);
        byte[] expanded = key.Key.GetEncoded();
        expanded[offset] = (byte)((expanded[offset] & 0x0F) < 8 ? expanded[offset] + 1 : expanded[offset] - 1);
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(Pem(Pkcs8(key, Der.Octets(expanded))), []);
        Finding finding = Assert.Single(read.Findings);
        Assert.Equal((FindingCode.PrivateKeyInconsistent, fault), (finding.Code, finding.Actual));
    }

    [Theory]
    [InlineData(128, "s1")]
    [InlineData(128 + (10 * 128), "s2")]
    public void A_secret_out_of_its_range_is_refused(int offset, string part)
    {
        MlDsaTestKey key = MlDsaTestKey.Create(65, string.Empty, preHash: false);
        byte[] expanded = key.Key.GetEncoded();
        expanded[offset] |= 0x0F; // 15, where 0 to 8 stand for 4 to -4
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(Pem(Pkcs8(key, Der.Octets(expanded))), []);
        Finding finding = Assert.Single(read.Findings);
        Assert.Equal((FindingCode.PrivateKeyInconsistent, $"a coefficient of {part} is out of its range"), (finding.Code, finding.Actual));
    }

    [Fact]
    public void A_public_key_in_the_file_must_be_the_private_keys()
    {
        MlDsaTestKey key = MlDsaTestKey.Create(44, string.Empty, preHash: false);
        MlDsaTestKey other = MlDsaTestKey.Create(44, string.Empty, preHash: false);
        byte[] WithPublicKey(MlDsaTestKey of) => Der.Seq(
            Der.Tlv(0x02, [1]),
            Der.Seq(Der.Oid(key.Oid)),
            Der.Octets(Der.Tlv(0x80, key.Key.GetSeed())),
            Der.Tlv(0x81, [0, .. of.Key.GetPublicKeyEncoded()]));
        using SoftwareSigningKey honest = Read(Pem(WithPublicKey(key)));
        Assert.Equal(FindingCode.PrivateKeyInconsistent, Credentials.Refusal(SoftwareSigningKey.FromPem(Pem(WithPublicKey(other)), [])));
    }

    [Fact]
    public void Malformed_forms()
    {
        MlDsaTestKey key = MlDsaTestKey.Create(65, string.Empty, preHash: false);
        MlDsaTestKey smaller = MlDsaTestKey.Create(44, string.Empty, preHash: false);
        byte[] seed = key.Key.GetSeed();
        byte[] expanded = key.Key.GetEncoded();
        Assert.All(
            new[]
            {
                Der.Tlv(0x80, seed[..^1]),
                Der.Tlv(0x80, [.. seed, 0]),
                [.. Der.Tlv(0x80, seed), 0],
                Der.Tlv(0xA0, Der.Octets(seed)),
                Der.Octets(seed),
                Der.Octets(expanded[..^1]),
                Der.Octets(smaller.Key.GetEncoded()),
                Der.Seq(Der.Octets(seed)),
                Der.Seq(Der.Octets(expanded), Der.Octets(seed)),
                Der.Seq(Der.Octets(seed), Der.Octets(expanded), Der.Null),
                seed,
                [],
            },
            form => Assert.Equal(FindingCode.KeyFileMalformed, Credentials.Refusal(SoftwareSigningKey.FromPem(Pem(Pkcs8(key, form)), []), Convert.ToHexStringLower(seed))));
    }

    [Fact]
    public void Encrypted_keys_open_with_their_password_alone()
    {
        MlDsaTestKey key = MlDsaTestKey.Create(65, string.Empty, preHash: false);
        byte[] encrypted = Pkcs8PrivateKeyInfo.Decode(Pkcs8(key, Der.Tlv(0x80, key.Key.GetSeed())), out _)
            .Encrypt(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        byte[] pem = Credentials.Ascii(PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", encrypted));
        Assert.True(SoftwareSigningKey.FromPem(pem, Password).TryGetValue(out SoftwareSigningKey? read));
        read.Dispose();
        Assert.Equal(FindingCode.KeyPasswordWrong, Credentials.Refusal(SoftwareSigningKey.FromPem(pem, "wrong"), "wrong"));
    }

    [Fact]
    public void A_disposed_key_signs_nothing()
    {
        SoftwareSigningKey key = Read(Pem(TestKey.MlDsa(44).Pkcs8));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(SignatureScheme.MlDsa44, "data"u8));
    }

    [Fact]
    public void Disposing_clears_the_seed()
    {
        MlDsaPrivateKey key = MlDsaPrivateKey.Generate(KeyFamily.MlDsa44);
        byte[] before = key.EncodeSeed();
        key.Dispose();
        Assert.NotEqual(before, key.EncodeSeed());
        Assert.Equal(new byte[32], key.EncodeSeed()[2..]);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_it_signs_verifies_with_SHA512(int set)
    {
        TestPki pki = TestPki.Create("Acme", () => TestKey.MlDsa(set));
        byte[] signed = RoundTripTests.Sign(pki, Credentials.Options with { Digest = DigestAlgorithm.Sha256 });
        Assert.Equal([DigestAlgorithm.Sha512], CmsForge.Read(signed).DigestAlgorithms);
        PluginSign.Signatures.Claim evidence = Assert.Single(CmsForge.Read(signed).Verify(CmsForge.Digests("the plugin"u8.ToArray()), []).Signers);
        Assert.True(evidence.IsValid);
        Assert.Empty(evidence.Findings);
    }

    private static byte[] Pkcs8(MlDsaTestKey key, byte[] form) => Der.Seq(Der.Int(0), Der.Seq(Der.Oid(key.Oid)), Der.Octets(form));

    private static byte[] Pem(byte[] pkcs8) => Credentials.Ascii(PemEncoding.WriteString("PRIVATE KEY", pkcs8));

    private static SoftwareSigningKey Read(byte[] pem)
    {
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(pem, []);
        Assert.True(read.TryGetValue(out SoftwareSigningKey? key), string.Join("; ", read.Findings));
        return key;
    }
}
