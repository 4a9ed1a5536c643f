using PluginSign.Tests.Binaries;
using PluginSign.Tests.Tools;

namespace PluginSign.Interop.Tests.Go;

/// <summary>A Go toolchain of this machine.</summary>
/// <param name="Program">The path of <c>go</c>.</param>
/// <param name="Version">For example <c>go1.23.5</c>.</param>
internal sealed record GoToolchain(string Program, string Version)
{
    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal)
    {
        ["GOFLAGS"] = "-mod=mod",
        ["GO111MODULE"] = "on",
        ["GOTOOLCHAIN"] = "local",
        ["GOPROXY"] = "off",
        ["GOSUMDB"] = "off",
        ["CGO_ENABLED"] = "1",
    };

    private static readonly Lazy<GoToolchain[]> s_all = new(Find);

    /// <summary>All of them (or the oldest, where <see cref="ToolTable.GoVariable"/> says so), each version once; the test is skipped, by name, where there is none.</summary>
    public static GoToolchain[] AllOrSkip()
    {
        if (!OperatingSystem.IsLinux() || s_all.Value.Length == 0)
        {
            Assert.Skip(ToolTable.Of("go").Missing);
        }

        return s_all.Value;
    }

    /// <summary>Plugins of Go 1.18 and 1.19 carry no build information: neither their release nor their settings.</summary>
    public bool PluginsSayTheirRelease => Minor >= 20;

    public int Minor => int.Parse(Version.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Builds a package of the module in a directory.</summary>
    public void Build(string directory, string output, string package, string[] options, (string Key, string Value)[] settings)
    {
        Dictionary<string, string> environment = new(Environment, StringComparer.Ordinal);
        foreach ((string key, string value) in settings)
        {
            environment[key] = value;
        }

        Tool.RunOrSkip(Program, ["build", "-o", output, .. options, package], directory, environment: environment);
    }

    private static GoToolchain[] Find()
    {
        return [.. ToolTable.Go()
            .Select(static p => (Program: p, Answer: Tool.TryRun(p, ["env", "GOVERSION"], environment: Environment)))
            .Where(static a => a.Answer is { Code: 0 })
            .Select(static a => new GoToolchain(a.Program, a.Answer!.Value.Output.Trim()))
            .DistinctBy(static t => t.Version, StringComparer.Ordinal)
            .OrderBy(static t => t.Minor)];
    }
}
