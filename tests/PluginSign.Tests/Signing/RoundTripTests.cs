using System.Formats.Asn1;
using System.Security.Cryptography.Pkcs;
using PluginSign.Algorithms;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Signing;

/// <summary>What we sign, we verify; and .NET's SignedCms, as a judge from outside, agrees.</summary>
public sealed class RoundTripTests
{
    private static readonly byte[] s_content = "the plugin"u8.ToArray();

    [Theory]
    [InlineData("p256", DigestAlgorithm.Sha256, false, "ecdsa-p256-sha256")]
    [InlineData("p256", DigestAlgorithm.Sha384, false, "ecdsa-p256-sha384")]
    [InlineData("p256", DigestAlgorithm.Sha512, false, "ecdsa-p256-sha512")]
    [InlineData("p384", DigestAlgorithm.Sha256, false, "ecdsa-p384-sha256")]
    [InlineData("p384", DigestAlgorithm.Sha384, false, "ecdsa-p384-sha384")]
    [InlineData("p384", DigestAlgorithm.Sha512, false, "ecdsa-p384-sha512")]
    [InlineData("p521", DigestAlgorithm.Sha256, false, "ecdsa-p521-sha256")]
    [InlineData("p521", DigestAlgorithm.Sha384, false, "ecdsa-p521-sha384")]
    [InlineData("p521", DigestAlgorithm.Sha512, false, "ecdsa-p521-sha512")]
    [InlineData("rsa", DigestAlgorithm.Sha256, true, "rsa-pss-sha256")]
    [InlineData("rsa", DigestAlgorithm.Sha384, true, "rsa-pss-sha384")]
    [InlineData("rsa", DigestAlgorithm.Sha512, true, "rsa-pss-sha512")]
    [InlineData("rsa", DigestAlgorithm.Sha256, false, "rsa-pkcs1-sha256")]
    [InlineData("rsa", DigestAlgorithm.Sha384, false, "rsa-pkcs1-sha384")]
    [InlineData("rsa", DigestAlgorithm.Sha512, false, "rsa-pkcs1-sha512")]
    [InlineData("ed25519", DigestAlgorithm.Sha256, true, "ed25519")]
    public void Every_algorithm(string kind, DigestAlgorithm digest, bool pss, string name)
    {
        TestPki pki = TestPki.Create("Acme", Key(kind));
        byte[] signed = Sign(pki, new SigningOptions { SigningTime = TestPki.ValidationTime, Digest = digest, UsePss = pss });
        CmsSignature signature = CmsForge.Read(signed);
        Claim evidence = Assert.Single(signature.Verify(CmsForge.Digests(s_content), []).Signers);
        Assert.True(evidence.IsValid);
        Assert.Empty(evidence.Findings);
        Assert.Equal(name, evidence.Algorithm);
        Assert.Equal(TestPki.ValidationTime, evidence.SigningTime);
        Assert.Equal(pki.Signer.Der, evidence.Certificate!.Encoded.ToArray());
        Assert.Equal(kind is "ed25519" ? DigestAlgorithm.Sha512 : digest, Assert.Single(signature.DigestAlgorithms));
        if (kind is not "ed25519")
        {
            Assert.Empty(SignedCmsSays(signed, s_content)); // .NET knows no Ed25519
        }
    }

    [Fact]
    public void The_judge_from_outside_sees_a_change()
        => Assert.NotEmpty(SignedCmsSays(Sign(TestPki.Create(), Credentials.Options), "another plugin"u8.ToArray()));

    [Fact]
    public void The_judge_reads_what_the_attributes_say()
    {
        TestPki pki = TestPki.Create();
        SignedCms judge = new();
        judge.Decode(Sign(pki, Credentials.Options));
        SignerInfo signer = judge.SignerInfos[0];
        Assert.Equal(1, judge.Version);
        Assert.Equal(1, signer.Version);
        Assert.Equal(2, judge.Certificates.Count); // the leaf and the intermediate, not the root
        Assert.Equal(
            ["1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5"],
            signer.SignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>().Select(static a => a.Oid.Value!).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Pkcs9SigningTime time = signer.SignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>()
            .SelectMany(static a => a.Values.Cast<object>()).OfType<Pkcs9SigningTime>().Single();
        Assert.Equal(TestPki.ValidationTime.UtcDateTime, time.SigningTime.ToUniversalTime());
    }

    [Fact]
    public void The_default_hash_of_ESS_is_left_out()
    {
        TestPki pki = TestPki.Create();
        byte[] expected = SignerForge.Ess(pki.Signer);
        Assert.True(Sign(pki, Credentials.Options).AsSpan().IndexOf(expected) > 0);
    }

    [Fact]
    public void A_signing_time_after_2049()
    {
        DateTimeOffset late = new(2051, 2, 3, 4, 5, 6, TimeSpan.FromHours(2));
        byte[] signed = Sign(TestPki.Create(), new SigningOptions { SigningTime = late });
        Assert.Equal(late, Assert.Single(CmsForge.Read(signed).Verify(CmsForge.Digests(s_content), []).Signers).SigningTime);
    }

    [Fact]
    public void Fractions_of_a_second_are_dropped()
    {
        byte[] signed = Sign(TestPki.Create(), new SigningOptions { SigningTime = TestPki.ValidationTime.AddMilliseconds(999) });
        Assert.Equal(TestPki.ValidationTime, Assert.Single(CmsForge.Read(signed).Verify(CmsForge.Digests(s_content), []).Signers).SigningTime);
    }

    [Fact]
    public void A_missing_digest_is_the_callers_mistake()
    {
        using SigningCredential credential = Credentials.Of(TestPki.Create().Signer);
        Assert.Throws<ArgumentException>(() => PluginSigner.Sign([], credential, Credentials.Options));
    }

    [Fact]
    public void A_key_that_signs_wrongly_is_noticed()
    {
        TestPki pki = TestPki.Create();
        using SigningCredential right = Credentials.Of(pki.Signer);
        using FaultyKey faulty = new(right.Key);
        using SigningCredential wrong = Credentials.Value(SigningCredential.Create(faulty, pki.Signer.Certificate, []));
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => PluginSigner.Sign(CmsForge.Digests(s_content), wrong, Credentials.Options));
    }

    [Fact]
    public void What_SignedCms_signs_we_verify()
    {
        TestPki pki = TestPki.Create();
        System.Security.Cryptography.Pkcs.CmsSigner signer = new(SubjectIdentifierType.IssuerAndSerialNumber, pki.Signer.ToX509WithKey())
        {
            IncludeOption = System.Security.Cryptography.X509Certificates.X509IncludeOption.EndCertOnly,
            DigestAlgorithm = new System.Security.Cryptography.Oid(DigestAlgorithm.Sha256.Oid()),
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime(TestPki.ValidationTime.UtcDateTime));
        SignedCms cms = new(new ContentInfo(s_content), detached: true);
        cms.ComputeSignature(signer);
        Claim evidence = Assert.Single(CmsForge.Read(cms.Encode()).Verify(CmsForge.Digests(s_content), []).Signers);
        Assert.True(evidence.IsValid, string.Join("; ", evidence.Findings));
    }

    internal static byte[] Sign(TestPki pki, SigningOptions options)
    {
        using SigningCredential credential = Credentials.Of(pki.Signer, pki.Intermediate.Certificate, pki.Root.Certificate);
        return PluginSigner.Sign(CmsForge.Digests(s_content), credential, options);
    }

    /// <summary>Empty when SignedCms accepts the signatures, else its complaint.</summary>
    internal static string SignedCmsSays(byte[] signature, byte[] content)
    {
        try
        {
            SignedCms judge = new(new ContentInfo(content), detached: true);
            judge.Decode(signature);
            judge.CheckSignature(verifySignatureOnly: true);
            return string.Empty;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or AsnContentException)
        {
            return e.Message;
        }
    }

    private static Func<TestKey> Key(string kind) => kind switch
    {
        "p256" => TestKey.P256,
        "p384" => TestKey.P384,
        "p521" => TestKey.P521,
        "rsa" => static () => TestKey.Rsa(3072),
        _ => TestKey.Ed25519,
    };
}
