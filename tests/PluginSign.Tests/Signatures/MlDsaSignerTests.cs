using System.Security.Cryptography;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>ML-DSA in CMS (RFC 9882): the pure variant over signed attributes, with a digest that is strong enough.</summary>
public sealed class MlDsaSignerTests
{
    private static readonly TestPki s_pki = TestPki.Create();

    [Theory]
    [InlineData(44, "SHA256", true)]
    [InlineData(44, "SHA384", true)]
    [InlineData(44, "SHA512", true)]
    [InlineData(65, "SHA256", false)]
    [InlineData(65, "SHA384", true)]
    [InlineData(65, "SHA512", true)]
    [InlineData(87, "SHA256", false)]
    [InlineData(87, "SHA384", false)]
    [InlineData(87, "SHA512", true)]
    public void The_digest_is_as_strong_as_the_set(int set, string hash, bool isEnough)
    {
        Claim evidence = Assert.Single(CmsForge.Of(Forge(TestKey.MlDsa(set)) with { Hash = new HashAlgorithmName(hash) }).Judge());
        Assert.Equal(isEnough ? [] : [FindingCode.DigestTooWeak], CmsForge.ErrorsOf(evidence));
        Assert.Equal(isEnough, evidence.IsValid);
        Assert.Equal($"ml-dsa-{set}", evidence.Algorithm);
    }

    [Fact]
    public void SHA1_is_broken_with_it_as_with_anything()
        => Assert.Equal(
            [FindingCode.DigestAlgorithmBroken],
            CmsForge.Of(Forge(TestKey.MlDsa(44)) with { DigestAlgorithm = Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA1)) }).Errors());

    [Fact]
    public void Another_context_does_not_verify() => Assert.Equal([FindingCode.SignatureInvalid], CmsForge.Of(Forge(TestKey.MlDsa(65, "code signing"))).Errors());

    [Fact]
    public void A_pre_hash_signature_under_the_pure_identifier_does_not_verify()
        => Assert.Equal([FindingCode.SignatureInvalid], CmsForge.Of(Forge(TestKey.MlDsa(65, preHash: true))).Errors());

    [Theory]
    [InlineData("2.16.840.1.101.3.4.3.32")]
    [InlineData("2.16.840.1.101.3.4.3.33")]
    [InlineData("2.16.840.1.101.3.4.3.34")]
    public void The_pre_hash_variant_is_named(string oid)
    {
        SignerForge forge = Forge(TestKey.MlDsa(65, preHash: true)) with { SignatureAlgorithm = Der.Seq(Der.Oid(oid)) };
        Finding finding = Assert.Single(Assert.Single(CmsForge.Of(forge).Judge()).Findings);
        Assert.Equal(FindingCode.SignatureAlgorithmUnsupported, finding.Code);
        Assert.Contains("HashML-DSA", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_must_be_absent()
        => Assert.Equal(
            [FindingCode.SignatureAlgorithmUnsupported],
            CmsForge.Of(Forge(TestKey.MlDsa(65)) with { SignatureAlgorithm = Der.Seq(Der.Oid("2.16.840.1.101.3.4.3.18"), Der.Null) }).Errors());

    [Theory]
    [InlineData(44, "2.16.840.1.101.3.4.3.19")]
    [InlineData(87, "2.16.840.1.101.3.4.3.17")]
    [InlineData(65, "1.2.840.10045.4.3.4")]
    public void An_identifier_of_another_set_or_family_is_another_kind_of_key(int set, string oid)
        => Assert.Equal([FindingCode.AlgorithmsDisagree], CmsForge.Of(Forge(TestKey.MlDsa(set)) with { SignatureAlgorithm = Der.Seq(Der.Oid(oid)) }).Errors());

    [Fact]
    public void A_signature_without_signed_attributes_stays_refused()
        => Assert.Equal([FindingCode.SignedAttributesMissing], CmsForge.Of(Forge(TestKey.MlDsa(65)) with { NoAttributes = true }).Errors());

    [Fact]
    public void Changed_content_and_changed_signatures_are_two_findings()
    {
        CmsForge forge = CmsForge.Of(Forge(TestKey.MlDsa(87)));
        Assert.Equal([FindingCode.ContentChanged], forge.Errors("other"u8.ToArray()));
        Assert.Equal([FindingCode.SignatureInvalid], CmsForge.Of(Forge(TestKey.MlDsa(87)) with { SignatureValue = new byte[4627] }).Errors());
        Assert.Equal([FindingCode.SignatureInvalid], CmsForge.Of(Forge(TestKey.MlDsa(87)) with { SignatureValue = [] }).Errors());
    }

    [Fact]
    public void The_same_name_with_the_classical_key_does_not_stand_in()
    {
        // Two certificates of one issuer and serial number: the signer is the one whose key verifies, and its ESS attribute names it.
        IssuedCertificate pq = s_pki.IssueSigner(static t => t with { Key = TestKey.MlDsa(65), SerialNumber = [0x41, 1, 2, 3] });
        IssuedCertificate classical = s_pki.IssueSigner(static t => t with { SerialNumber = [0x41, 1, 2, 3] });
        CmsForge forge = CmsForge.Of(new SignerForge { Signer = pq, Hash = HashAlgorithmName.SHA512 });
        Claim evidence = Assert.Single((forge with { Certificates = [classical.Der, pq.Der] }).Judge());
        Assert.True(evidence.IsValid);
        Assert.Equal(pq.Certificate.Fingerprint, evidence.Certificate!.Fingerprint);
        Assert.Contains(FindingCode.AlgorithmsDisagree, (forge with { Certificates = [classical.Der] }).Errors());
    }

    private static SignerForge Forge(TestKey key) => new() { Signer = s_pki.IssueSigner(t => t with { Key = key }), Hash = HashAlgorithmName.SHA512 };
}
