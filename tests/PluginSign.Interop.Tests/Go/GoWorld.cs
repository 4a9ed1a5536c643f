using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Tests;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests.Go;

/// <summary>Hosts and plugins, built from tests/fixtures/go by every toolchain of the machine; the directory goes away with it.</summary>
public sealed class GoWorld : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pluginsign-go-");
    private readonly Lazy<bool> _built;

    public GoWorld() => _built = new Lazy<bool>(Build);

    internal List<(GoToolchain Toolchain, string Path)> Hosts { get; } = [];

    internal List<(GoToolchain Toolchain, string Path)> Plugins { get; } = [];

    internal string Folder => _directory.FullName;

    /// <summary>Builds everything at the first call.</summary>
    public GoWorld OrSkip()
    {
        _ = GoToolchain.AllOrSkip();
        _ = _built.Value;
        return this;
    }

    internal string PathOf(string name) => Path.Combine(_directory.FullName, name);

    internal static Answer<BinaryFacts> Read(string path) => GoReader.Read(File.ReadAllBytes(path));

    internal static BinaryFacts Facts(string path)
    {
        Answer<BinaryFacts> read = Read(path);
        Assert.True(read.TryGetValue(out BinaryFacts? facts), $"{path}: {string.Join('\n', read.Findings)}");
        return facts;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private bool Build()
    {
        Copy("source");
        Copy("elsewhere");
        File.WriteAllText(PathOf("native.c"), "int answer(void) { return 42; }");
        Tool.RunOrSkip("gcc", ["-shared", "-fPIC", "-o", "native.so", "native.c"], _directory.FullName);
        File.WriteAllText(PathOf("text.so"), new string('x', 4096));
        foreach (GoToolchain toolchain in GoToolchain.AllOrSkip())
        {
            BuildHosts(toolchain);
            BuildPlugins(toolchain);
        }

        return true;
    }

    private void BuildHosts(GoToolchain toolchain)
    {
        Host("host", "source", []);
        Host("barehost", "source", []);
        Host("host-stripped", "source", ["-ldflags=-s -w"]);
        Host("host-trimpath", "source", ["-trimpath"]);

        void Host(string name, string source, string[] options, params (string, string)[] settings)
        {
            string path = PathOf($"{name}-{toolchain.Version}");
            toolchain.Build(PathOf(source), path, $"./{name.Split('-')[0]}", options, settings);
            Hosts.Add((toolchain, path));
        }
    }

    private void BuildPlugins(GoToolchain toolchain)
    {
        Plugin("alpha", "alpha", "source", []);
        Plugin("alpha-stripped", "alpha", "source", ["-ldflags=-s -w"]);
        Plugin("alpha-trimpath", "alpha", "source", ["-trimpath"]);
        Plugin("alpha-extra", "alpha", "source", ["-tags", "extra"]);
        Plugin("alpha-set", "alpha", "source", ["-ldflags=-X main.Version=9.9 -X main.Empty=full"]);
        Plugin("alpha-changed", "alpha", "changed", []);
        Plugin("alpha-body", "alpha", "body", []);
        Plugin("alpha-inlined", "alpha", "inlined", []);
        Plugin("alpha-path", "alpha", "source", ["-ldflags=-pluginpath=my/custom.path-1"]);
        Plugin("alpha-v3", "alpha", "source", [], ("GOAMD64", "v3"));
        Plugin("alpha-elsewhere", "alpha", "elsewhere", []);
        Plugin("beta", "beta", "source", []);
        Plugin("beta-changed", "beta", "changed", []);
        Plugin("single", "single/single.go", "source", []);

        void Plugin(string name, string package, string change, string[] options, params (string, string)[] settings)
        {
            string path = PathOf($"{name}-{toolchain.Version}.so");
            WithChange(
                change switch
                {
                    "changed" => ("\tLevel int", "\tLevel int\n\tExtra bool"),
                    "body" => ("return \"large-1\"", "return \"large-2\""),
                    "inlined" => ("return \"small-1\"", "return \"small-2\""),
                    _ => null,
                },
                () => toolchain.Build(PathOf(change is "elsewhere" ? change : "source"), path, $"./{package}", ["-buildmode=plugin", .. options], settings));
            Plugins.Add((toolchain, path));
        }
    }

    private void Copy(string name)
    {
        string source = Path.Combine(Repository.Root, "tests", "fixtures", "go");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(PathOf(name), Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    // In place: where the sources lie is part of what a package shows to others.
    private void WithChange((string From, string To)? change, Action build)
    {
        string file = Path.Combine(PathOf("source"), "contract", "contract.go");
        string text = File.ReadAllText(file);
        if (change is { } edit)
        {
            Assert.Contains(edit.From, text, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(edit.From, edit.To, StringComparison.Ordinal));
        }

        build();
        File.WriteAllText(file, text);
    }
}
