using PluginSign.Tests.Binaries;

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

    /// <summary>All of them, each version once; the test is skipped, by name, where there is none.</summary>
    public static GoToolchain[] AllOrSkip()
    {
        if (!OperatingSystem.IsLinux() || s_all.Value.Length == 0)
        {
            Assert.Skip("the program `go` is missing (Debian: golang-go, and golang-1.2x-go)");
        }

        return s_all.Value;
    }

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
        string[] folders = Directory.Exists("/usr/lib") ? [.. Directory.GetDirectories("/usr/lib", "go-1.*").Select(static d => Path.Combine(d, "bin", "go"))] : [];
        return [.. folders.Append("go")
            .Select(static p => (Program: p, Answer: Tool.TryRun(p, ["env", "GOVERSION"], environment: Environment)))
            .Where(static a => a.Answer is { Code: 0 })
            .Select(static a => new GoToolchain(a.Program, a.Answer!.Value.Output.Trim()))
            .DistinctBy(static t => t.Version, StringComparer.Ordinal)
            .OrderBy(static t => t.Minor)];
    }
}
