using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signing;

namespace PluginSign.Tests.Signing;

/// <summary>The second tree of <c>ca new --hybrid</c>.</summary>
public sealed class HybridCaTests
{
    private static readonly DateTimeOffset NotBefore = new(2026, 11, 20, 9, 12, 44, TimeSpan.Zero);
    private static readonly DevelopmentCa Ca = DevelopmentCa.Create(NotBefore, hybrid: true);

    [Fact]
    public void The_second_tree_stands_beside_the_first()
    {
        Assert.Equal(
            [
                "root.pem", "intermediate.pem", "signer.pem", "timestamp.pem", "crl.pem",
                "root-mldsa.pem", "intermediate-mldsa.pem", "signer-mldsa.pem", "crl-mldsa.pem",
                "root.key.pem", "intermediate.key.pem", "signer.key.pem", "timestamp.key.pem",
                "root-mldsa.key.pem", "intermediate-mldsa.key.pem", "signer-mldsa.key.pem",
            ],
            Ca.Files.Select(static f => f.Name),
            StringComparer.Ordinal);
        Assert.All(Ca.Files, static f => Assert.Equal(f.IsPrivateKey, f.Name.EndsWith(".key.pem", StringComparison.Ordinal)));
        Assert.DoesNotContain(DevelopmentCa.Create(NotBefore).Files, static f => f.Name.Contains("mldsa", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_key_of_it_is_of_ML_DSA_and_its_path_is_valid()
    {
        Certificate root = Assert.Single(Certificates("root-mldsa.pem"));
        Certificate[] signer = [.. Certificates("signer-mldsa.pem")];
        Assert.Equal(2, signer.Length);
        PathValidation validation = new PathValidator([root], [])
            .ValidateAllowingRevoked(signer[0], [.. signer[1..]], NotBefore, new PathRequirements { Purpose = CertificatePurpose.CodeSigning });
        Assert.True(validation.Answer.TryGetValue(out CertificationPath? path), string.Join("; ", validation.Answer.Findings));
        Assert.True(path.IsDevelopment);
        Assert.Equal([KeyFamily.MlDsa65, KeyFamily.MlDsa87, KeyFamily.MlDsa87], path.Certificates.Select(static c => Key(c).Family));
    }

    [Fact]
    public void Its_CRL_is_signed_by_its_intermediate()
    {
        Assert.True(Certificates("intermediate-mldsa.pem")[0].PublicKey.TryGetValue(out PublicKey? key));
        string pem = Text("crl-mldsa.pem");
        System.Formats.Asn1.AsnReader crl = new System.Formats.Asn1.AsnReader(
            Convert.FromBase64String(pem[System.Security.Cryptography.PemEncoding.Find(pem).Base64Data]), System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        ReadOnlyMemory<byte> signed = crl.ReadEncodedValue();
        SignatureScheme scheme = SignatureScheme.Read(crl, DigestAlgorithm.None, out _)!;
        Assert.True(key.Verify(scheme, signed.Span, crl.ReadBitString(out _)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret words")]
    public void Its_keys_sign_for_their_certificates(string password)
    {
        DevelopmentCa ca = password.Length == 0 ? Ca : DevelopmentCa.Create(NotBefore, password: password, hybrid: true);
        string[] texts = [.. ((string[])["signer-mldsa.key.pem", "signer-mldsa.pem"]).Select(name => ca.Files.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal)).Pem)];
        Assert.Equal(password.Length > 0, texts[0].Contains("ENCRYPTED", StringComparison.Ordinal));
        Answer<SigningCredential> read = SigningCredential.FromPem(Credentials.Ascii(texts[0]), Credentials.Ascii(texts[1]), default, password);
        Assert.True(read.TryGetValue(out SigningCredential? credential), string.Join("; ", read.Findings));
        credential.Dispose();
    }

    private static string Text(string name) => Ca.Files.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal)).Pem;

    private static PublicKey Key(Certificate certificate) => certificate.PublicKey.TryGetValue(out PublicKey? key) ? key : throw new InvalidOperationException("no key");

    private static System.Collections.Immutable.ImmutableArray<Certificate> Certificates(string name)
    {
        Answer<CertificateBundle> read = CertificateBundle.Read(Credentials.Ascii(Text(name)));
        Assert.True(read.TryGetValue(out CertificateBundle? bundle), string.Join("; ", read.Findings));
        return bundle.Certificates;
    }
}
