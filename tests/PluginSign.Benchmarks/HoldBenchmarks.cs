using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using PluginSign.Algorithms;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Benchmarks;

/// <summary>Open, hold in sealed memory and hash a plugin of 64 MiB in the page cache, beside hashing it alone: 1.15 times at most.</summary>
/// <remarks>Giving the memory back is not part of it: a plugin is held in order to be loaded.</remarks>
[MemoryDiagnoser]
public class HoldBenchmarks
{
    private readonly string _path = Path.GetTempFileName();
    private PluginImage? _image;

    [GlobalSetup]
    public void Setup() => File.WriteAllBytes(_path, RandomNumberGenerator.GetBytes(64 * 1024 * 1024));

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [IterationCleanup]
    public void GiveBack() => _image?.Dispose();

    [Benchmark(Baseline = true)]
    public byte[] RuntimeStream()
    {
        using FileStream stream = File.OpenRead(_path);
        return SHA256.HashData(stream);
    }

    [Benchmark]
    public ContentDigest Read() => Digest(PluginImage.Read);

    [Benchmark]
    public ContentDigest Hold() => Digest(PluginImage.Hold);

    private ContentDigest Digest(Func<PluginFile, IEnumerable<DigestAlgorithm>, IProgress<long>?, Answer<PluginImage>> read)
    {
        PluginFile.Open(_path).TryGetValue(out PluginFile? file);
        using (file)
        {
            return read(file!, [], null).TryGetValue(out _image) ? _image.Sha256 : throw new InvalidOperationException();
        }
    }
}
