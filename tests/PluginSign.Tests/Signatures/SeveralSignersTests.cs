using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>Every signer is judged, whatever became of the others, and counts once.</summary>
public sealed class SeveralSignersTests
{
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly IssuedCertificate s_second = s_pki.IssueSigner();
    private static readonly SignerForge s_one = new() { Signer = s_pki.Signer };
    private static readonly SignerForge s_two = new() { Signer = s_second, Hash = HashAlgorithmName.SHA384 };

    [Fact]
    public void Both_are_valid()
    {
        CmsForge forge = CmsForge.Of(s_one, s_two);
        ImmutableArray<Claim> signers = forge.Judge();
        Assert.Equal(2, signers.Length);
        Assert.All(signers, static s => Assert.True(s.IsValid));
        Assert.Equal(2, signers.Select(static s => s.Certificate!.Fingerprint).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, CmsForge.Read(forge.Write()).DigestAlgorithms.Length);
    }

    [Fact]
    public void One_bad_signer_does_not_hide_the_other()
    {
        CmsForge forge = CmsForge.Of(s_one, s_two.Without(CmsOids.MessageDigest));
        ImmutableArray<Claim> signers = forge.Judge();
        Assert.Single(signers, static s => s.IsValid);
        Assert.Equal([FindingCode.MessageDigestMissing], CmsForge.ErrorsOf(Assert.Single(signers, static s => !s.IsValid)));
    }

    [Fact]
    public void A_signer_with_a_broken_digest_does_not_hide_the_other()
    {
        SignerForge broken = new() { Signer = s_second, DigestAlgorithm = Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA1)) };
        Assert.Single(CmsForge.Of(s_one, broken).Judge(), static s => s.IsValid);
    }

    [Fact]
    public void Both_see_the_change()
        => Assert.All(
            CmsForge.Of(s_one, s_two).Judge("changed"u8.ToArray()), static s => Assert.Equal([FindingCode.ContentChanged], CmsForge.ErrorsOf(s)));

    [Fact]
    public void The_same_signer_twice_counts_once()
    {
        // CVE-2026-49834: a threshold was met by one party twice.
        SignerForge again = s_one.Instead(CmsOids.SigningTime, Der.UtcTime(TestPki.ValidationTime.AddDays(1)));
        ImmutableArray<Claim> signers = CmsForge.Of(s_one, again).Judge();
        Assert.Single(signers, static s => s.IsValid);
        Assert.Equal([FindingCode.SignerRepeated], CmsForge.ErrorsOf(signers[1]));
    }

    [Fact]
    public void The_same_certificate_by_two_kinds_of_identifier_counts_once()
    {
        ImmutableArray<Claim> signers = CmsForge.Of(s_one, s_one with { Version = 3, ByKeyIdentifier = true }).Judge();
        Assert.Equal([FindingCode.SignerRepeated], CmsForge.ErrorsOf(signers[1]));
    }

    [Fact]
    public void The_same_certificate_in_its_second_form_counts_once()
    {
        // (r, n - s) verifies as well as (r, s): anyone can make a second encoding of an ECDSA-signed certificate.
        IssuedCertificate twin = Malleated(s_pki.Signer);
        SignerForge one = s_one.Without(CmsOids.SigningCertificateV2);
        SignerForge two = new SignerForge { Signer = twin, Version = 3, ByKeyIdentifier = true }.Without(CmsOids.SigningCertificateV2);
        ImmutableArray<Claim> signers = CmsForge.Of(one, two).Judge();
        Assert.Single(signers, static s => s.IsValid);
    }

    private static IssuedCertificate Malleated(IssuedCertificate original)
    {
        System.Numerics.BigInteger order = System.Numerics.BigInteger.Parse(
            "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        AsnReader signature = new AsnReader(original.Certificate.Signature, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(signature.ReadInteger());
            writer.WriteInteger(order - signature.ReadInteger());
        }

        byte[] der = Der.Seq(
            original.Certificate.ToBeSigned.ToArray(), original.Key.SignatureAlgorithm(HashAlgorithmName.SHA256), Der.Tlv(0x03, [0, .. writer.Encode()]));
        return new IssuedCertificate(der, original.Key, original.SubjectDer);
    }
}
