using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests;

/// <summary>ML-DSA both ways with noble-post-quantum: keys, certificates and whole CMS signatures.</summary>
public sealed class NobleTests
{
    public static TheoryData<int> Sets => [44, 65, 87];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_seed_gives_the_same_key(int set)
    {
        Noble.OrSkip();
        byte[] seed = RandomNumberGenerator.GetBytes(32);
        (byte[] publicKey, byte[] secretKey) = Noble.KeyPair(set, seed);
        byte[] both = Sequence(w =>
        {
            w.WriteOctetString(seed);
            w.WriteOctetString(secretKey);
        });
        using SoftwareSigningKey key = Read(set, both); // refused when the expanded key is not the seed's
        Assert.Equal(publicKey, RawKey(key.PublicKey));
        AsnWriter expanded = new(AsnEncodingRules.DER);
        expanded.WriteOctetString(secretKey);
        using SoftwareSigningKey alone = Read(set, expanded.Encode());
        Assert.Equal(publicKey, RawKey(alone.PublicKey));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_we_sign_it_verifies(int set)
    {
        Noble.OrSkip();
        TestPki pki = TestPki.Create("Acme", () => TestKey.MlDsa(set));
        using SigningCredential credential = Worlds.Credential(pki, pki.Signer);
        byte[] signature = PluginSigner.Sign(Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime });
        Assert.Empty(Worlds.Judge(signature));
        Assert.True(CmsSignature.Read(signature).TryGetValue(out CmsSignature? cms));
        CmsSigner signer = Assert.Single(cms.Signers);
        List<Finding> findings = [];
        ReadOnlyMemory<byte> signed = SignedAttributes.Read(signer, findings)!.ToBeSigned;
        byte[] publicKey = RawKey(credential.Key.PublicKey);
        Assert.True(Noble.Verify(set, publicKey, signed.Span, signer.Signature.Span));
        byte[] changed = signed.ToArray();
        changed[^1] ^= 1;
        Assert.False(Noble.Verify(set, publicKey, changed, signer.Signature.Span));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_it_signs_we_verify_and_under_another_context_we_do_not(int set)
    {
        Noble.OrSkip();
        byte[] seed = RandomNumberGenerator.GetBytes(32);
        (byte[] publicKey, byte[] secretKey) = Noble.KeyPair(set, seed);
        PublicKey key = Spki(set, publicKey);
        SignatureScheme scheme = SignatureScheme.Pure(key.Family)!;
        byte[] signature = Noble.Sign(set, secretKey, Worlds.Content);
        Assert.True(key.Verify(scheme, Worlds.Content, signature));
        Assert.False(key.Verify(scheme, Worlds.Content.AsSpan(1), signature));
        Assert.False(key.Verify(scheme, Worlds.Content, Noble.Sign(set, secretKey, Worlds.Content, "01")));
    }

    [Fact]
    public void A_whole_CMS_signature_of_its_making()
    {
        Noble.OrSkip();
        byte[] seed = RandomNumberGenerator.GetBytes(32);
        (_, byte[] secretKey) = Noble.KeyPair(65, seed);
        TestPki pki = TestPki.Create();
        IssuedCertificate signer = pki.IssueSigner(t => t with { Key = TestKey.MlDsaOf(65, seed) });
        ContentDigest digest = Worlds.Digests.Single(static d => d.Algorithm == DigestAlgorithm.Sha512);
        byte[] attributes = SignerInfoWriter.SignedAttributes(digest, TestPki.ValidationTime, signer.Certificate);
        byte[] info = SignerInfoWriter.Write(signer.Certificate, digest.Algorithm, attributes, SignatureScheme.MlDsa65, Noble.Sign(65, secretKey, attributes));
        byte[] cms = CmsWriter.Write(new SignedDataParts([SignerInfoWriter.DigestAlgorithmIdentifier(digest.Algorithm)], [signer.Der], default, [info]));
        Assert.Empty(Worlds.Judge(cms));
    }

    [Fact]
    public void The_certificates_of_a_hybrid_CA()
    {
        Noble.OrSkip();
        DevelopmentCa ca = DevelopmentCa.Create(TestPki.ValidationTime, hybrid: true);
        Certificate root = Certificates(ca, "root-mldsa.pem")[0];
        IReadOnlyList<Certificate> signer = Certificates(ca, "signer-mldsa.pem");
        Assert.True(root.PublicKey.TryGetValue(out PublicKey? rootKey));
        Assert.True(signer[1].PublicKey.TryGetValue(out PublicKey? intermediateKey));
        Assert.True(Noble.Verify(87, RawKey(rootKey), root.ToBeSigned.Span, root.Signature.Span));
        Assert.True(Noble.Verify(87, RawKey(rootKey), signer[1].ToBeSigned.Span, signer[1].Signature.Span));
        Assert.True(Noble.Verify(87, RawKey(intermediateKey), signer[0].ToBeSigned.Span, signer[0].Signature.Span));
        Assert.False(Noble.Verify(87, RawKey(rootKey), signer[0].ToBeSigned.Span, signer[0].Signature.Span));
    }

    private static System.Collections.Immutable.ImmutableArray<Certificate> Certificates(DevelopmentCa ca, string name)
    {
        string pem = ca.Files.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal)).Pem;
        return CertificateBundle.Read(Encoding.ASCII.GetBytes(pem)).TryGetValue(out CertificateBundle? bundle) ? bundle.Certificates : [];
    }

    private static SoftwareSigningKey Read(int set, byte[] privateKey)
    {
        byte[] pkcs8 = Sequence(w =>
        {
            w.WriteInteger(0);
            using (w.PushSequence())
            {
                w.WriteObjectIdentifier(Oid(set));
            }

            w.WriteOctetString(privateKey);
        });
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(Encoding.ASCII.GetBytes(PemEncoding.WriteString("PRIVATE KEY", pkcs8)), []);
        Assert.True(read.TryGetValue(out SoftwareSigningKey? key), string.Join("; ", read.Findings));
        return key;
    }

    private static PublicKey Spki(int set, byte[] raw)
    {
        byte[] spki = Sequence(w =>
        {
            using (w.PushSequence())
            {
                w.WriteObjectIdentifier(Oid(set));
            }

            w.WriteBitString(raw);
        });
        Assert.True(PublicKey.Read(spki).TryGetValue(out PublicKey? key));
        return key;
    }

    private static byte[] RawKey(PublicKey key)
    {
        AsnReader info = new AsnReader(key.Encoded, AsnEncodingRules.DER).ReadSequence();
        info.ReadEncodedValue();
        return info.ReadBitString(out _);
    }

    private static string Oid(int set) => set switch
    {
        44 => "2.16.840.1.101.3.4.3.17",
        65 => "2.16.840.1.101.3.4.3.18",
        _ => "2.16.840.1.101.3.4.3.19",
    };

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            write(writer);
        }

        return writer.Encode();
    }
}
