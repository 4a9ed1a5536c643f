using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Tests.Binaries.Elf;

namespace PluginSign.Tests.Binaries.Go;

/// <summary>A plugin for newer processors than its host's, from facts that no toolchain has to make: plugins of Go 1.18 and 1.19 say nothing of it.</summary>
public sealed class GoProcessorTests
{
    [Theory]
    [InlineData("v3", "v1", true)]
    [InlineData("v3", null, true)] // a host that says nothing is taken for the oldest
    [InlineData("v2", "v1", true)]
    [InlineData("v3", "v3", false)]
    [InlineData("v1", "v3", false)]
    [InlineData(null, "v1", false)]
    public void A_newer_processor_is_a_warning(string? plugin, string? host, bool warns)
    {
        GoPrediction prediction = Assert.Single(GoPluginPredictor.Predict(Host(host), [new GoPluginCandidate("alpha.so", Plugin(plugin))]));
        Assert.Equal((GoOutcome.Loads, warns), (prediction.Outcome, !prediction.Findings.IsEmpty));
        Assert.All(prediction.Findings, static f => Assert.Equal((FindingCode.GoProcessorNewer, Severity.Warning), (f.Code, f.Severity)));
    }

    private static GoHostLock Host(string? level) => new()
    {
        GoVersion = "go1.23.5",
        Architecture = "x86-64",
        Amd64Level = level,
        HasCgo = true,
        Packages = ImmutableSortedDictionary<string, string>.Empty.Add("runtime", "00ff"),
    };

    private static Answer<BinaryFacts> Plugin(string? level)
    {
        Assert.True(ElfReader.Read(TestElf.Make(true, false, 62, "alpha")).TryGetValue(out BinaryFacts? facts));
        Assert.True(GoRelease.TryParse("go1.23.5", out GoRelease? release));
        GoFacts go = new()
        {
            Version = "go1.23.5",
            Release = release,
            PluginPath = "example.test/alpha",
            Settings = level is null ? [] : [new GoSetting("GOAMD64", level)],
            WantedPackages = [new GoPackage("runtime", "00ff")],
        };
        return new Answer<BinaryFacts>(facts with { Go = go }, []);
    }
}
