using System.Security.Cryptography;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>Which certificate is the signer's: the one whose key made the signature and that the signer meant, never a decoy.</summary>
public sealed class SignerCertificateTests
{
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly SignerForge s_good = new() { Signer = s_pki.Signer };
    private static readonly CmsForge s_signature = CmsForge.Of(s_good);

    [Fact]
    public void No_certificate_names_issuer_and_serial()
    {
        CmsForge forge = s_signature with { Certificates = [] };
        Claim evidence = Assert.Single(forge.Judge());
        Finding finding = Assert.Single(evidence.Findings);
        Assert.Equal(FindingCode.SignerCertificateMissing, finding.Code);
        Assert.Contains(s_pki.Signer.Certificate.Issuer, finding.Expected, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(s_pki.Signer.Certificate.SerialNumber.Span), finding.Expected, StringComparison.Ordinal);
        Assert.Null(evidence.Certificate);
        Assert.False(evidence.IsValid);
    }

    [Fact]
    public void Only_other_certificates()
        => Assert.Equal([FindingCode.SignerCertificateMissing], (s_signature with { Certificates = [s_pki.Root.Der, s_pki.IssueSigner().Der] }).Errors());

    [Fact]
    public void The_certificate_may_come_from_outside()
        => Assert.Empty((s_signature with { Certificates = [] }).Errors(null, s_pki.Root.Certificate, s_pki.Signer.Certificate));

    [Fact]
    public void The_same_certificate_from_both_sides_is_one() => Assert.Empty(s_signature.Errors(null, s_pki.Signer.Certificate));

    [Fact]
    public void By_key_identifier()
    {
        CmsForge forge = CmsForge.Of(s_good with { Version = 3, ByKeyIdentifier = true });
        Assert.Equal(s_pki.Signer.Der, Assert.Single(forge.Judge()).Certificate!.Encoded.ToArray());
        Assert.Empty(forge.Errors());
        Assert.Equal([FindingCode.SignerCertificateMissing], (forge with { Certificates = [s_pki.Root.Der] }).Errors());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decoys_of_the_same_name_are_never_picked(bool withEss)
    {
        // CVE-2026-39984: constraints were checked on the first certificate of the bag and not on the signer's.
        SignerForge signer = withEss ? s_good : s_good.Without(CmsOids.SigningCertificateV2);
        byte[] issuer = s_pki.Signer.Certificate.IssuerName.ToArray();
        byte[] serial = s_pki.Signer.Certificate.SerialNumber.ToArray();
        IssuedCertificate stranger = TestPki.Create("Stranger").Intermediate;
        byte[][] decoys = [.. Enumerable.Range(0, 20).Select(i => s_pki.IssueSigner(t => t with { SerialNumber = serial, IssuerDer = issuer }, i % 2 == 0 ? stranger : null).Der)];
        CmsForge forge = CmsForge.Of(signer) with { Certificates = [.. decoys, s_pki.Signer.Der] };
        Claim evidence = Assert.Single(forge.Judge());
        Assert.True(evidence.IsValid);
        Assert.Equal(s_pki.Signer.Der, evidence.Certificate!.Encoded.ToArray());
    }

    [Fact]
    public void A_decoy_whose_key_made_the_signature_is_the_certificate_that_is_reported()
    {
        // An attacker signs with a self-made certificate of the victim's issuer and serial, and puts the victim's beside it.
        IssuedCertificate fake = TestPki.Create("Attacker").IssueSigner(t => t with
        {
            IssuerDer = s_pki.Signer.Certificate.IssuerName.ToArray(),
            SerialNumber = s_pki.Signer.Certificate.SerialNumber.ToArray(),
        });
        SignerForge signer = new SignerForge { Signer = fake }.Without(CmsOids.SigningCertificateV2);
        Claim evidence = Assert.Single((CmsForge.Of(signer) with { Certificates = [s_pki.Signer.Der, fake.Der] }).Judge());
        Assert.Equal(fake.Der, evidence.Certificate!.Encoded.ToArray());

        // And naming the victim's by ESS does not help.
        SignerForge lying = signer.With(SignerForge.Ess(s_pki.Signer));
        Assert.Equal([FindingCode.SigningCertificateMismatch], (CmsForge.Of(lying) with { Certificates = [s_pki.Signer.Der, fake.Der] }).Errors());
    }

    [Fact]
    public void A_certificate_renewed_over_the_same_key_is_told_apart_by_ESS()
    {
        IssuedCertificate twin = s_pki.IssueSigner(t => t with
        {
            Key = s_pki.Signer.Key,
            SerialNumber = s_pki.Signer.Certificate.SerialNumber.ToArray(),
        });
        CmsForge both = s_signature with { Certificates = [twin.Der, s_pki.Signer.Der] };
        Assert.Equal(s_pki.Signer.Der, Assert.Single(both.Judge()).Certificate!.Encoded.ToArray());
        Assert.Equal([FindingCode.SigningCertificateMismatch], (s_signature with { Certificates = [twin.Der] }).Errors());
    }

    [Fact]
    public void More_namesakes_than_the_budget_are_not_all_tried()
    {
        byte[] serial = s_pki.Signer.Certificate.SerialNumber.ToArray();
        IssuedCertificate one = s_pki.IssueSigner(t => t with { SerialNumber = serial });
        byte[][] decoys = [.. Enumerable.Range(0, Limits.BagCertificates).Select(i => s_pki.IssueSigner(
            t => t with { SerialNumber = serial, Key = one.Key, NotAfter = t.NotAfter.AddMinutes(i) }).Der)];
        SignerForge nobody = s_good.Without(CmsOids.SigningCertificateV2) with { SignatureValue = s_pki.Root.Key.Sign([1], HashAlgorithmName.SHA256) };
        CmsForge forge = CmsForge.Of(nobody) with { Certificates = [.. decoys], Signers = [.. Enumerable.Repeat(nobody.Write(), Limits.Signers)] };
        Assert.All(forge.Judge(), static e => Assert.Contains(FindingCode.SignatureInvalid, CmsForge.ErrorsOf(e)));
    }

    [Fact]
    public void Signed_by_another_key()
    {
        byte[] other = TestKey.P256().Sign(Der.Tlv(0x31, Der.Sorted(s_good.UsualAttributes())), HashAlgorithmName.SHA256);
        Assert.Equal([FindingCode.SignatureInvalid], CmsForge.Of(s_good with { SignatureValue = other }).Errors());
    }

    [Fact]
    public void Ess_with_another_hash_algorithm()
        => Assert.Empty(CmsForge.Of(s_good.Without(CmsOids.SigningCertificateV2).With(SignerForge.Ess(s_pki.Signer, sha384: true))).Errors());

    [Fact]
    public void Ess_without_issuer_and_serial()
        => Assert.Empty(CmsForge.Of(s_good.Without(CmsOids.SigningCertificateV2).With(SignerForge.Ess(s_pki.Signer, issuerSerial: false))).Errors());

    [Fact]
    public void Ess_that_names_another_certificate()
        => Assert.Equal(
            [FindingCode.SigningCertificateMismatch],
            CmsForge.Of(s_good.Without(CmsOids.SigningCertificateV2).With(SignerForge.Ess(s_pki.Root))).Errors());

    [Fact]
    public void Ess_with_the_right_hash_and_another_issuer()
    {
        byte[] hash = SHA256.HashData(s_pki.Signer.Der);
        SignerForge forge = s_good.Without(CmsOids.SigningCertificateV2).With(SignerForge.Ess(s_pki.Root, hash: hash));
        Assert.Equal([FindingCode.SigningCertificateMismatch], CmsForge.Of(forge).Errors());
    }

    [Fact]
    public void Ess_with_the_right_issuer_and_another_hash()
    {
        SignerForge forge = s_good.Without(CmsOids.SigningCertificateV2).With(SignerForge.Ess(s_pki.Signer, hash: new byte[32]));
        Assert.Equal([FindingCode.SigningCertificateMismatch], CmsForge.Of(forge).Errors());
    }

    [Fact]
    public void Ess_twice()
        => Assert.Equal([FindingCode.SigningCertificateMalformed], CmsForge.Of(s_good.With(SignerForge.Ess(s_pki.Root))).Errors());

    [Fact]
    public void Ess_malformed()
    {
        byte[][] values =
        [
            Der.Int(1),
            Der.Seq(),
            Der.Seq(Der.Seq()),
            Der.Seq(Der.Seq(Der.Seq(Der.Octets(new byte[20])))),
            Der.Seq(Der.Seq(Der.Seq(Der.Seq(Der.Oid("1.3.14.3.2.26")), Der.Octets(new byte[20])))),
            Der.Seq(Der.Seq(Der.Seq(Der.Octets(new byte[32]))), Der.Int(1)),
            Der.Seq(Der.Seq(Der.Seq(Der.Octets(new byte[32]), Der.Seq(Der.Seq(), Der.Int(1))))),
        ];
        Assert.All(values, static v => Assert.Equal([FindingCode.SigningCertificateMalformed], CmsForge.Of(s_good.Instead(CmsOids.SigningCertificateV2, v)).Errors()));
        Assert.Equal([FindingCode.SigningCertificateMalformed], CmsForge.Of(s_good.Instead(CmsOids.SigningCertificateV2)).Errors());
    }

    [Fact]
    public void Ess_absent_is_a_note()
    {
        Claim evidence = Assert.Single(CmsForge.Of(s_good.Without(CmsOids.SigningCertificateV2)).Judge());
        Finding note = Assert.Single(evidence.Findings);
        Assert.Equal((FindingCode.SigningCertificateAbsent, Severity.Note), (note.Code, note.Severity));
        Assert.True(evidence.IsValid);
    }

    [Fact]
    public void Ess_of_SHA1_alone_binds_nothing()
    {
        byte[] old = SignerForge.Attribute(CmsOids.SigningCertificate, Der.Seq(Der.Seq(Der.Seq(Der.Octets(new byte[20])))));
        Claim evidence = Assert.Single(CmsForge.Of(s_good.Without(CmsOids.SigningCertificateV2).With(old)).Judge());
        Finding note = Assert.Single(evidence.Findings);
        Assert.Equal(FindingCode.SigningCertificateAbsent, note.Code);
        Assert.Contains("SHA-1", note.Actual, StringComparison.Ordinal);
    }
}
