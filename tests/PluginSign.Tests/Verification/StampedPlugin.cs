using PluginSign.Algorithms;
using PluginSign.Certificates.Revocation;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signing;
using PluginSign.Tests.Signatures;
using PluginSign.Tests.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>A signed plugin on the disk whose signer expired yesterday unless told otherwise, a host CA, and a timestamp authority in a world of its own.</summary>
internal sealed class StampedPlugin : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;

    public StampedPlugin(Func<CertificateTemplate, CertificateTemplate>? signer = null)
    {
        File.WriteAllBytes(Plugin, Content);
        Signer = Host.IssueSigner(signer ?? (static t => t with { NotAfter = TestPki.ValidationTime.AddDays(-1) }));
        Signature = Sign(Signer);
    }

    /// <summary>The plugin's bytes.</summary>
    public static byte[] Content { get; } = [.. Enumerable.Range(0, 1000).Select(static i => (byte)(i % 253))];

    public static TestPki Host { get; } = TestPki.Create("Host");

    /// <summary>The timestamp authority's world.</summary>
    public static TestPki Time { get; } = TestPki.Create("Time");

    public static IssuedCertificate Authority => Time.TimestampSigner;

    public IssuedCertificate Signer { get; }

    /// <summary>The signature as it was made, without a timestamp.</summary>
    public byte[] Signature { get; }

    /// <summary>A good token, to be changed in one thing.</summary>
    public TokenForge Token => TokenForge.On(Signature, Authority) with { Bag = [Authority, Time.Intermediate] };

    private string Plugin => Path.Combine(_folder, "plugin.so");

    /// <summary>Verifies with these tokens on the signature.</summary>
    public VerificationReport Verify(params byte[][] tokens) => Verify(TestPki.ValidationTime, tokens);

    public VerificationReport Verify(DateTimeOffset at, params byte[][] tokens)
        => VerifyFile(tokens.Length == 0 ? Signature : SignatureSurgery.Stamp(Signature, tokens), at, new TrustInputs
        {
            RevocationMode = RevocationMode.AllowUnknown,
            Anchors = [Host.Root.Certificate],
            TimestampAnchors = [Time.Root.Certificate],
        });

    public VerificationReport VerifyFile(byte[] signature, DateTimeOffset at, TrustInputs trust, TrustPolicy? policy = null)
    {
        File.WriteAllBytes(Plugin + PluginVerifier.SignatureSuffix, signature);
        return new PluginVerifier(trust, policy ?? new TrustPolicy()).Verify(Plugin, at);
    }

    public byte[] Sign(IssuedCertificate signer)
    {
        Answer<SigningCredential> read = SigningCredential.FromPem(
            System.Text.Encoding.ASCII.GetBytes(signer.KeyPem), System.Text.Encoding.ASCII.GetBytes(signer.Pem), System.Text.Encoding.ASCII.GetBytes(Host.Intermediate.Pem), []);
        Assert.True(read.TryGetValue(out SigningCredential? credential), string.Join("; ", read.Findings));
        using (credential)
        {
            Assert.True(PluginFile.Open(Plugin).TryGetValue(out PluginFile? file));
            using (file)
            {
                Assert.True(PluginImage.Read(file, [DigestAlgorithm.Sha256]).TryGetValue(out PluginImage? image));
                return PluginSigner.Sign(image.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime.AddDays(-31) });
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
