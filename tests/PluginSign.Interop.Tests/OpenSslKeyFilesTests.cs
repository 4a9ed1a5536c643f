using PluginSign.Findings;
using PluginSign.Signing;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests;

/// <summary>Key files as openssl writes them.</summary>
public sealed class OpenSslKeyFilesTests
{
    private const string Password = "correct-horse";

    /// <summary>How openssl writes the key, and the code of the refusal.</summary>
    public static TheoryData<string, FindingCode> Cases { get; } = new()
    {
        { "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k.pem", FindingCode.None },
        { "genpkey -algorithm ED25519 -out k.pem", FindingCode.None },
        { "ecparam -name secp384r1 -genkey -out k.pem", FindingCode.None },
        { "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass pass:correct-horse -out k.pem", FindingCode.None },
        { "genpkey -algorithm ED25519 -aes-256-cbc -pass pass:correct-horse -out k.pem", FindingCode.None },
        { "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass pass:another -out k.pem", FindingCode.KeyPasswordWrong },
        { "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out k.pem", FindingCode.KeyUnsupportedToSign },
        { "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out k.pem", FindingCode.KeyUnsupportedToSign },
        { "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out k.pem", FindingCode.KeyTooSmallToSign },
        { "genpkey -algorithm ED448 -out k.pem", FindingCode.KeyUnsupportedToSign },
        { "genpkey -algorithm X25519 -out k.pem", FindingCode.KeyUnsupportedToSign },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Keys_in_PEM(string arguments, FindingCode code)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        openssl.MustRun(arguments);
        Assert.Equal(code, Read(openssl["k.pem"]));
    }

    [Theory]
    [InlineData("-v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 100000", FindingCode.None)]
    [InlineData("-scrypt", FindingCode.KeyFileMalformed)] // .NET has no scrypt
    [InlineData("-iter 20000000", FindingCode.KeyDerivationTooCostly)]
    public void Encrypted_PKCS8(string options, FindingCode code)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        openssl.MustRun("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out plain.pem");
        openssl.MustRun($"pkcs8 -topk8 -in plain.pem -out k.pem -passout pass:{Password} {options}");
        Assert.Equal(code, Read(openssl["k.pem"]));
    }

    [Theory]
    [InlineData("p256", "")]
    [InlineData("rsa3072", "")]
    [InlineData("ed25519", "")]
    [InlineData("p256", "-keypbe NONE -certpbe NONE")]
    [InlineData("p256", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1")]
    [InlineData("p256", "-iter 100000 -macalg sha512")]
    public void PKCS12(string kind, string options)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create(kind);
        Worlds.Write(openssl, pki, signer);
        openssl.MustRun($"pkcs12 -export -inkey signer.key -in signer.pem -certfile chain.pem -out k.p12 -passout pass:{Password} {options}".TrimEnd());
        Answer<SigningCredential> read = SigningCredential.FromPkcs12(openssl["k.p12"], Password);
        Assert.True(read.TryGetValue(out SigningCredential? credential), string.Join("; ", read.Findings));
        using (credential)
        {
            Assert.Equal(signer.Der, credential.Certificate.Encoded.ToArray());
            Assert.Equal(pki.Intermediate.Certificate.Fingerprint, Assert.Single(credential.Chain).Fingerprint);
            Assert.Empty(Worlds.Judge(PluginSigner.Sign(Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime })));
        }

        Answer<SigningCredential> wrong = SigningCredential.FromPkcs12(openssl["k.p12"], "another");
        Assert.Equal(FindingCode.KeyPasswordWrong, Assert.Single(wrong.Findings).Code);
    }

    private static FindingCode Read(byte[] pem)
    {
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.FromPem(pem, Password);
        if (!read.TryGetValue(out SoftwareSigningKey? key))
        {
            return Assert.Single(read.Findings).Code;
        }

        key.Dispose();
        return FindingCode.None;
    }
}
