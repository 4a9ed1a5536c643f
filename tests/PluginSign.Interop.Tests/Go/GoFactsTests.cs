using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests.Go;

/// <summary>What is read from Go binaries against what Go says of them.</summary>
[Collection(GoWorldGroup.Name)]
[Trait("needs", "go")]
public sealed class GoFactsTests(GoWorld world)
{
    private const string Contract = "example.test/room/contract.";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["New"] = $"func() {Contract}Speaker",
        ["Version"] = "string",
        ["Label"] = "MAIN.Text",
        ["Empty"] = "string",
        ["Count"] = "int",
        ["Settings"] = $"{Contract}Options",
        ["Table"] = "map[string][]uint8",
        ["Grid"] = "[3][4]float64",
        ["Events"] = $"<-chan *{Contract}Options",
        ["Orders"] = "chan<- error",
        ["Handle"] = "MAIN.Handler",
        ["Anything"] = "interface {}",
        ["Shape"] = $"struct {{ A int; B *{Contract}Options; {Contract}Speaker }}",
        ["Asker"] = "interface { Ask(string, ...int) (string, error) }",
        ["Two"] = $"{Contract}Pair[string,int]",
        ["Validate"] = "func(string) (bool, error)",
        ["Process"] = $"func(*{Contract}Options, ...int) int",
        ["Nothing"] = "func()",
        ["Deep"] = "func(func(map[string]func() error) [2]chan bool, MAIN.Text) MAIN.Handler",
    };

    [Fact]
    public void Exported_symbols_with_kind_type_and_value()
    {
        _ = world.OrSkip();
        foreach ((GoToolchain toolchain, string path) in world.Plugins.Where(static p => Path.GetFileName(p.Path).StartsWith("alpha", StringComparison.Ordinal)))
        {
            string name = Path.GetFileName(path);
            BinaryFacts facts = GoWorld.Facts(path);
            GoFacts go = facts.Go!;
            Assert.Equal((BinaryKind.GoPlugin, toolchain.PluginsSayTheirRelease ? toolchain.Version : null, toolchain.Minor), (facts.Kind, go.Version, go.Release.Minor));
            Assert.Equal(name.StartsWith("alpha-path", StringComparison.Ordinal) ? "my/custom%2epath-1" : "example.test/room/alpha", go.PluginPath);
            string main = name.StartsWith("alpha-path", StringComparison.Ordinal) ? go.Exports.Single(static e => e.Name is "Label").Type[..^5] : "example.test/room/alpha";
            Dictionary<string, string> types = go.Exports.Where(static e => e.Name is not "Extra").ToDictionary(static e => e.Name, static e => e.Type, StringComparer.Ordinal);
            Assert.Equal(
                Types.Select(t => $"{t.Key} {t.Value.Replace("MAIN", main, StringComparison.Ordinal)}").Order(StringComparer.Ordinal),
                types.Select(static t => $"{t.Key} {t.Value}").Order(StringComparer.Ordinal),
                StringComparer.Ordinal);
            Assert.Equal(name.StartsWith("alpha-extra", StringComparison.Ordinal), go.Exports.Any(static e => e.Name is "Extra"));
            Assert.All(go.Exports, static e => Assert.Equal(e.Type.StartsWith("func", StringComparison.Ordinal) && e.Name is not "New", e.Kind == GoExportKind.Function));
            if (!name.StartsWith("alpha-path", StringComparison.Ordinal))
            {
                bool isSet = name.StartsWith("alpha-set", StringComparison.Ordinal);
                Assert.Equal((isSet ? "9.9" : "1.2.3", isSet ? "full" : string.Empty, "label"), (Value(go, "Version"), Value(go, "Empty"), Value(go, "Label")));
                Assert.All(go.Exports, static e => Assert.True(e.IsFound, e.Name));
            }
        }
    }

    [Fact]
    public void Types_are_what_reflection_prints()
    {
        _ = world.OrSkip();
        foreach (GoToolchain toolchain in GoToolchain.AllOrSkip())
        {
            string plugin = world.PathOf($"alpha-{toolchain.Version}.so");
            string output = Tool.RunOrSkip(
                world.PathOf($"host-{toolchain.Version}"),
                [plugin],
                environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["LOOK_UP"] = string.Join(' ', Types.Keys) + " hidden Text Speak" });
            string[] symbols = [.. output.Split('\n').Where(static l => l.StartsWith("symbol\t", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
            string[] ours = [.. GoWorld.Facts(plugin).Go!.Exports
                .Select(static e => $"symbol\t{e.Name}\t{(e.Kind == GoExportKind.Variable ? "*" : string.Empty)}{e.Type}"
                    .Replace("example.test/room/contract.", "contract.", StringComparison.Ordinal)
                    .Replace("example.test/room/alpha.", "main.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
            // reflect names an embedded field as well.
            Assert.Equal(symbols.Select(static s => s.Replace("; Speaker contract", "; contract", StringComparison.Ordinal)), ours, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Build_information_is_what_go_says()
    {
        _ = world.OrSkip();
        foreach ((GoToolchain toolchain, string path) in world.Hosts.Concat(world.Plugins))
        {
            (int code, string output, _) = Tool.TryRun(toolchain.Program, ["version", "-m", path]) ?? default;
            GoFacts go = GoWorld.Facts(path).Go!;
            if (code != 0 || !output.Contains("\tpath\t", StringComparison.Ordinal))
            {
                Assert.True(!toolchain.PluginsSayTheirRelease && go.Settings.IsEmpty, path);
                continue;
            }

            string[] lines = output.Split('\n');
            Assert.EndsWith(": " + go.Version, lines[0], StringComparison.Ordinal);
            Assert.Equal(
                lines.Where(static l => l.StartsWith("\tbuild\t", StringComparison.Ordinal)).Select(static l => l["\tbuild\t".Length..].Replace("\"", string.Empty, StringComparison.Ordinal)),
                go.Settings.Select(static s => $"{s.Key}={s.Value}"),
                StringComparer.Ordinal);
            Assert.Contains($"\tpath\t{go.MainPackage}", lines, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Files_that_are_no_plugins()
    {
        _ = world.OrSkip();
        Assert.Null(GoWorld.Facts(world.PathOf("native.so")).Go);
        Assert.Equal(FindingCode.BinaryFormatUnknown, Assert.Single(GoWorld.Read(world.PathOf("text.so")).Findings).Code);
        foreach ((_, string path) in world.Hosts)
        {
            BinaryFacts facts = GoWorld.Facts(path);
            Assert.Equal(BinaryKind.GoExecutable, facts.Kind);
            Assert.True(facts.Go!.Packages.Length > 30, path);
            Assert.Null(facts.Go.PluginPath);
        }
    }

    // A host says its release in every version of Go; a plugin from 1.20 on.
    [Fact]
    public void An_unknown_release_is_unsupported()
    {
        _ = world.OrSkip();
        foreach (GoToolchain toolchain in GoToolchain.AllOrSkip())
        {
            string[] names = toolchain.PluginsSayTheirRelease ? [$"host-{toolchain.Version}", $"alpha-{toolchain.Version}.so"] : [$"host-{toolchain.Version}"];
            foreach (string name in names)
            {
                byte[] bytes = File.ReadAllBytes(world.PathOf(name));
                Assert.True(GoReader.Read(bytes).Passed, name);
                Rename(bytes, toolchain.Version, "go1.99" + toolchain.Version[6..]);
                Assert.Equal((name, FindingCode.BinaryUnsupported), (name, GoReader.Read(bytes).Findings[^1].Code));
            }
        }
    }

    private static void Rename(byte[] bytes, string from, string to)
    {
        byte[] old = System.Text.Encoding.ASCII.GetBytes(from);
        for (int at; (at = bytes.AsSpan().IndexOf(old)) >= 0;)
        {
            System.Text.Encoding.ASCII.GetBytes(to).CopyTo(bytes, at);
        }
    }

    private static string? Value(GoFacts go, string name) => go.Exports.Single(e => string.Equals(e.Name, name, StringComparison.Ordinal)).Value;
}
