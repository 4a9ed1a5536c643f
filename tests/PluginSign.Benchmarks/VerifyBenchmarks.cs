using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using BenchmarkDotNet.Attributes;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Verification;

namespace PluginSign.Benchmarks;

/// <summary>Verifying warm, in process: the CMS alone, the chain alone, and the whole procedure over 1 MiB, each beside the runtime's own.</summary>
[MemoryDiagnoser]
public class VerifyBenchmarks
{
    private static readonly PathRequirements CodeSigning = new() { Purpose = CertificatePurpose.CodeSigning };

    private SignedPlugin _plugin = null!;
    private PathValidator _paths = null!;
    private PluginVerifier _verifier = null!;
    private X509Certificate2 _root = null!;
    private X509Certificate2 _intermediate = null!;
    private X509Certificate2 _signer = null!;

    [ParamsAllValues]
    public BenchmarkChain Chain { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _plugin = SignedPlugin.Create(Chain);
        _paths = new PathValidator([_plugin.Root], []);
        _verifier = new PluginVerifier(
            new TrustInputs { Anchors = [_plugin.Root], RevocationMode = RevocationMode.AllowUnknown }, new TrustPolicy { AllowDevelopmentCa = Chain == BenchmarkChain.CaNew });
        _root = Load(_plugin.Root);
        _intermediate = Load(_plugin.Intermediate);
        _signer = Load(_plugin.Signer);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _plugin.Dispose();
        _root.Dispose();
        _intermediate.Dispose();
        _signer.Dispose();
    }

    [Benchmark]
    public bool CmsReadAndVerify()
        => CmsSignature.Read(_plugin.Signature).TryGetValue(out CmsSignature? signature)
            && signature.Verify(_plugin.Digests, []).Signers[0].IsValid
                ? true
                : throw new InvalidOperationException();

    [Benchmark]
    public bool SignedCmsReadAndVerify()
    {
        SignedCms cms = new(new ContentInfo(_plugin.Content), detached: true);
        cms.Decode(_plugin.Signature);
        cms.CheckSignature(verifySignatureOnly: true);
        return true;
    }

    [Benchmark]
    public bool PathValidate()
        => _paths.ValidateAllowingRevoked(_plugin.Signer, [_plugin.Intermediate], SignedPlugin.Time, CodeSigning).Answer.Passed ? true : throw new InvalidOperationException();

    [Benchmark]
    public bool X509ChainBuild()
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.ExtraStore.Add(_intermediate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = SignedPlugin.Time.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.3"));
        return chain.Build(_signer) ? true : throw new InvalidOperationException();
    }

    [Benchmark(Baseline = true)]
    public byte[] HashOneMebibyte() => SHA256.HashData(_plugin.Content);

    [Benchmark]
    public VerificationReport WholeVerify()
    {
        VerificationReport report = _verifier.Verify(_plugin.Path, SignedPlugin.Time);
        return report.Verdict == Verdict.Trusted ? report : throw new InvalidOperationException();
    }

    private static X509Certificate2 Load(Certificate certificate) => X509CertificateLoader.LoadCertificate(certificate.Encoded.Span);
}
