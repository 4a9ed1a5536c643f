using System.Security.Cryptography;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>Digest and signature algorithms: sound, supported, and of one mind.</summary>
public sealed class SignerAlgorithmTests
{
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly TestPki s_rsa = TestPki.Create("Rsa", static () => TestKey.Rsa(3072));
    private static readonly SignerForge s_good = new() { Signer = s_pki.Signer };

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA1")]
    public void Broken_digest(string hash)
    {
        SignerForge forge = new() { Signer = s_rsa.Signer, Hash = new HashAlgorithmName(hash) };
        Assert.All(CmsForge.Of(forge).Errors(), static c => Assert.Equal(FindingCode.DigestAlgorithmBroken, c));
    }

    [Fact]
    public void Broken_digest_under_plain_rsa_encryption_is_said_once()
    {
        SignerForge forge = new()
        {
            Signer = s_rsa.Signer,
            Hash = HashAlgorithmName.SHA1,
            SignatureAlgorithm = Der.Seq(Der.Oid("1.2.840.113549.1.1.1"), Der.Null),
        };
        Assert.Equal([FindingCode.DigestAlgorithmBroken], CmsForge.Of(forge).Errors());
    }

    [Theory]
    [InlineData("2.16.840.1.101.3.4.2.8")] // SHA3-256
    [InlineData("2.16.840.1.101.3.4.2.4")] // SHA-224
    [InlineData("1.2.3")]
    public void Unsupported_digest(string oid)
        => Assert.Equal([FindingCode.DigestAlgorithmUnsupported], CmsForge.Of(s_good with { DigestAlgorithm = Der.Seq(Der.Oid(oid)) }).Errors());

    [Fact]
    public void Digest_with_parameters()
    {
        byte[] odd = Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256), Der.Int(1));
        CmsForge forge = CmsForge.Of(s_good with { DigestAlgorithm = odd });
        Assert.Equal(FindingCode.SignatureMalformed, CmsForge.Refusal(forge.Write()));
        CmsForge listed = forge with { DigestAlgorithms = [Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256))] };
        Assert.Equal([FindingCode.DigestAlgorithmUnsupported], listed.Errors());
    }

    [Fact]
    public void Digest_with_NULL_parameters_is_accepted()
        => Assert.Empty(CmsForge.Of(s_good with { DigestAlgorithm = Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256), Der.Null) }).Errors());

    [Fact]
    public void The_list_of_digests_lacks_the_signers()
        => Assert.Equal(
            [FindingCode.AlgorithmsDisagree],
            (CmsForge.Of(s_good) with { DigestAlgorithms = [Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA512))] }).Errors());

    [Fact]
    public void Digest_and_signature_disagree()
    {
        // Really signed with SHA-256, and the message digest really is SHA-384.
        SignerForge forge = s_good with
        {
            DigestAlgorithm = Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA384)),
            Attributes =
            [
                SignerForge.Attribute(CmsOids.ContentType, Der.Oid(CmsOids.IdData)),
                SignerForge.Attribute(CmsOids.MessageDigest, Der.Octets(SHA384.HashData("content"u8))),
            ],
        };
        Assert.Equal([FindingCode.AlgorithmsDisagree], CmsForge.Of(forge).Errors());
    }

    [Theory]
    [InlineData("1.2.840.113549.1.1.11")] // sha256WithRSAEncryption
    [InlineData("1.3.101.112")] // Ed25519, which also wants SHA-512
    public void Key_of_another_kind_than_the_signature(string oid)
        => Assert.All(
            CmsForge.Of(s_good with { SignatureAlgorithm = Der.Seq(Der.Oid(oid)) }).Errors(), static c => Assert.Equal(FindingCode.AlgorithmsDisagree, c));

    [Fact]
    public void An_ECDSA_scheme_over_an_RSA_key()
        => Assert.Equal(
            [FindingCode.AlgorithmsDisagree],
            CmsForge.Of(new SignerForge { Signer = s_rsa.Signer, SignatureAlgorithm = Der.Seq(Der.Oid("1.2.840.10045.4.3.2")) }).Errors());

    [Theory]
    [InlineData("1.2.840.10045.2.1")] // ecPublicKey is a key, not a signature
    [InlineData("1.2.3")]
    public void Unsupported_signature(string oid)
        => Assert.Equal([FindingCode.SignatureAlgorithmUnsupported], CmsForge.Of(s_good with { SignatureAlgorithm = Der.Seq(Der.Oid(oid)) }).Errors());

    [Fact]
    public void Signature_over_SHA1_under_a_SHA256_digest()
        => Assert.Equal([FindingCode.DigestAlgorithmBroken], CmsForge.Of(s_good with { SignatureAlgorithm = Der.Seq(Der.Oid("1.2.840.10045.4.1")) }).Errors());

    [Fact]
    public void ECDSA_with_parameters()
        => Assert.Equal(
            [FindingCode.SignatureAlgorithmUnsupported],
            CmsForge.Of(s_good with { SignatureAlgorithm = Der.Seq(Der.Oid("1.2.840.10045.4.3.2"), Der.Null) }).Errors());

    [Fact]
    public void PSS_with_another_salt_length_says_what_is_wanted()
    {
        byte[] sha256 = Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256), Der.Null);
        byte[] mask = Der.Seq(Der.Oid("1.2.840.113549.1.1.8"), sha256);
        byte[] parameters = Der.Seq(Der.Tlv(0xA0, sha256), Der.Tlv(0xA1, mask), Der.Tlv(0xA2, Der.Int(20)));
        SignerForge forge = new() { Signer = s_rsa.Signer, Pss = true, SignatureAlgorithm = Der.Seq(Der.Oid("1.2.840.113549.1.1.10"), parameters) };
        Finding finding = Assert.Single(Assert.Single(CmsForge.Of(forge).Judge()).Findings);
        Assert.Equal(FindingCode.SignatureAlgorithmUnsupported, finding.Code);
        Assert.Contains("salt", finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_rsa_encryption_takes_the_signers_digest()
        => Assert.Empty(CmsForge.Of(new SignerForge { Signer = s_rsa.Signer, SignatureAlgorithm = Der.Seq(Der.Oid("1.2.840.113549.1.1.1"), Der.Null) }).Errors());

    [Fact]
    public void RSA_1024_is_refused()
    {
        IssuedCertificate small = s_rsa.IssueSigner(static t => t with { Key = TestKey.Rsa(1024) });
        Assert.Equal([FindingCode.KeyTooSmall], CmsForge.Of(new SignerForge { Signer = small }).Errors());
    }

    [Fact]
    public void RSA_2048_verifies_with_a_warning()
    {
        IssuedCertificate small = s_rsa.IssueSigner(static t => t with { Key = TestKey.Rsa(2048) });
        Claim evidence = Assert.Single(CmsForge.Of(new SignerForge { Signer = small }).Judge());
        Finding finding = Assert.Single(evidence.Findings);
        Assert.Equal((FindingCode.KeySmall, Severity.Warning), (finding.Code, finding.Severity));
        Assert.True(evidence.IsValid);
    }

    [Fact]
    public void Explicit_curve_is_refused()
    {
        IssuedCertificate odd = s_pki.IssueSigner(static t => t with { Key = TestKey.ExplicitP256() });
        Assert.Equal([FindingCode.ExplicitCurve], CmsForge.Of(new SignerForge { Signer = odd }).Errors());
    }

    [Fact]
    public void Unsupported_curve_is_refused()
    {
        IssuedCertificate odd = s_pki.IssueSigner(static t => t with { Key = TestKey.Ec(ECCurve.NamedCurves.brainpoolP256r1) });
        Assert.Equal([FindingCode.KeyUnsupported], CmsForge.Of(new SignerForge { Signer = odd }).Errors());
    }

    [Fact]
    public void Ed25519_goes_with_SHA512_alone()
    {
        IssuedCertificate signer = s_pki.IssueSigner(static t => t with { Key = TestKey.Ed25519() });
        Claim good = Assert.Single(CmsForge.Of(new SignerForge { Signer = signer, Hash = HashAlgorithmName.SHA512 }).Judge());
        Assert.True(good.IsValid);
        Assert.Equal("ed25519", good.Algorithm);
        Assert.Equal([FindingCode.AlgorithmsDisagree], CmsForge.Of(new SignerForge { Signer = signer, Hash = HashAlgorithmName.SHA256 }).Errors());
        byte[] withNull = Der.Seq(Der.Oid("1.3.101.112"), Der.Null);
        Assert.Equal(
            [FindingCode.SignatureAlgorithmUnsupported],
            CmsForge.Of(new SignerForge { Signer = signer, Hash = HashAlgorithmName.SHA512, SignatureAlgorithm = withNull }).Errors());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00 })] // r = s = 0 (CVE-2022-21449)
    [InlineData(new byte[] { 0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01 })]
    [InlineData(new byte[] { 0x30, 0x80 })]
    public void Signature_value_that_is_none(byte[] value)
        => Assert.Equal([FindingCode.SignatureInvalid], CmsForge.Of(s_good with { SignatureValue = value }).Errors());
}
