using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Signing;

namespace PluginSign.Benchmarks;

/// <summary>A plugin of 1 MiB, signed below a chain of three certificates, in a temporary folder.</summary>
internal sealed class SignedPlugin : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-bench-").FullName;

    private SignedPlugin(BenchmarkChain chain)
    {
        Path = System.IO.Path.Combine(_folder, "plugin.bin");
        Content = RandomNumberGenerator.GetBytes(1024 * 1024);
        File.WriteAllBytes(Path, Content);
        BenchmarkPki pki = BenchmarkPki.Create(chain, Time);
        Root = pki.Root;
        Intermediate = pki.Intermediate;
        Signer = pki.Signer;
        using SigningCredential credential = pki.Credential();
        PluginFile.Open(Path).TryGetValue(out PluginFile? file);
        using (file)
        {
            PluginImage.Read(file!, [DigestAlgorithm.Sha256]).TryGetValue(out PluginImage? image);
            Digests = image!.Digests;
        }

        Signature = PluginSigner.Sign(Digests, credential, new SigningOptions { SigningTime = Time });
        File.WriteAllBytes(Path + ".p7s", Signature);
    }

    public static DateTimeOffset Time { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public string Path { get; }

    public byte[] Content { get; }

    public IReadOnlyList<ContentDigest> Digests { get; }

    public byte[] Signature { get; }

    public Certificate Root { get; }

    public Certificate Intermediate { get; }

    public Certificate Signer { get; }

    public static SignedPlugin Create(BenchmarkChain chain) => new(chain);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
