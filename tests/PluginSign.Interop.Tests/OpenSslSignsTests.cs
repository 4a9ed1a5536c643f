using PluginSign.Findings;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests;

/// <summary>What <c>openssl cms -sign</c> writes, we verify or refuse for a stated reason.</summary>
public sealed class OpenSslSignsTests
{
    private const string Sign = "cms -sign -binary -in p.bin -signer signer.pem -inkey signer.key -outform DER -out p.p7s";

    /// <summary>Kind of key, options, and the only code of the refusal; <see cref="FindingCode.None"/> for none.</summary>
    public static TheoryData<string, string, FindingCode> Cases { get; } = new()
    {
        { "p256", string.Empty, FindingCode.None },
        { "p384", string.Empty, FindingCode.None },
        { "p521", "-md sha512", FindingCode.None },
        { "p256", "-md sha384", FindingCode.None },
        { "rsa3072", string.Empty, FindingCode.None },
        { "rsa3072", "-md sha384", FindingCode.None },
        { "rsa3072", "-md sha512", FindingCode.None },
        { "rsa2048", string.Empty, FindingCode.None }, // with a warning
        { "p256", "-certfile chain.pem", FindingCode.None },
        { "p256", "-cades", FindingCode.None },
        { "rsa3072", "-cades", FindingCode.None },
        { "p256", "-cades -md sha512", FindingCode.None },
        { "p256", "-keyid", FindingCode.None },
        { "rsa3072", "-keyid", FindingCode.None },
        { "p256", "-nosmimecap", FindingCode.None },
        { "rsa3072", "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:digest", FindingCode.None },
        { "rsa3072", "-md sha512 -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:64", FindingCode.None },
        { "rsa3072", "-keyopt rsa_padding_mode:pss", FindingCode.SignatureAlgorithmUnsupported }, // its default is the longest salt
        { "rsa3072", "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:max", FindingCode.SignatureAlgorithmUnsupported },
        { "rsa3072", "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:20", FindingCode.SignatureAlgorithmUnsupported },
        { "rsa3072", "-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:digest -keyopt rsa_mgf1_md:sha512", FindingCode.SignatureAlgorithmUnsupported },
        { "p256", "-noattr", FindingCode.SignedAttributesMissing },
        { "rsa3072", "-noattr", FindingCode.SignedAttributesMissing },
        { "p256", "-nodetach", FindingCode.SignatureAttached },
        { "p256", "-nocerts", FindingCode.SignerCertificateMissing },
        { "rsa3072", "-md sha1", FindingCode.DigestAlgorithmBroken },
        { "rsa3072", "-md md5", FindingCode.DigestAlgorithmBroken },
        { "rsa3072", "-md sha224", FindingCode.DigestAlgorithmUnsupported },
        { "p256", "-stream -nodetach", FindingCode.SignatureNotDer },
        { "p256", "-indef -nodetach", FindingCode.SignatureNotDer },
        { "p256", "-econtent_type 1.2.3.4", FindingCode.ContentTypeMismatch },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_openssl_signs(string kind, string options, FindingCode code)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create(kind);
        Worlds.Write(openssl, pki, signer);
        openssl.MustRun(options.Length == 0 ? Sign : $"{Sign} {options}");
        FindingCode[] found = Worlds.Judge(openssl["p.p7s"]);
        if (code == FindingCode.None)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.NotEmpty(found);
            Assert.All(found, c => Assert.Equal(code, c));
        }
    }

    [Fact]
    public void Changed_content()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("p256");
        Worlds.Write(openssl, pki, signer);
        openssl["p.bin"] = [1, 2, 3];
        openssl.MustRun(Sign);
        Assert.Equal([FindingCode.ContentChanged], Worlds.Judge(openssl["p.p7s"]));
    }

    [Fact]
    public void No_certificate_inside_but_one_given()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("p256");
        Worlds.Write(openssl, pki, signer);
        openssl.MustRun(Sign + " -nocerts");
        Assert.Empty(Worlds.Judge(openssl["p.p7s"], signer.Certificate));
    }

    [Fact]
    public void Two_signers()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("rsa3072");
        IssuedCertificate second = pki.IssueSigner();
        Worlds.Write(openssl, pki, signer);
        openssl.WriteText("second.pem", second.Pem + "\n");
        openssl.WriteText("second.key", second.KeyPem + "\n");
        openssl.MustRun(Sign + " -signer second.pem -inkey second.key");
        Assert.Empty(Worlds.Judge(openssl["p.p7s"]));
        openssl.MustRun("cms -resign -nocerts -binary -inform DER -in p.p7s -content p.bin -signer second.pem -inkey second.key -outform DER -out again.p7s");
        Assert.Equal([FindingCode.SignerRepeated], Worlds.Judge(openssl["again.p7s"]));
    }

    [Fact]
    public void A_CMS_that_is_no_signature()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("rsa3072");
        Worlds.Write(openssl, pki, signer);
        openssl.MustRun("cms -encrypt -binary -in p.bin -outform DER -out p.p7s signer.pem");
        Assert.Equal([FindingCode.NotSignedData], Worlds.Judge(openssl["p.p7s"]));
        openssl.MustRun("cms -digest_create -binary -in p.bin -outform DER -out p.p7s");
        Assert.Equal([FindingCode.NotSignedData], Worlds.Judge(openssl["p.p7s"]));
        openssl.MustRun("crl2pkcs7 -nocrl -certfile signer.pem -outform DER -out p.p7s"); // certificates only
        Assert.Equal([FindingCode.NoSigner], Worlds.Judge(openssl["p.p7s"]));
    }

    [Fact]
    public void PEM_and_SMIME_are_not_DER()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("p256");
        Worlds.Write(openssl, pki, signer);
        openssl.MustRun("cms -sign -binary -in p.bin -signer signer.pem -inkey signer.key -outform PEM -out p.p7s");
        Assert.Equal([FindingCode.SignatureMalformed], Worlds.Judge(openssl["p.p7s"]));
        openssl.MustRun("cms -sign -binary -in p.bin -signer signer.pem -inkey signer.key -out p.p7s");
        Assert.Equal([FindingCode.SignatureMalformed], Worlds.Judge(openssl["p.p7s"]));
    }

    [Fact]
    public void Ed25519_cannot_be_signed_by_openssl_3_0()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("ed25519");
        Worlds.Write(openssl, pki, signer);
        ToolResult result = openssl.Run(Sign + " -md sha512");
        if (OpenSsl.Version.StartsWith("3.0.", StringComparison.Ordinal))
        {
            Assert.NotEqual(0, result.ExitCode); // a surprise success fails here too
            Assert.Contains("eddsa_digest_signverify_init:invalid digest", result.Errors, StringComparison.Ordinal);
        }
        else if (result.ExitCode != 0)
        {
            Assert.Skip($"openssl {OpenSsl.Version} cms does not sign with Ed25519: {result.Errors}");
        }
        else
        {
            Assert.Empty(Worlds.Judge(openssl["p.p7s"]));
        }
    }
}
