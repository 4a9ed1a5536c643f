using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>Paths: which are found, and why others are not.</summary>
public sealed class PathValidatorTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void A_signer_below_an_intermediate_is_accepted()
    {
        CertificationPath path = Pki.Validate(Pki.Signer).AssertPasses();
        Assert.Equal([Pki.Signer.Certificate, Pki.Intermediate.Certificate, Pki.Root.Certificate], path.Certificates);
        Assert.Same(Pki.Root.Certificate, path.Anchor);
        Assert.Same(Pki.Signer.Certificate, path.EndEntity);
        Assert.Equal(TestPki.ValidationTime, path.ValidationTime);
        Assert.False(path.IsDevelopment);
    }

    [Fact]
    public void A_signer_directly_below_the_anchor_is_accepted()
        => Judging.Validate(Pki.IssueSigner(issuer: Pki.Root), [Pki.Root], []).AssertPasses();

    [Fact]
    public void Intermediates_given_to_the_validator_serve_for_every_signer()
    {
        PathValidator validator = new([Pki.Root.Certificate], [Pki.Intermediate.Certificate]);
        Parallel.For(0, 64, _ => Assert.True(validator.ValidateAllowingRevoked(Pki.Signer.Certificate, [], TestPki.ValidationTime, Judging.CodeSigning).Answer.Passed));
    }

    [Fact]
    public void An_intermediate_works_as_anchor()
    {
        CertificationPath path = Judging.Validate(Pki.Signer, [Pki.Intermediate], [Pki.Root]).AssertPasses();
        Assert.Equal(2, path.Certificates.Length);
        Assert.Same(Pki.Intermediate.Certificate, path.Anchor);
    }

    [Fact]
    public void An_intermediate_as_anchor_does_not_vouch_for_its_siblings()
    {
        IssuedCertificate sibling = Pki.IssueCa("CN=Sibling CA");
        IssuedCertificate signer = Pki.IssueSigner(issuer: sibling);
        Judging.Validate(signer, [Pki.Intermediate], [sibling, Pki.Root]).AssertRefuses(FindingCode.NoPathToAnchor);
    }

    [Theory]
    [InlineData("ecdsa-p384")]
    [InlineData("ecdsa-p521")]
    [InlineData("rsa-3072")]
    [InlineData("rsa-3072-pss")]
    [InlineData("ed25519")]
    public void Every_supported_kind_of_key_and_digest_validates(string kind)
    {
        TestKey key = kind switch
        {
            "ecdsa-p384" => TestKey.P384(),
            "ecdsa-p521" => TestKey.P521(),
            "ed25519" => TestKey.Ed25519(),
            _ => TestKey.Rsa(3072),
        };
        System.Security.Cryptography.HashAlgorithmName hash = kind is "ecdsa-p384"
            ? System.Security.Cryptography.HashAlgorithmName.SHA384
            : System.Security.Cryptography.HashAlgorithmName.SHA512;
        bool pss = kind is "rsa-3072-pss";
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca($"CN={kind} root"), t => t with { Key = key, Hash = hash, Pss = pss });
        IssuedCertificate signer = Pki.IssueSigner(t => t with { Hash = hash, Pss = pss }, root);
        Assert.Empty(Judging.Validate(signer, [root], []).AssertPasses().EndEntity.PublicKey.Findings);
    }

    [Fact]
    public void Another_trust_world_is_refused_even_with_the_same_names()
    {
        TestPki twin = TestPki.Create();
        Assert.Equal(Pki.Root.Certificate.Subject, twin.Root.Certificate.Subject);
        Judging.Validate(Pki.Signer, [twin.Root], [Pki.Intermediate]).AssertRefuses(FindingCode.CertificateSignatureInvalid);
        Judging.Validate(twin.Signer, [Pki.Root], [twin.Intermediate, twin.Root]).AssertRefuses(FindingCode.CertificateSignatureInvalid);
        Judging.Validate(twin.Signer, [Pki.Root], [Pki.Intermediate]).AssertRefuses(FindingCode.CertificateSignatureInvalid);
        Assert.False(Judging.PlatformAccepts(Pki.Signer, [twin.Root], [Pki.Intermediate]));
    }

    [Fact]
    public void Another_trust_world_is_refused_and_the_anchors_are_named()
    {
        TestPki other = TestPki.Create("Umbrella");
        PathValidation validation = Judging.Validate(Pki.Signer, [other.Root], [Pki.Intermediate]);
        Finding finding = validation.AssertRefuses(FindingCode.NoPathToAnchor);
        Assert.Contains(Pki.Root.Certificate.Subject, finding.Expected, StringComparison.Ordinal);
        Assert.Contains(other.Root.Certificate.Subject, finding.Actual, StringComparison.Ordinal);
        Assert.Equal([Pki.Signer.Certificate, Pki.Intermediate.Certificate], validation.Considered);
    }

    [Fact]
    public void A_missing_intermediate_is_named()
    {
        Finding finding = Judging.Validate(Pki.Signer, [Pki.Root], []).AssertRefuses(FindingCode.NoPathToAnchor);
        Assert.Contains("CN=Acme Plugin CA", finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anchors_everything_is_refused()
        => Judging.Validate(Pki.Signer, [], [Pki.Intermediate, Pki.Root]).AssertRefuses(FindingCode.NoTrustAnchor);

    [Fact]
    public void Default_requirements_refuse()
        => Pki.Validate(Pki.Signer, new PathRequirements()).AssertRefuses(FindingCode.ExtendedKeyUsageMismatch);

    [Fact]
    public void A_corrupt_signature_is_refused_on_the_signer_and_on_the_intermediate()
    {
        Pki.Validate(Pki.IssueSigner(static t => t with { CorruptSignature = true })).AssertRefuses(FindingCode.CertificateSignatureInvalid);
        IssuedCertificate corrupt = Pki.IssueCa("CN=Corrupt CA", static t => t with { CorruptSignature = true });
        Finding finding = Judging.Validate(Pki.IssueSigner(issuer: corrupt), [Pki.Root], [corrupt]).AssertRefuses(FindingCode.CertificateSignatureInvalid);
        Assert.Contains("CN=Corrupt CA", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoy_certificates_neither_help_nor_harm()
    {
        TestPki twin = TestPki.Create();
        TestPki other = TestPki.Create("Umbrella");
        IssuedCertificate[] decoys = [twin.Intermediate, twin.Signer, twin.Root, other.Intermediate, other.Signer, Pki.Signer, Pki.TimestampSigner];
        Judging.Validate(Pki.Signer, [Pki.Root], [.. decoys, Pki.Intermediate]).AssertPasses();
        Judging.Validate(twin.Signer, [Pki.Root], [Pki.Signer, Pki.Intermediate, twin.Intermediate]).AssertRefuses(FindingCode.CertificateSignatureInvalid);
    }

    [Fact]
    public void The_valid_one_of_two_cross_signed_intermediates_is_found()
    {
        TestKey key = TestKey.P256();
        IssuedCertificate expired = Pki.IssueCa("CN=Cross", t => t with { Key = key, NotAfter = TestPki.ValidationTime.AddDays(-1) });
        IssuedCertificate fresh = Pki.IssueCa("CN=Cross", t => t with { Key = key });
        IssuedCertificate signer = Pki.IssueSigner(issuer: fresh);
        CertificationPath path = Judging.Validate(signer, [Pki.Root], [expired, fresh]).AssertPasses();
        Assert.Same(fresh.Certificate, path.Certificates[1]);
    }

    [Fact]
    public void The_most_telling_reason_comes_first_and_other_paths_are_notes()
    {
        TestKey key = TestKey.P256();
        TestPki other = TestPki.Create("Umbrella");
        IssuedCertificate unknown = (CertificateTemplate.Ca("CN=Cross") with { Key = key }).Issue(other.Root);
        IssuedCertificate expired = Pki.IssueCa("CN=Cross", t => t with { Key = key, NotAfter = TestPki.ValidationTime.AddDays(-1) });
        PathValidation validation = Judging.Validate(Pki.IssueSigner(issuer: unknown), [Pki.Root], [unknown, expired]);
        Finding finding = validation.AssertRefuses(FindingCode.CertificateExpired);
        Assert.Contains(expired.Certificate.Fingerprint[..16], finding.Message, StringComparison.Ordinal);
        Finding note = Assert.Single(validation.Answer.Findings, static f => f.Severity == Severity.Note);
        Assert.Equal(FindingCode.NoPathToAnchor, note.Code);
        Assert.StartsWith("another path: ", note.Message, StringComparison.Ordinal);
        Assert.Same(Pki.Root.Certificate, validation.Considered[^1]);
    }

    [Fact]
    public void A_chain_of_expired_signer_and_missing_intermediate_says_both()
        => Judging.Validate(Pki.IssueSigner(static t => t with { NotAfter = TestPki.ValidationTime.AddDays(-1) }), [Pki.Root], [])
            .AssertRefuses(FindingCode.CertificateExpired, FindingCode.NoPathToAnchor);

    [Fact]
    public void Names_chain_without_regard_to_case_white_space_and_string_type()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Folded  CA, O=Acme");
        byte[] folded = new System.Security.Cryptography.X509Certificates.X500DistinguishedName("CN=FOLDED CA , O=aCME").RawData;
        Judging.Validate(Pki.IssueSigner(t => t with { IssuerDer = folded }, ca), [Pki.Root], [ca]).AssertPasses();
    }

    [Fact]
    public void A_development_mark_anywhere_on_the_path_is_exposed_and_not_refused()
    {
        const string Marked = $"CN=Dev Root, OU={DevelopmentMark.OrganizationalUnit}";
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca(Marked));
        CertificationPath path = Judging.Validate(Pki.IssueSigner(issuer: root), [root], []).AssertPasses();
        Assert.True(path.IsDevelopment);
        Assert.True(path.Anchor.IsDevelopment);
        Assert.False(path.EndEntity.IsDevelopment);
        Assert.False(TestPki.Issue(CertificateTemplate.Ca($"CN=x, OU={DevelopmentMark.OrganizationalUnit}!")).Certificate.IsDevelopment);
    }

    [Fact]
    public void Mistakes_of_the_caller_throw()
    {
        PathValidator validator = new([Pki.Root.Certificate], []);
        Certificate signer = Pki.Signer.Certificate;
        Assert.Throws<ArgumentNullException>(() => new PathValidator(null!, []));
        Assert.Throws<ArgumentNullException>(() => validator.ValidateAllowingRevoked(null!, [], TestPki.ValidationTime, Judging.Any));
        Assert.Throws<ArgumentException>(() => validator.ValidateAllowingRevoked(signer, [], TestPki.ValidationTime, Judging.Any with { MaximumIntermediates = -1 }));
        Assert.Throws<ArgumentException>(
            () => validator.ValidateAllowingRevoked(signer, [], TestPki.ValidationTime, Judging.CodeSigning with { ExtendedKeyUsage = CertificateTemplate.ServerAuth }));
    }
}
