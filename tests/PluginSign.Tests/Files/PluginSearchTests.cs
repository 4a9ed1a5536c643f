using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Tests.Files;

public sealed class PluginSearchTests : IDisposable
{
    private const string Lines = """
        dir one
        dir one/lib
        file one/lib/greeter.so
        file one/lib/greeter.plug
        dir one/pkg
        dir two
        file two/greeter.so
        file two/writable.so 0666
        dir three
        file three/greeter.so
        file three/writable.so
        file three/only.so
        dir outside
        dir outside/lib
        file outside/lib/greeter.so
        file outside/lib/only.so
        """;

    private readonly PathTree? _tree = OperatingSystem.IsLinux() ? new PathTree(Lines) : null;

    private PathTree Tree
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "paths are walked by handle on Linux only");
            return _tree!;
        }
    }

    public void Dispose() => _tree?.Dispose();

    [Theory]
    [InlineData("greeter", null, "two/greeter.so")]
    [InlineData("greeter.so", null, "two/greeter.so")]
    [InlineData("only", null, "three/only.so")]
    [InlineData("greeter", "PLUGIN_ROOT={base}/one", "one/lib/greeter.so")]
    [InlineData("greeter", "PLUGIN_ROOT={base}/one/", "one/lib/greeter.so")]
    [InlineData("greeter", "PLUGIN_ROOT={base}/one;PLUGIN_EXT=.plug", "one/lib/greeter.plug")]
    [InlineData("greeter", "PLUGIN_ROOT={base}/three", "two/greeter.so")] // nothing there: the search goes on
    [InlineData("{base}/three/greeter.so", "PLUGIN_ROOT={base}/one", "three/greeter.so")] // an absolute path says where
    public void The_first_that_exists_is_found(string name, string? variables, string expected)
    {
        using PluginSearch search = Search(variables);
        using SearchAnswer answer = search.Find(name.Replace("{base}", Tree.Base, StringComparison.Ordinal));
        Assert.True(answer.Walk.Answer.TryGetValue(out PluginFile? file), string.Join('\n', answer.Findings));
        Assert.Equal(Tree.At(expected), file.CanonicalPath);
        Assert.Equal(CandidateResult.Found, answer.Candidates[^1].Result);
        Assert.All(answer.Candidates[..^1], static c => Assert.Equal(CandidateResult.Absent, c.Result));
        Assert.Equal(Verdict.Trusted, answer.Verdict);
    }

    [Theory]
    [InlineData("writable", null, FindingCode.HopWritable)] // the good one in three must not be reached
    [InlineData("only", "PLUGIN_ROOT={base}/outside", FindingCode.PathOutsideRoot)] // a variable adds no root
    [InlineData("{base}/outside/lib/only.so", null, FindingCode.PathOutsideRoot)]
    [InlineData("greeter", "PLUGIN_EXT=/../../etc", FindingCode.SearchVariableMalformed)]
    [InlineData("greeter", "PLUGIN_ROOT={base}/one/../outside", FindingCode.PathOutsideRoot)]
    public void One_that_is_refused_ends_the_search(string name, string? variables, FindingCode code)
    {
        using PluginSearch search = Search(variables);
        using SearchAnswer answer = search.Find(name.Replace("{base}", Tree.Base, StringComparison.Ordinal));
        Assert.Equal(Verdict.Refused, answer.Verdict);
        Assert.Equal(code, Assert.Single(answer.Findings).Code);
    }

    [Fact]
    public void Nothing_anywhere_is_neither_yes_nor_no()
    {
        using PluginSearch search = Search("PLUGIN_ROOT={base}/one;GOROOT={base}/one;GOPATH={base}/two:{base}/three");
        using SearchAnswer answer = search.Find("nope");
        Assert.Equal(Verdict.Indeterminate, answer.Verdict);
        Assert.Equal(FindingCode.NoCandidate, Assert.Single(answer.Findings).Code);
        Assert.Equal(
            ["PLUGIN_ROOT", "GOROOT", "GOPATH", "GOPATH", "root", "root", "root", "root", "root", "root"],
            answer.Candidates.Select(static c => c.Origin),
            StringComparer.Ordinal);
        Assert.Contains(answer.Candidates, c => c.Path.StartsWith(Tree.At("two/pkg/plugin/linux_"), StringComparison.Ordinal) && c.Path.EndsWith("/nope", StringComparison.Ordinal));
    }

    [Fact]
    public void The_signature_is_opened_beside_the_plugin_below_the_same_root()
    {
        File.WriteAllText(Tree.At("two/greeter.so.p7s"), "signature");
        using PluginSearch search = Search(null);
        using SearchAnswer answer = search.Find("greeter");
        using PathWalk signature = answer.OpenBeside(".p7s");
        Assert.True(signature.Answer.TryGetValue(out PluginFile? file));
        Assert.Equal(Tree.At("two/greeter.so.p7s"), file.CanonicalPath);
    }

    private PluginSearch Search(string? variables)
    {
        Dictionary<string, string> values = (variables ?? string.Empty).Replace("{base}", Tree.Base, StringComparison.Ordinal)
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(static v => v.Split('=', 2))
            .ToDictionary(static v => v[0], static v => v[1], StringComparer.Ordinal);
        return new PluginSearch([Tree.At("one"), Tree.At("two"), Tree.At("three")], LinkPolicy.WithinRoot, OwnerPolicy.RootAndCurrentUser())
        {
            Variable = values.GetValueOrDefault,
        };
    }
}
