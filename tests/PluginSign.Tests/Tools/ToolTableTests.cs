using System.Text.RegularExpressions;
using PluginSign.Tests.Binaries;

namespace PluginSign.Tests.Tools;

/// <summary>A test depends on no program that a fresh machine would not have: what it starts has a row in <c>scripts/tools.tsv</c>.</summary>
public sealed partial class ToolTableTests
{
    // Benchmarks are no tests: their tools have rows too, but they start processes in their own way, to measure them.
    private static readonly string[] Starters = ["PluginSign.Tests/Binaries/Tool.cs", "PluginSign.Fuzz/FuzzSeeds.cs", "PluginSign.Fuzz/Command/CommandProcess.cs", "PluginSign.Tests/Tools/ToolTableTests.cs"];

    private static readonly string[] Kinds = ["install", "offered", "own", "base", "bench", "fresh"];

    [Fact]
    public void Every_row_says_everything()
    {
        Assert.True(ToolTable.Rows.Length > 20, "the table is empty");
        Assert.All(ToolTable.Rows, static r =>
        {
            Assert.Contains(r.From, Kinds, StringComparer.Ordinal);
            Assert.Matches("^[a-z0-9][a-z0-9.+-]+$", r.Package); // the form of a Debian package's name
            Assert.All((string[])[r.Command, r.AtLeast, r.For, r.NeededBy], static c => Assert.Equal(c.Trim(), c.Length == 0 ? "empty" : c));
        });
        Assert.Equal(ToolTable.Rows.Length, ToolTable.Rows.DistinctBy(static r => r.Command, StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Tests_start_programs_by_the_table_alone()
        => Assert.Empty(Sources().Where(static s => !s.Path.Contains("/PluginSign.Benchmarks/", StringComparison.Ordinal) && !Starters.Any(a => s.Path.EndsWith(a, StringComparison.Ordinal)) && Start().IsMatch(s.Text)).Select(static s => s.Path));

    [Theory]
    [InlineData("Process.Start(\"go\", arguments)", true)]
    [InlineData("ProcessStartInfo start = new(\"go\", [])", true)]
    [InlineData("ProcessStartInfo start = new(program)", true)]
    [InlineData("Process.Start(new ProcessStartInfo(program, arguments))", true)]
    [InlineData("new Process { StartInfo = x }", true)]
    [InlineData("ProcessStartInfo start = Tool.StartInfo(\"go\", []); Process.Start(start)", false)]
    [InlineData("Process.Start(Tool.StartInfo(program, arguments))!", false)]
    public void A_way_past_the_table_is_seen(string code, bool seen) => Assert.Equal(seen, Start().IsMatch(code));

    [Fact]
    public void Every_row_is_of_use()
    {
        string everything = string.Concat(Sources().Select(static s => s.Text))
            + string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "scripts"), "*.sh").Select(File.ReadAllText));
        Assert.All(ToolTable.Rows.Where(static r => !r.From.Equals("offered", StringComparison.Ordinal) && !r.Command.StartsWith("/usr/include/", StringComparison.Ordinal)), r => Assert.Contains(r.Command, everything, StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_no_row_is_not_started()
        => Assert.Contains("no row", Assert.Throws<InvalidOperationException>(static () => Tool.TryRun("a-tool-of-somebody", [])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_skip_names_the_tool_and_its_package()
        => Assert.Equal("the program `wat2wasm` is missing (Debian: wabt; scripts/tools.tsv)", ToolTable.Of("wat2wasm").Missing);

    private static IEnumerable<(string Path, string Text)> Sources()
        => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(static f => f.Replace('\\', '/'))
            .Where(static f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(static f => (f, File.ReadAllText(f)));

    // A start that names its program itself; a ready ProcessStartInfo comes from Tool.
    [GeneratedRegex(@"Process\.Start\(\s*(""|\$|new\b|[^()]*,)|ProcessStartInfo\??(\s+\w+\s*=\s*new\s*\(|\s*\()|new\s+Process\b(?!StartInfo)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();
}
