using System.Collections.Immutable;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Signing;

/// <summary>A second signer joins and touches nothing of the first.</summary>
public sealed class AppendTests
{
    private static readonly byte[] s_content = "content"u8.ToArray();
    private static readonly TestPki s_pki = TestPki.Create();
    private static readonly TestPki s_other = TestPki.Create("Other", TestKey.P384);

    [Fact]
    public void The_first_signer_stays_byte_for_byte()
    {
        byte[] first = Sign(s_pki);
        byte[] both = Append(first, s_other.Signer, Algorithms.DigestAlgorithm.Sha384);
        ReadOnlyMemory<byte> signer = Assert.Single(CmsForge.Read(first).Signers).Encoded;
        Assert.Contains(CmsForge.Read(both).Signers, s => s.Encoded.Span.SequenceEqual(signer.Span));
        ImmutableArray<Claim> signers = CmsForge.Read(both).Verify(CmsForge.Digests(s_content), []).Signers;
        Assert.Equal(2, signers.Length);
        Assert.All(signers, static s => Assert.True(s.IsValid));
        Assert.Equal(2, CmsForge.Read(both).DigestAlgorithms.Length);
        Assert.Empty(RoundTripTests.SignedCmsSays(both, s_content));
    }

    [Fact]
    public void A_foreign_signature_with_unsigned_attributes_and_NULL_parameters_stays_as_it_is()
    {
        SignerForge foreign = new()
        {
            Signer = s_pki.Signer,
            DigestAlgorithm = Der.Seq(SignerForge.DigestOid(System.Security.Cryptography.HashAlgorithmName.SHA256), Der.Null),
            UnsignedAttributes = Der.Tlv(0xA1, SignerForge.Attribute("1.2.3", Der.Int(7))),
        };
        CmsForge first = CmsForge.Of(foreign);
        byte[] both = Append(first.Write(), s_other.Signer, Algorithms.DigestAlgorithm.Sha256);
        Assert.True(both.AsSpan().IndexOf(first.Signers[0]) > 0);
        Assert.Single(CmsForge.Read(both).Parts.DigestAlgorithms); // sha256 is listed once, with its NULL
        Assert.All(CmsForge.Read(both).Verify(CmsForge.Digests(s_content), []).Signers, static s => Assert.True(s.IsValid));
    }

    [Fact]
    public void The_version_of_a_signature_by_key_identifier_stays_3()
    {
        SignerForge foreign = new() { Signer = s_pki.Signer, Version = 3, ByKeyIdentifier = true };
        byte[] both = Append(CmsForge.Of(foreign).Write(), s_other.Signer, Algorithms.DigestAlgorithm.Sha256);
        Assert.All(CmsForge.Read(both).Verify(CmsForge.Digests(s_content), []).Signers, static s => Assert.True(s.IsValid));
    }

    [Fact]
    public void The_same_certificate_does_not_sign_twice()
    {
        using SigningCredential credential = Credentials.Of(s_pki.Signer);
        Assert.Equal(FindingCode.SignerRepeated, Credentials.Refusal(PluginSigner.Append(Sign(s_pki), CmsForge.Digests(s_content), credential, Credentials.Options)));
        byte[] byKey = CmsForge.Of(new SignerForge { Signer = s_pki.Signer, Version = 3, ByKeyIdentifier = true }).Write();
        Assert.Equal(FindingCode.SignerRepeated, Credentials.Refusal(PluginSigner.Append(byKey, CmsForge.Digests(s_content), credential, Credentials.Options)));
    }

    [Fact]
    public void Nothing_is_appended_to_what_cannot_be_read()
    {
        using SigningCredential credential = Credentials.Of(s_pki.Signer);
        Assert.Equal(
            FindingCode.SignatureMalformed, Credentials.Refusal(PluginSigner.Append("garbage"u8.ToArray(), CmsForge.Digests(s_content), credential, Credentials.Options)));
    }

    [Fact]
    public void The_readers_caps_are_the_writers()
    {
        CmsForge full = CmsForge.Of([.. Enumerable.Range(0, Limits.Signers).Select(static _ => new SignerForge { Signer = s_pki.IssueSigner() })]);
        using SigningCredential credential = Credentials.Of(s_pki.Signer);
        Assert.Equal(FindingCode.TooManySigners, Credentials.Refusal(PluginSigner.Append(full.Write(), CmsForge.Digests(s_content), credential, Credentials.Options)));
    }

    private static byte[] Sign(TestPki pki)
    {
        using SigningCredential credential = Credentials.Of(pki.Signer, pki.Intermediate.Certificate);
        return PluginSigner.Sign(CmsForge.Digests(s_content), credential, Credentials.Options);
    }

    private static byte[] Append(byte[] existing, IssuedCertificate signer, Algorithms.DigestAlgorithm digest)
    {
        using SigningCredential credential = Credentials.Of(signer, s_other.Intermediate.Certificate);
        Answer<byte[]> appended = PluginSigner.Append(existing, CmsForge.Digests(s_content), credential, Credentials.Options with { Digest = digest });
        Assert.True(appended.TryGetValue(out byte[]? both), string.Join("; ", appended.Findings));
        return both;
    }
}
