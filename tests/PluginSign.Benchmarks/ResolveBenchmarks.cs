using BenchmarkDotNet.Attributes;
using PluginSign.Files;
using PluginSign.Files.Native;

namespace PluginSign.Benchmarks;

/// <summary>Walking a path of six components below a trusted root: every hop opened, judged and closed, the file opened. With a plain open(2) beside it.</summary>
[MemoryDiagnoser]
public class ResolveBenchmarks
{
    private const string Name = "a/b/c/d/e/greeter.so";

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-bench-").FullName;
    private readonly TrustedRoot _strong;
    private readonly TrustedRoot _weak;
    private readonly PluginSearch _search;

    public ResolveBenchmarks()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "a/b/c/d/e"));
        File.WriteAllText(Path.Combine(_folder, Name), "x");
        _strong = Hold(WalkBackEnd.OpenAt2);
        _weak = Hold(WalkBackEnd.OpenAt);
        _search = OpenSearch(_folder);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _strong.Dispose();
        _weak.Dispose();
        _search.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public void OpenWithoutRoot()
    {
        using PathWalk walk = PathWalk.WithoutRoot(Path.Combine(_folder, Name));
        ThrowIfRefused(walk);
    }

    [Benchmark]
    public void WalkWithOpenAt2()
    {
        using PathWalk walk = _strong.Open(Name);
        ThrowIfRefused(walk);
    }

    [Benchmark]
    public void WalkWithOpenAt()
    {
        using PathWalk walk = _weak.Open(Name);
        ThrowIfRefused(walk);
    }

    [Benchmark]
    public void Search()
    {
        using SearchAnswer answer = _search.Find(Name);
        ThrowIfRefused(answer.Walk);
    }

    [Benchmark]
    public void OpenRootAndWalk()
    {
        using TrustedRoot root = Hold(WalkBackEnd.Strongest);
        using PathWalk walk = root.Open(Name);
        ThrowIfRefused(walk);
    }

    private static PluginSearch OpenSearch(string folder) => new([folder], LinkPolicy.WithinRoot, OwnerPolicy.RootAndCurrentUser());

    private TrustedRoot Hold(WalkBackEnd backEnd)
        => TrustedRoot.Hold(_folder, LinkPolicy.WithinRoot, OwnerPolicy.RootAndCurrentUser(), backEnd).TryGetValue(out TrustedRoot? root) ? root : throw new InvalidOperationException();

    private static void ThrowIfRefused(PathWalk walk)
    {
        if (!walk.Answer.Passed)
        {
            throw new InvalidOperationException(walk.Answer.Findings[0].Message);
        }
    }
}
