using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using PluginSign.Algorithms;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Benchmarks;

/// <summary>Hashing a file of 64 MiB in the page cache, beside hashing the same bytes in memory: the difference is what reading costs.</summary>
[MemoryDiagnoser]
public class HashBenchmarks
{
    private readonly string _path = Path.GetTempFileName();
    private byte[] _content = [];

    [GlobalSetup]
    public void Setup()
    {
        _content = RandomNumberGenerator.GetBytes(64 * 1024 * 1024);
        File.WriteAllBytes(_path, _content);
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark(Baseline = true)]
    public byte[] InMemory() => SHA256.HashData(_content);

    [Benchmark]
    public byte[] RuntimeStream()
    {
        using FileStream stream = File.OpenRead(_path);
        return SHA256.HashData(stream);
    }

    [Benchmark]
    public ContentDigest PluginImageRead()
    {
        PluginFile.Open(_path).TryGetValue(out PluginFile? file);
        using (file)
        {
            Answer<PluginImage> read = PluginImage.Read(file!, []);
            return read.TryGetValue(out PluginImage? image) ? image.Sha256 : throw new InvalidOperationException();
        }
    }
}
