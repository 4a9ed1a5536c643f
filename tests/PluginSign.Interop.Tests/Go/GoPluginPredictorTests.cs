using System.Collections.Concurrent;
using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests.Go;

/// <summary>What is predicted against what <c>plugin.Open</c> then does, the named package included.</summary>
[Collection(GoWorldGroup.Name)]
[Trait("needs", "go")]
public sealed class GoPluginPredictorTests(GoWorld world)
{
    [Fact]
    public void Every_pair_of_host_and_plugin()
    {
        _ = world.OrSkip();
        string[] plugins = [.. world.Plugins.Select(static p => p.Path), world.PathOf("native.so"), world.PathOf("text.so")];
        Judge(world.Hosts.SelectMany(h => plugins.Select(p => (h.Path, (string[])[p]))));
    }

    [Fact]
    public void Several_plugins_in_load_order()
    {
        _ = world.OrSkip();
        string[][] orders =
        [
            ["alpha", "beta"],
            ["beta", "alpha-changed"],
            ["alpha-changed", "alpha"],
            ["beta-changed", "beta"],
            ["beta-changed", "alpha"],
            ["alpha-trimpath", "beta", "single"],
            ["alpha", "alpha-stripped"],
            ["alpha", "alpha"],
            ["alpha-changed", "alpha-changed"],
            ["single", "native"],
            ["alpha-changed", "native"],
            ["native", "alpha"],
            ["text", "alpha"],
            ["alpha-path", "beta"],
            ["alpha-path", "native"],
        ];
        Judge(world.Hosts.SelectMany(h => orders.Select(o => (h.Path, (string[])[.. o.Select(n => Named(n, h.Toolchain.Version))]))));
    }

    [Fact]
    public void A_lock_file_tells_as_much_as_the_host()
    {
        _ = world.OrSkip();
        foreach ((_, string path) in world.Hosts)
        {
            GoHostLock host = Lock(path);
            Answer<GoHostLock> read = GoHostLock.Parse(host.ToJson());
            Assert.True(read.TryGetValue(out GoHostLock? again));
            Assert.Equal(host.ToJson(), again.ToJson());
            Assert.Equal(host.Packages, again.Packages);
            Assert.True(again.CanOpenPlugins);
        }
    }

    [Fact]
    public void A_host_that_cannot_open_plugins()
    {
        _ = world.OrSkip();
        GoToolchain toolchain = GoToolchain.AllOrSkip()[0];
        foreach ((string package, string cgo) in new[] { ("noplugin", "1"), ("host", "0") })
        {
            string path = world.PathOf($"{package}-cgo{cgo}");
            toolchain.Build(world.PathOf("source"), path, $"./{package}", [], [("CGO_ENABLED", cgo)]);
            string plugin = world.PathOf($"alpha-{toolchain.Version}.so");
            GoPrediction prediction = Assert.Single(GoPluginPredictor.Predict(Lock(path), [new GoPluginCandidate(plugin, GoWorld.Read(plugin))]));
            Assert.Equal((GoOutcome.Fails, GoReason.HostHasNoPluginSupport), (prediction.Outcome, prediction.Reason));
            if (package is "host")
            {
                Assert.Contains("not implemented", Tool.RunOrSkip(path, [plugin]), StringComparison.Ordinal);
            }
        }
    }

    // The warning itself, without a toolchain: GoProcessorTests. Here: what each release writes down of it.
    [Fact]
    public void A_newer_processor_is_a_warning()
    {
        _ = world.OrSkip();
        foreach (GoToolchain toolchain in GoToolchain.AllOrSkip())
        {
            string plugin = world.PathOf($"alpha-v3-{toolchain.Version}.so");
            GoPrediction prediction = Assert.Single(GoPluginPredictor.Predict(Lock(world.PathOf($"host-{toolchain.Version}")), [new GoPluginCandidate(plugin, GoWorld.Read(plugin))]));
            Assert.Equal(GoOutcome.Loads, prediction.Outcome);
            FindingCode[] expected = toolchain.PluginsSayTheirRelease ? [FindingCode.GoProcessorNewer] : []; // nothing in the file says it
            Assert.Equal(expected, prediction.Findings.Select(static f => f.Code));
        }
    }

    private static GoHostLock Lock(string path)
    {
        Answer<GoHostLock> host = GoHostLock.From(GoWorld.Facts(path));
        Assert.True(host.TryGetValue(out GoHostLock? value), string.Join('\n', host.Findings));
        return value;
    }

    private string Named(string name, string version) => world.PathOf(name is "native" or "text" ? $"{name}.so" : $"{name}-{version}.so");

    private static void Judge(IEnumerable<(string Host, string[] Plugins)> cases)
    {
        ConcurrentDictionary<string, GoHostLock> locks = new(StringComparer.Ordinal);
        ConcurrentDictionary<string, Answer<BinaryFacts>> read = new(StringComparer.Ordinal);
        ConcurrentBag<string> wrong = [];
        int judged = 0;
        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, one =>
        {
            ImmutableArray<GoPrediction> predictions = GoPluginPredictor.Predict(
                locks.GetOrAdd(one.Host, Lock),
                one.Plugins.Select(p => new GoPluginCandidate(p, read.GetOrAdd(p, GoWorld.Read))));
            string ours = string.Join('\n', predictions.Where(static p => p.Reason != GoReason.AfterCrash).Select(Line));
            string truth = Truth(one.Host, one.Plugins);
            Interlocked.Increment(ref judged);
            if (!string.Equals(ours, truth, StringComparison.Ordinal))
            {
                wrong.Add($"{one.Host} {string.Join(' ', one.Plugins)}\n  predicted {ours}\n  happened  {truth}");
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {judged}\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(judged > 10, "nothing was judged");
    }

    private static string Line(GoPrediction prediction) => prediction.Outcome switch
    {
        GoOutcome.Loads => "loads",
        GoOutcome.Crashes => "crashes",
        GoOutcome.Fails when prediction.Reason == GoReason.DifferentVersion => $"fails different {prediction.Package}",
        GoOutcome.Fails => $"fails {prediction.Reason}",
        _ => $"unknown {prediction.Message}",
    };

    // What the host printed, one line a plugin; a host that ended badly adds one.
    private static string Truth(string host, string[] plugins)
    {
        (int code, string output, string errors) = Tool.TryRun(host, plugins) ?? throw new InvalidOperationException(host);
        IEnumerable<string> lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line =>
        {
            const string Different = "plugin was built with a different version of package ";
            int at = line.IndexOf(Different, StringComparison.Ordinal);
            return line switch
            {
                _ when line.StartsWith("loads", StringComparison.Ordinal) => "loads",
                _ when at >= 0 => $"fails different {line[(at + Different.Length)..].Split(' ')[0]}",
                _ when line.Contains("already loaded", StringComparison.Ordinal) => $"fails {GoReason.AlreadyLoaded}",
                _ when line.Contains("could not find symbol", StringComparison.Ordinal) => $"fails {GoReason.MissingSymbol}",
                _ when line.Contains("invalid ELF header", StringComparison.Ordinal) => $"fails {GoReason.NotLoadable}",
                _ => line,
            };
        });
        bool isDead = code != 0 && (errors.Contains("fatal error", StringComparison.Ordinal) || errors.Contains("unexpected fault", StringComparison.Ordinal) || code > 128);
        return string.Join('\n', isDead ? lines.Append("crashes") : lines);
    }
}
