using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;
using PluginSign.Signing;
using PluginSign.Tests;
using PluginSign.Verification;

namespace PluginSign.Interop.Tests;

/// <summary><c>openssl ts</c> as the authority of our requests, and as the judge of the tokens that we place.</summary>
/// <remarks>openssl stamps with the machine's clock, so these certificates live long and everything is judged for the time that the token says.</remarks>
public sealed class OpenSslTimestampTests
{
    /// <summary>Kind of the authority's key, and lines of the configuration.</summary>
    public static TheoryData<string, string> Cases { get; } = new()
    {
        { "rsa3072", "signer_digest = sha256" },
        { "rsa3072", "signer_digest = sha512\ness_cert_id_alg = sha1" }, // the default before 3.1: RFC 2634's attribute
        { "rsa3072", "signer_digest = sha384\ness_cert_id_alg = sha384\ness_cert_id_chain = yes" },
        { "p256", "signer_digest = sha256\ness_cert_id_alg = sha256" },
        { "p384", "signer_digest = sha384\ness_cert_id_alg = sha512\ntsa_name = yes\nordering = yes" },
        { "p521", "signer_digest = sha512\naccuracy = secs:1, millisecs:500, microsecs:100\nclock_precision_digits = 3" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_openssl_answers_is_accepted_and_what_we_place_openssl_verifies(string kind, string configuration)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        Authority authority = new(openssl, kind, configuration);
        byte[] file = Signature();
        byte[] stamped = authority.Stamp(file, Only(file), renew: false);
        TimestampToken token = Assert.Single(SignatureTimestamps.Of(Only(stamped)));
        TimestampReport report = authority.Verify(Only(stamped), token.GenTime.AddSeconds(5));
        Assert.Equal(token.GenTime, report.Timestamp);
        Assert.DoesNotContain(report.Findings, static f => f.Severity != Severity.Note);
        Assert.Equal(authority.Root.Certificate.Fingerprint, report.Chain!.Anchor.Fingerprint);
        authority.OpenSslVerifies(token, Only(stamped));
        Assert.Empty(Worlds.Judge(stamped));
    }

    [Fact]
    public void A_renewed_token_is_two_tokens_that_openssl_verifies()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        Authority authority = new(openssl, "p256", "signer_digest = sha256\ness_cert_id_alg = sha256");
        byte[] file = Signature();
        byte[] once = authority.Stamp(file, Only(file), renew: false);
        byte[] twice = authority.Stamp(once, Only(once), renew: true);
        TimestampToken old = Assert.Single(SignatureTimestamps.Of(Only(twice)));
        TimestampToken newer = Assert.Single(SignatureTimestamps.Of(old.Signer));
        authority.OpenSslVerifies(old, Only(twice));
        authority.OpenSslVerifies(newer, old.Signer);
        Assert.Equal(old.GenTime, authority.Verify(Only(twice), newer.GenTime.AddSeconds(5)).Timestamp);
        Assert.Empty(Worlds.Judge(twice));
    }

    [Fact]
    public void Our_request_says_to_openssl_what_we_meant()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        byte[] file = Signature();
        openssl["q.tsq"] = TimestampRequest.For(Only(file), [0x0A, 0x0B, 0x0C], DigestAlgorithm.Sha512, "1.2.3.4").Encoded.ToArray();
        ToolResult text = openssl.Run("ts -query -in q.tsq -text");
        Assert.Contains("Hash Algorithm: sha512", text.Output, StringComparison.Ordinal);
        Assert.Contains("Policy OID: 1.2.3.4", text.Output, StringComparison.Ordinal);
        Assert.Contains("Nonce: 0x0A0B0C", text.Output, StringComparison.Ordinal);
        Assert.Contains("Certificate required: yes", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_by_openssl_is_read()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        byte[] value = Only(Signature()).Signature.ToArray();
        openssl["value"] = value;
        openssl.MustRun("ts -query -data value -sha384 -cert -out q.tsq");
        Assert.True(TimestampRequest.Read(openssl["q.tsq"]).TryGetValue(out TimestampRequest? request));
        Assert.False(request.Nonce.IsEmpty);
        Assert.Null(request.Policy);
        Assert.True(request.Imprint.IsOf(value));
    }

    [Fact]
    public void A_refusal_by_openssl_is_a_refusal()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        Authority authority = new(openssl, "p256", "signer_digest = sha256");
        openssl["q.tsq"] = TimestampRequest.For(Only(Signature()), [1], DigestAlgorithm.Sha256, "1.2.3.999").Encoded.ToArray();
        openssl.Run("ts -reply -config tsa.cnf -section tsa -queryfile q.tsq -out a.tsr");
        Finding refusal = Assert.Single(TimestampResponse.Read(openssl["a.tsr"]).Findings);
        Assert.Equal(FindingCode.TimestampRefused, refusal.Code);
        Assert.Contains("policy", refusal.Actual, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(authority.Root);
    }

    [Fact]
    public void A_token_without_the_authoritys_certificate_needs_it_from_elsewhere()
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        Authority authority = new(openssl, "p256", "signer_digest = sha256");
        CmsSigner signer = Only(Signature());
        openssl["value"] = signer.Signature.ToArray();
        openssl.MustRun("ts -query -data value -sha256 -no_nonce -out q.tsq"); // certReq absent
        openssl.MustRun("ts -reply -config tsa.cnf -section tsa -queryfile q.tsq -out a.tsr");
        Assert.True(TimestampResponse.Read(openssl["a.tsr"]).TryGetValue(out TimestampToken? token));
        Assert.Contains(token.Verify(signer, []).Findings, static f => f.Code == FindingCode.TimestampCertificateMissing);
        Assert.True(token.Verify(signer, [authority.Signer.Certificate]).IsValid);
    }

    private static byte[] Signature()
    {
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("p256");
        using SigningCredential credential = Worlds.Credential(pki, signer);
        return PluginSigner.Sign(Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime });
    }

    private static CmsSigner Only(byte[] file)
    {
        Assert.True(CmsSignature.Read(file).TryGetValue(out CmsSignature? signature));
        return Assert.Single(signature.Signers);
    }

    /// <summary>An openssl that stamps.</summary>
    private sealed class Authority
    {
        private static readonly DateTimeOffset Late = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private readonly OpenSsl _openssl;
        private readonly TimestampVerifier _verifier;

        public Authority(OpenSsl openssl, string kind, string configuration)
        {
            _openssl = openssl;
            Root = (CertificateTemplate.Ca("CN=Long Root") with { NotAfter = Late }).Issue();
            IssuedCertificate intermediate = (CertificateTemplate.Ca("CN=Long CA") with { NotAfter = Late }).Issue(Root);
            Signer = (CertificateTemplate.TimestampSigner("CN=Long TSA") with { Key = Worlds.Key(kind), NotAfter = Late }).Issue(intermediate);
            _verifier = new TimestampVerifier(new TrustInputs { TimestampAnchors = [Root.Certificate], RevocationMode = RevocationMode.AllowUnknown });
            openssl.WriteText("tsa.pem", Signer.Pem + "\n");
            openssl.WriteText("tsa.key", Signer.KeyPem + "\n");
            openssl.WriteText("chain.pem", intermediate.Pem + "\n");
            openssl.WriteText("root.pem", Root.Pem + "\n");
            openssl.WriteText("serial", "01\n");
            openssl.WriteText("tsa.cnf", $"""
                [tsa]
                serial = serial
                signer_cert = tsa.pem
                signer_key = tsa.key
                certs = chain.pem
                default_policy = 1.2.3.4
                digests = sha256, sha384, sha512
                {configuration.Replace("\n", "\n                ", StringComparison.Ordinal)}
                """.Replace("                ", string.Empty, StringComparison.Ordinal) + "\n");
        }

        public IssuedCertificate Root { get; }

        public IssuedCertificate Signer { get; }

        public byte[] Stamp(byte[] file, CmsSigner signer, bool renew)
        {
            byte[] nonce = RandomNumberGenerator.GetBytes(8);
            TimestampRequest request = (renew ? TimestampRequest.ForRenewal(signer, nonce) : TimestampRequest.For(signer, nonce))!;
            _openssl["q.tsq"] = request.Encoded.ToArray();
            _openssl.MustRun("ts -reply -config tsa.cnf -section tsa -queryfile q.tsq -out a.tsr");
            Answer<byte[]> added = SignatureTimestamps.Add(file, _openssl["a.tsr"], request);
            Assert.True(added.TryGetValue(out byte[]? stamped), string.Join("; ", added.Findings));
            return stamped;
        }

        public TimestampReport Verify(CmsSigner signer, DateTimeOffset at) => _verifier.Verify(signer, at);

        public void OpenSslVerifies(TimestampToken token, CmsSigner stamped)
        {
            _openssl["token"] = token.Encoded.ToArray();
            _openssl["value"] = stamped.Signature.ToArray();
            _openssl.MustRun("ts -verify -token_in -in token -data value -CAfile root.pem -untrusted chain.pem");
            _openssl["value"] = [1, 2, 3];
            Assert.NotEqual(0, _openssl.Run("ts -verify -token_in -in token -data value -CAfile root.pem -untrusted chain.pem").ExitCode);
        }
    }
}
