using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Pkcs11;
using PluginSign.Signing;
using PluginSign.Tests;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>Keys that never leave their token: they sign, openssl and we verify, and whatever is wrong with token, key or PIN has its code.</summary>
[Collection(OneTokenAtATime.Name)]
public sealed class SoftHsmTests
{
    private const string Verify =
        "cms -verify -binary -inform DER -in p.p7s -content p.bin -CAfile root.pem -purpose any -attime 1780272000 -out verified.bin"; // 2026-06-01

    [Theory]
    [InlineData("rsa:3072", DigestAlgorithm.Sha256, true)]
    [InlineData("rsa:3072", DigestAlgorithm.Sha512, true)]
    [InlineData("rsa:3072", DigestAlgorithm.Sha384, false)]
    [InlineData("EC:prime256v1", DigestAlgorithm.Sha256, false)]
    [InlineData("EC:prime256v1", DigestAlgorithm.Sha512, false)]
    [InlineData("EC:secp384r1", DigestAlgorithm.Sha384, false)]
    [InlineData("EC:secp521r1", DigestAlgorithm.Sha512, false)]
    public void A_key_in_a_token_signs_and_openssl_and_we_verify(string type, DigestAlgorithm digest, bool pss)
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        using OpenSsl openssl = OpenSsl.OrSkip();
        hsm.MakeKey(type, "01", "signer");
        using Pkcs11SigningKey key = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%01"), Pin()));
        TestPki pki = TestPki.Create();
        Certificate certificate = TokenCertificates.Issue(pki, key);
        using SigningCredential credential = Value(SigningCredential.Create(key, certificate, [pki.Intermediate.Certificate]));
        openssl["p.bin"] = Worlds.Content;
        openssl.WriteText("root.pem", pki.Root.Pem + "\n");
        for (int i = 0; i < 8; i++)
        {
            // Several signatures: r or s of an ECDSA signature begins with a zero or a high bit now and then.
            openssl["p.p7s"] = PluginSigner.Sign(Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime, Digest = digest, UsePss = pss });
            Assert.Empty(Worlds.Judge(openssl["p.p7s"]));
        }

        openssl.MustRun(Verify);
    }

    [Fact]
    public void The_token_gives_the_certificate_under_the_keys_id()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey("EC:prime256v1", "07", "signer");
        TestPki pki = TestPki.Create();
        Certificate certificate;
        using (Pkcs11SigningKey first = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%07"), Pin())))
        {
            Assert.Empty(first.Certificates);
            certificate = TokenCertificates.Issue(pki, first);
        }

        hsm.WriteCertificate("07", certificate.Encoded.ToArray());
        using (Pkcs11SigningKey second = Value(Pkcs11SigningKey.Open(Uri(hsm, "object=signer"), Pin())))
        {
            Assert.Equal(certificate.Fingerprint, Assert.Single(second.Certificates).Fingerprint);
        }

        // Without a public key object the certificate tells the public half: the token's own, or the caller's.
        hsm.DeletePublicKey("07");
        using Pkcs11SigningKey third = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%07"), Pin()));
        Assert.True(third.PublicKey.Encoded.Span.SequenceEqual(certificate.SubjectPublicKeyInfo.Span));
    }

    [Fact]
    public void Without_a_public_half_the_certificate_is_asked_for()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey("EC:prime256v1", "07", "signer");
        Certificate certificate;
        using (Pkcs11SigningKey first = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%07"), Pin())))
        {
            certificate = TokenCertificates.Issue(TestPki.Create(), first);
        }

        hsm.DeletePublicKey("07");
        Assert.Equal(FindingCode.TokenKeyMissing, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "id=%07"), Pin())));
        using Pkcs11SigningKey key = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%07"), Pin(), certificate));
        Assert.NotEmpty(key.Sign(new SignatureScheme(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, false), "data"u8));
    }

    [Fact]
    public void Two_keys_of_one_module_live_side_by_side()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey("EC:prime256v1", "01", "one");
        hsm.MakeKey("EC:secp384r1", "02", "two");
        using Pkcs11Module module = Value(Pkcs11Module.Load(hsm.Module));
        using Pkcs11SigningKey one = Value(module.OpenKey(Uri(hsm, "id=%01"), Pin()));
        using (Value(module.OpenKey(Uri(hsm, "id=%02"), Pin())))
        {
        }

        Assert.Equal(384, Value(module.OpenKey(Uri(hsm, "object=two"), Pin())).PublicKey.Bits);
        Assert.NotEmpty(one.Sign(new SignatureScheme(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, false), "data"u8));
    }

    [Fact]
    public void No_key_several_keys_and_no_token()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey("EC:prime256v1", "01", "twin");
        hsm.MakeKey("EC:prime256v1", "02", "twin");
        Assert.Equal(FindingCode.TokenKeyMissing, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "id=%03"), Pin())));
        Assert.Equal(FindingCode.TokenKeyMissing, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "object=other"), Pin())));
        Assert.Equal(FindingCode.TokenKeyAmbiguous, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "object=twin"), Pin())));
        Assert.Equal(FindingCode.TokenKeyAmbiguous, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "type=private"), Pin())));
        Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%02;object=twin"), Pin())).Dispose();
        Assert.Equal(FindingCode.TokenMissing, Refusal(Pkcs11SigningKey.Open(Parse($"pkcs11:token=Other?module-path={hsm.Module}"), Pin())));
        Assert.Equal(FindingCode.TokenMissing, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "serial=0"), Pin())));
        Assert.Equal(FindingCode.TokenMissing, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "library-version=99.9"), Pin())));
    }

    [Fact]
    public void A_PIN_is_never_tried_on_two_tokens()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        SoftHsm.AddToken("Second");
        Assert.Equal(FindingCode.TokenKeyAmbiguous, Refusal(Pkcs11SigningKey.Open(Parse($"pkcs11:id=%01?module-path={hsm.Module}"), Pin())));
    }

    [Fact]
    public void A_wrong_PIN_is_tried_once_and_no_text_shows_it()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey("EC:prime256v1", "01", "signer");
        using TokenPin wrong = TokenPin.FromText("wrong-4242");
        Answer<Pkcs11SigningKey> refused = Pkcs11SigningKey.Open(Uri(hsm, "id=%01"), wrong);
        Assert.Equal(FindingCode.TokenPinWrong, Refusal(refused));
        Assert.DoesNotContain("4242", string.Join(' ', refused.Findings), StringComparison.Ordinal);
        Assert.DoesNotContain("4242", $"{wrong}", StringComparison.Ordinal);
        Assert.Equal(FindingCode.TokenPinNeeded, Refusal(Pkcs11SigningKey.Open(Uri(hsm, "id=%01"), null)));
        using Pkcs11SigningKey key = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%01"), Pin())); // not locked, and the failed session was closed
        Assert.Equal("private key in a token, ECDSA P-256", key.ToString());
    }

    [Fact]
    public void A_missing_module_and_a_file_that_is_none()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        Assert.Equal(FindingCode.TokenModuleMissing, Refusal(Pkcs11Module.Load(hsm.PathOf("missing.so"))));
        Assert.Equal(FindingCode.TokenModuleMissing, Refusal(Pkcs11Module.Load(hsm.PinFile)));
        Assert.Equal(FindingCode.TokenUriMalformed, Refusal(Pkcs11SigningKey.Open(Parse("pkcs11:token=Acme"), null)));
        Assert.Throws<ArgumentException>(static () => Pkcs11Module.Load("libsofthsm2.so"));
    }

    [Fact]
    public void A_key_used_for_another_scheme_or_after_its_end()
    {
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey("EC:prime256v1", "01", "signer");
        Pkcs11SigningKey key = Value(Pkcs11SigningKey.Open(Uri(hsm, "id=%01"), Pin()));
        Assert.Throws<ArgumentException>(() => key.Sign(new SignatureScheme(KeyFamily.Rsa, DigestAlgorithm.Sha256, true), "data"u8));
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(new SignatureScheme(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, false), "data"u8));
    }

    private static Pkcs11Uri Uri(SoftHsm hsm, string attributes) => Parse($"pkcs11:token=Acme%20Signing;{attributes}?module-path={hsm.Module}");

    private static Pkcs11Uri Parse(string text) => Value(Pkcs11Uri.Parse(text));

    private static TokenPin Pin() => TokenPin.FromText(SoftHsm.Pin);

    private static T Value<T>(Answer<T> answer)
        where T : class
        => answer.TryGetValue(out T? value) ? value : throw new InvalidOperationException(string.Join("; ", answer.Findings));

    private static FindingCode Refusal<T>(Answer<T> answer)
        where T : class
    {
        Assert.False(answer.Passed);
        return Assert.Single(answer.Findings).Code;
    }
}
