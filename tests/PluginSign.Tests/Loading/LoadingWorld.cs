using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signing;
using PluginSign.Tests.Signing;
using PluginSign.Verification;

namespace PluginSign.Tests.Loading;

/// <summary>A folder, a trust world and a verifier that trusts it.</summary>
internal sealed class LoadingWorld : IDisposable
{
    private readonly TestPki _pki = TestPki.Create();

    public LoadingWorld() => Verifier = new PluginVerifier(new TrustInputs { Anchors = [_pki.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown }, new TrustPolicy());

    public string Folder { get; } = Directory.CreateTempSubdirectory("pluginsign-loading-").FullName;

    public PluginVerifier Verifier { get; }

    public Certificate Root => _pki.Root.Certificate;

    public string RootPem => _pki.Root.Pem;

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Compiles and signs.</summary>
    public string Library(string name, string source, params string[] options) => Sign(NativeSource.Compile(Folder, name, source, options));

    /// <summary>Signs a file, as this world's signer or as somebody else's.</summary>
    public string Sign(string path, TestPki? by = null)
    {
        TestPki pki = by ?? _pki;
        Assert.True(PluginFile.Open(path).TryGetValue(out PluginFile? file));
        using (file)
        {
            using SigningCredential credential = Credentials.Of(pki.Signer, pki.Intermediate.Certificate);
            Assert.True(PluginImage.Read(file, []).TryGetValue(out PluginImage? image));
            File.WriteAllBytes(path + PluginVerifier.SignatureSuffix, PluginSigner.Sign(image.Digests, credential, Credentials.Options));
        }

        return path;
    }

    /// <summary>Verified for loading; it must be trusted.</summary>
    public HeldPlugin Verified(string path)
    {
        VerificationReport report = Verifier.VerifyForLoading(path, TestPki.ValidationTime);
        Assert.True(report.Held is not null, string.Join("; ", report.Findings));
        return report.Held;
    }

    public static T Value<T>(Answer<T> answer)
        where T : class
    {
        Assert.True(answer.TryGetValue(out T? value), string.Join("; ", answer.Findings));
        return value;
    }

    public static Finding Refusal<T>(Answer<T> answer)
        where T : class
    {
        Assert.False(answer.Passed);
        Finding finding = Assert.Single(answer.Findings);
        Assert.Equal(Check.Load, finding.Code.IsEnvironment() ? Check.Load : finding.Check);
        return finding;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
