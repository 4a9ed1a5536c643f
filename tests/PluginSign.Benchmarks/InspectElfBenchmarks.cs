using BenchmarkDotNet.Attributes;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Benchmarks;

/// <summary>Reading what is in ELF files. PLUGINSIGN_GO_PLUGIN names a Go plugin of about 5 MB; the library is the one with the most names of the system's of about 200 KB.</summary>
[MemoryDiagnoser]
public class InspectElfBenchmarks
{
    private byte[] _library = [];
    private byte[] _plugin = [];

    [GlobalSetup]
    public void Setup()
    {
        _library = Directory.EnumerateFiles("/usr/lib/x86_64-linux-gnu", "*.so.*")
            .Select(static f => new FileInfo(f))
            .Where(static f => f.LinkTarget is null && f.Length is > 180_000 and < 220_000)
            .Select(static f => File.ReadAllBytes(f.FullName))
            .MaxBy(static b => Facts(BinaryInspector.Inspect(b)).Exports.Length)!;
        _plugin = File.ReadAllBytes(Environment.GetEnvironmentVariable("PLUGINSIGN_GO_PLUGIN") ?? throw new InvalidOperationException("PLUGINSIGN_GO_PLUGIN is not set"));
        Console.WriteLine($"library: {_library.Length} bytes, {Facts(BinaryInspector.Inspect(_library)).Exports.Length} exports; Go plugin: {_plugin.Length} bytes");
    }

    [Benchmark]
    public BinaryFacts Library200Kilobytes() => Facts(BinaryInspector.Inspect(_library));

    [Benchmark]
    public BinaryFacts GoPlugin() => Facts(BinaryInspector.Inspect(_plugin));

    private static BinaryFacts Facts(Answer<BinaryFacts> read)
        => read.TryGetValue(out BinaryFacts? facts) ? facts : throw new InvalidOperationException(read.Findings[0].Message);
}
