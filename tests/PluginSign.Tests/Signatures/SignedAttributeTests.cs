using System.Security.Cryptography;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>RFC 5652, 5.3, 5.6 and 11: each attribute missing, doubled, malformed and wrong, always really signed.</summary>
public sealed class SignedAttributeTests
{
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly SignerForge s_good = new() { Signer = s_pki.Signer };
    private static readonly byte[] s_digest = Der.Octets(SHA256.HashData("content"u8));

    private static FindingCode Only(SignerForge forge) => Assert.Single(CmsForge.Of(forge).Errors());

    [Fact]
    public void Changed_content()
    {
        Claim evidence = Assert.Single(CmsForge.Of(s_good).Judge("c0ntent"u8.ToArray()));
        Finding finding = Assert.Single(evidence.Findings);
        Assert.Equal(FindingCode.ContentChanged, finding.Code);
        Assert.Equal("sha256 " + Convert.ToHexStringLower(SHA256.HashData("content"u8)), finding.Expected);
        Assert.Equal("sha256 " + Convert.ToHexStringLower(SHA256.HashData("c0ntent"u8)), finding.Actual);
        Assert.False(evidence.IsValid);
    }

    [Fact]
    public void No_signed_attributes() => Assert.Equal(FindingCode.SignedAttributesMissing, Only(s_good with { NoAttributes = true }));

    [Fact]
    public void Attributes_passed_off_as_content()
    {
        // The signature over a SET OF attributes is a valid signature without attributes over the content "31 ...".
        byte[] attributes = Der.Tlv(0x31, Der.Sorted(s_good.UsualAttributes()));
        SignerForge forge = s_good with { NoAttributes = true, Content = attributes };
        Assert.Equal([FindingCode.SignedAttributesMissing], CmsForge.Of(forge).Errors(attributes));
    }

    [Fact]
    public void Empty_signed_attributes() => Assert.Equal(FindingCode.SignedAttributesMalformed, Only(s_good with { Attributes = [] }));

    [Fact]
    public void Attributes_out_of_order() => Assert.Equal(FindingCode.SignedAttributesMalformed, Only(s_good with { InOrder = false }));

    [Fact]
    public void Attributes_that_are_no_attributes() => Assert.Equal(FindingCode.SignedAttributesMalformed, Only(s_good.With(Der.Int(1))));

    [Fact]
    public void Another_attribute_twice()
    {
        Assert.Empty(CmsForge.Of(s_good.With(SignerForge.Attribute("1.2.3", Der.Int(1)))).Errors());
        Assert.Equal(
            FindingCode.SignedAttributesMalformed,
            Only(s_good.With(SignerForge.Attribute("1.2.3", Der.Int(1)), SignerForge.Attribute("1.2.3", Der.Int(2)))));
    }

    [Fact]
    public void More_attributes_than_the_cap()
    {
        byte[][] many = [.. Enumerable.Range(0, Limits.Attributes).Select(static i => SignerForge.Attribute($"1.2.3.{i}", Der.Int(1)))];
        Assert.Empty(CmsForge.Of(s_good.With(many[..(Limits.Attributes - 4)])).Errors());
        Assert.Equal(FindingCode.SignedAttributesMalformed, Only(s_good.With(many)));
    }

    [Fact]
    public void More_values_than_the_cap()
        => Assert.Equal(
            FindingCode.SignedAttributesMalformed,
            Only(s_good.With(SignerForge.Attribute("1.2.3", [.. Enumerable.Range(0, Limits.Attributes + 1).Select(Der.Int)]))));

    [Fact]
    public void Message_digest_missing() => Assert.Equal(FindingCode.MessageDigestMissing, Only(s_good.Without(CmsOids.MessageDigest)));

    [Fact]
    public void Message_digest_doubled()
        => Assert.Equal(FindingCode.MessageDigestRepeated, Only(s_good.With(SignerForge.Attribute(CmsOids.MessageDigest, s_digest))));

    [Fact]
    public void Message_digest_doubled_with_another_value()
        => Assert.Equal(FindingCode.MessageDigestRepeated, Only(s_good.With(SignerForge.Attribute(CmsOids.MessageDigest, Der.Octets(new byte[32])))));

    [Fact]
    public void Message_digest_with_two_values()
        => Assert.Equal(FindingCode.MessageDigestRepeated, Only(s_good.Instead(CmsOids.MessageDigest, s_digest, Der.Octets(new byte[32]))));

    [Fact]
    public void Message_digest_without_value() => Assert.Equal(FindingCode.MessageDigestMalformed, Only(s_good.Instead(CmsOids.MessageDigest)));

    [Fact]
    public void Message_digest_of_another_type() => Assert.Equal(FindingCode.MessageDigestMalformed, Only(s_good.Instead(CmsOids.MessageDigest, Der.Int(1))));

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(31)]
    [InlineData(33)]
    public void Message_digest_of_another_length(int length)
        => Assert.Equal(FindingCode.MessageDigestMalformed, Only(s_good.Instead(CmsOids.MessageDigest, Der.Octets(new byte[length]))));

    [Fact]
    public void Message_digest_wrong() => Assert.Equal(FindingCode.ContentChanged, Only(s_good.Instead(CmsOids.MessageDigest, Der.Octets(new byte[32]))));

    [Fact]
    public void Content_type_missing() => Assert.Equal(FindingCode.ContentTypeMissing, Only(s_good.Without(CmsOids.ContentType)));

    [Fact]
    public void Content_type_doubled()
        => Assert.Equal(FindingCode.ContentTypeRepeated, Only(s_good.With(SignerForge.Attribute(CmsOids.ContentType, Der.Oid(CmsOids.IdData)))));

    [Fact]
    public void Content_type_with_two_values()
        => Assert.Equal(FindingCode.ContentTypeRepeated, Only(s_good.Instead(CmsOids.ContentType, Der.Oid(CmsOids.IdData), Der.Oid("1.2.3"))));

    [Fact]
    public void Content_type_without_value() => Assert.Equal(FindingCode.ContentTypeMismatch, Only(s_good.Instead(CmsOids.ContentType)));

    [Fact]
    public void Content_type_wrong() => Assert.Equal(FindingCode.ContentTypeMismatch, Only(s_good.Instead(CmsOids.ContentType, Der.Oid(CmsOids.SignedData))));

    [Fact]
    public void Content_type_of_another_type() => Assert.Equal(FindingCode.ContentTypeMismatch, Only(s_good.Instead(CmsOids.ContentType, Der.Int(1))));

    [Fact]
    public void Signing_time_may_be_absent()
    {
        Claim evidence = Assert.Single(CmsForge.Of(s_good.Without(CmsOids.SigningTime)).Judge());
        Assert.True(evidence.IsValid);
        Assert.Null(evidence.SigningTime);
    }

    [Fact]
    public void Signing_time_after_2049_is_generalized()
    {
        DateTimeOffset late = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Claim evidence = Assert.Single(CmsForge.Of(s_good.Instead(CmsOids.SigningTime, Der.GeneralizedTime(late))).Judge());
        Assert.True(evidence.IsValid);
        Assert.Equal(late, evidence.SigningTime);
    }

    [Fact]
    public void Signing_time_generalized_before_2050()
        => Assert.Equal(FindingCode.SigningTimeMalformed, Only(s_good.Instead(CmsOids.SigningTime, Der.GeneralizedTime(TestPki.ValidationTime))));

    [Fact]
    public void Signing_time_with_fractions()
        => Assert.Equal(
            FindingCode.SigningTimeMalformed,
            Only(s_good.Instead(CmsOids.SigningTime, Der.GeneralizedTime(new DateTimeOffset(2050, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)))));

    [Theory]
    [InlineData("2606010000Z")]
    [InlineData("260601000000+0000")]
    [InlineData("269901000000Z")]
    [InlineData("")]
    public void Signing_time_in_another_form(string text)
        => Assert.Equal(FindingCode.SigningTimeMalformed, Only(s_good.Instead(CmsOids.SigningTime, Der.Tlv(0x17, System.Text.Encoding.ASCII.GetBytes(text)))));

    [Fact]
    public void Signing_time_doubled()
        => Assert.Equal(FindingCode.SigningTimeMalformed, Only(s_good.With(SignerForge.Attribute(CmsOids.SigningTime, Der.UtcTime(TestPki.ValidationTime.AddDays(1))))));

    [Fact]
    public void Signing_time_with_two_values()
        => Assert.Equal(
            FindingCode.SigningTimeMalformed,
            Only(s_good.Instead(CmsOids.SigningTime, Der.UtcTime(TestPki.ValidationTime), Der.UtcTime(TestPki.ValidationTime.AddDays(1)))));

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        SignerForge forge = s_good.Without(CmsOids.MessageDigest).Without(CmsOids.ContentType);
        Assert.Equal([FindingCode.ContentTypeMissing, FindingCode.MessageDigestMissing], CmsForge.Of(forge).Errors());
    }

    [Fact]
    public void Changed_attributes_break_the_signature()
    {
        byte[] signature = s_pki.Signer.Key.Sign(Der.Tlv(0x31, Der.Sorted(s_good.UsualAttributes())), HashAlgorithmName.SHA256);
        SignerForge later = s_good.Instead(CmsOids.SigningTime, Der.UtcTime(TestPki.ValidationTime.AddDays(1))) with { SignatureValue = signature };
        Assert.Equal(FindingCode.SignatureInvalid, Only(later));
    }

    [Fact]
    public void Unsigned_attributes_are_kept_and_judged_by_shape()
    {
        byte[] one = SignerForge.Attribute("1.2.3", Der.Int(1));
        Assert.Empty(CmsForge.Of(s_good with { UnsignedAttributes = Der.Tlv(0xA1, one) }).Errors());
        Assert.Equal(FindingCode.SignatureMalformed, Only(s_good with { UnsignedAttributes = Der.Tlv(0xA1, Der.Int(1)) }));
        byte[][] many = Der.Sorted(Enumerable.Range(0, Limits.Attributes + 1).Select(static i => SignerForge.Attribute($"1.2.3.{i}", Der.Int(1))));
        Assert.Equal(FindingCode.SignatureMalformed, Only(s_good with { UnsignedAttributes = Der.Tlv(0xA1, many) }));
    }
}
