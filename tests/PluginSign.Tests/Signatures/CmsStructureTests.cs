using System.Security.Cryptography;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>RFC 5652, 3 and 5.1: what is refused before any signer is judged.</summary>
public sealed class CmsStructureTests
{
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly CmsForge s_good = CmsForge.Of(new SignerForge { Signer = s_pki.Signer });

    [Fact]
    public void A_good_signature_is_read_and_valid()
    {
        CmsSignature signature = CmsForge.Read(s_good.Write());
        Assert.Equal(s_pki.Signer.Der, Assert.Single(signature.Certificates).Encoded.ToArray());
        Assert.Equal([Algorithms.DigestAlgorithm.Sha256], signature.DigestAlgorithms);
        Claim evidence = Assert.Single(s_good.Judge());
        Assert.True(evidence.IsValid);
        Assert.Equal("ecdsa-p256-sha256", evidence.Algorithm);
        Assert.Equal(TestPki.ValidationTime, evidence.SigningTime);
        Assert.Empty(evidence.Findings);
    }

    [Fact]
    public void More_than_the_cap_is_refused_before_parsing()
        => Assert.Equal(FindingCode.SignatureTooLarge, CmsForge.Refusal(new byte[Limits.SignatureFileBytes + 1]));

    [Theory]
    [InlineData("")]
    [InlineData("this is no signature")]
    [InlineData("-----BEGIN CMS-----")]
    [InlineData("\u0001\u0002\u0003\u0004")]
    public void Garbage(string text) => Assert.Equal(FindingCode.SignatureMalformed, CmsForge.Refusal(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_certificate_is_no_signature() => Assert.Equal(FindingCode.SignatureMalformed, CmsForge.Refusal(s_pki.Signer.Der));

    [Fact]
    public void Every_truncation_says_so()
    {
        byte[] good = s_good.Write();
        for (int length = 1; length < good.Length; length++)
        {
            Assert.Equal(FindingCode.SignatureTruncated, CmsForge.Refusal(good[..length]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Trailing_bytes(int count)
        => Assert.Equal(FindingCode.SignatureTrailingData, CmsForge.Refusal([.. s_good.Write(), .. new byte[count]]));

    [Fact]
    public void Indefinite_outer_length_is_BER()
    {
        byte[] good = s_good.Write();
        Assert.Equal(FindingCode.SignatureNotDer, CmsForge.Refusal([0x30, 0x80, .. good[4..], 0, 0]));
    }

    [Fact]
    public void Indefinite_inner_length_is_BER()
    {
        byte[] signedData = s_good.Write()[4..][11..]; // after the outer header and the OID: the [0]
        Assert.Equal(0xA0, signedData[0]);
        byte[] inner = signedData[4..];
        Assert.Equal(FindingCode.SignatureNotDer, CmsForge.Refusal(Der.Seq(Der.Oid(CmsOids.SignedData), [0xA0, 0x80, .. inner, 0, 0])));
    }

    [Fact]
    public void A_length_in_more_octets_than_it_needs_is_BER()
    {
        byte[] good = s_good.Write();
        Assert.Equal(0x82, good[1]);
        Assert.Equal(FindingCode.SignatureNotDer, CmsForge.Refusal([0x30, 0x83, 0, good[2], good[3], .. good[4..]]));
    }

    [Fact]
    public void Sets_out_of_order_are_BER()
    {
        byte[][] digests = Der.Sorted([Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256)), Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA512))]);
        byte[] right = (s_good with { DigestAlgorithms = [.. digests] }).Write();
        Assert.True(CmsSignature.Read(right).Passed);
        int first = right.AsSpan().IndexOf(digests[0]);
        byte[] wrong = [.. right[..first], .. digests[1], .. digests[0], .. right[(first + digests[0].Length + digests[1].Length)..]];
        Assert.Equal(FindingCode.SignatureNotDer, CmsForge.Refusal(wrong));
    }

    [Theory]
    [InlineData(CmsOids.IdData)]
    [InlineData(CmsOids.EnvelopedData)]
    [InlineData(CmsOids.EncryptedData)]
    [InlineData("1.2.3.4")]
    public void Another_kind_of_CMS(string type) => Assert.Equal(FindingCode.NotSignedData, CmsForge.Refusal((s_good with { OuterType = type }).Write()));

    [Theory]
    [InlineData("content")]
    [InlineData("")]
    public void Attached_content(string content)
        => Assert.Equal(FindingCode.SignatureAttached, CmsForge.Refusal((s_good with { Attached = System.Text.Encoding.ASCII.GetBytes(content) }).Write()));

    [Fact]
    public void Another_type_of_content()
        => Assert.Equal(FindingCode.ContentTypeMismatch, CmsForge.Refusal((s_good with { InnerType = "1.2.840.113549.1.9.16.1.4", Version = 3 }).Write()));

    [Fact]
    public void No_signer() => Assert.Equal(FindingCode.NoSigner, CmsForge.Refusal((s_good with { Signers = [] }).Write()));

    [Fact]
    public void Too_many_signers()
    {
        byte[] signer = s_good.Signers[0];
        Assert.True(CmsSignature.Read((s_good with { Signers = [.. Enumerable.Repeat(signer, Limits.Signers)] }).Write()).Passed);
        Assert.Equal(FindingCode.TooManySigners, CmsForge.Refusal((s_good with { Signers = [.. Enumerable.Repeat(signer, Limits.Signers + 1)] }).Write()));
        Assert.Equal(FindingCode.TooManySigners, CmsForge.Refusal((s_good with { Signers = [.. Enumerable.Repeat(signer, 1500)] }).Write()));
    }

    [Fact]
    public void Too_many_certificates()
    {
        byte[] certificate = s_pki.Root.Der;
        Assert.True(CmsSignature.Read((s_good with { Certificates = [.. Enumerable.Repeat(certificate, Limits.BagCertificates)] }).Write()).Passed);
        Assert.Equal(
            FindingCode.TooManyCertificates,
            CmsForge.Refusal((s_good with { Certificates = [.. Enumerable.Repeat(certificate, Limits.BagCertificates + 1)] }).Write()));
    }

    [Fact]
    public void Too_many_digest_algorithms()
        => Assert.Equal(
            FindingCode.SignatureMalformed,
            CmsForge.Refusal((s_good with { DigestAlgorithms = [.. Enumerable.Repeat(s_good.DigestAlgorithms[0], Limits.Signers + 1)] }).Write()));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public void Wrong_SignedData_version(int version) => Assert.Equal(FindingCode.SignatureVersion, CmsForge.Refusal((s_good with { Version = version }).Write()));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Wrong_SignerInfo_version(int version)
        => Assert.Equal(FindingCode.SignatureVersion, CmsForge.Refusal(CmsForge.Of(new SignerForge { Signer = s_pki.Signer, Version = version }).Write()));

    [Fact]
    public void SignerInfo_version_must_match_the_identifier()
    {
        SignerForge issuerAndSerial = new() { Signer = s_pki.Signer, Version = 3 };
        SignerForge keyIdentifier = new() { Signer = s_pki.Signer, Version = 1, ByKeyIdentifier = true };
        Assert.Equal(FindingCode.SignatureVersion, CmsForge.Refusal(CmsForge.Of(issuerAndSerial).Write()));
        Assert.Equal(FindingCode.SignatureVersion, CmsForge.Refusal(CmsForge.Of(keyIdentifier).Write()));
    }

    [Fact]
    public void Attribute_certificates_are_passed_over_and_raise_the_version()
    {
        CmsForge v1 = s_good with { Certificates = [s_pki.Signer.Der, Der.Tlv(0xA1, Der.Int(1))] };
        CmsForge v2 = s_good with { Certificates = [s_pki.Signer.Der, Der.Tlv(0xA2, Der.Int(1))] };
        CmsForge other = s_good with { Certificates = [s_pki.Signer.Der, Der.Tlv(0xA3, Der.Oid("1.2.3"))] };
        Assert.Equal(FindingCode.SignatureVersion, CmsForge.Refusal(v1.Write()));
        Assert.Empty((v1 with { Version = 3 }).Errors());
        Assert.Empty((v2 with { Version = 4 }).Errors());
        Assert.Empty((other with { Version = 5 }).Errors());
    }

    [Fact]
    public void Other_revocation_information_raises_the_version()
    {
        CmsForge other = s_good with { Crls = Der.Tlv(0xA1, Der.Tlv(0xA1, Der.Oid("1.2.3"))) };
        Assert.Equal(FindingCode.SignatureVersion, CmsForge.Refusal(other.Write()));
        Assert.Empty((other with { Version = 5 }).Errors());
    }

    [Fact]
    public void Something_else_among_the_certificates_is_malformed()
        => Assert.Equal(FindingCode.SignatureMalformed, CmsForge.Refusal((s_good with { Certificates = [Der.Octets([1])] }).Write()));

    [Fact]
    public void A_malformed_certificate_in_the_bag_is_a_warning()
    {
        byte[] der = (s_good with { Certificates = [s_pki.Signer.Der, Der.Seq(Der.Int(1))] }).Write();
        Answer<CmsSignature> read = CmsSignature.Read(der);
        Assert.True(read.TryGetValue(out CmsSignature? signature));
        Finding warning = Assert.Single(read.Findings);
        Assert.Equal((FindingCode.BagCertificateMalformed, Severity.Warning), (warning.Code, warning.Severity));
        Assert.True(Assert.Single(signature.Verify(CmsForge.Digests("content"u8.ToArray()), []).Signers).IsValid);
    }

    [Fact]
    public void A_digest_that_the_caller_has_not_made_is_the_callers_mistake()
        => Assert.Throws<ArgumentException>(() => CmsForge.Read(s_good.Write()).Verify([], []));

    [Fact]
    public void Deep_nesting_ends_in_a_refusal()
    {
        byte[] nested = Der.Int(1);
        for (int i = 0; i < 20_000; i++)
        {
            nested = Der.Seq(nested);
        }

        Assert.Equal(FindingCode.SignatureMalformed, CmsForge.Refusal(Der.Seq(nested)));
    }
}
