using System.Text.RegularExpressions;
using PluginSign.Tests.Binaries;

namespace PluginSign.Tests.Examples;

/// <summary>What the documents show is true: C# samples are compiled code to the letter, C is accepted by a compiler, shell by a shell, and paths exist.</summary>
public sealed partial class DocumentTests
{
    // What a fence may say; everything else would be a sample that no test holds. Console output has no name.
    private static readonly string[] Languages = ["", "csharp", "c", "sh"];

    // Where samples are compiled, and run by the tests of these folders.
    private static readonly string[] Folders = ["tests/PluginSign.Tests/Examples", "tests/PluginSign.SampleHost"];

    // Parts of names.
    private static readonly string[] NoTypes = ["Allow", "Unsafe"];

    public static TheoryData<string> Paths => [.. Document.All.Select(static d => d.Path)];

    [Fact]
    public void The_README_is_read_in_five_minutes() => Assert.InRange(Document.Of("README.md").Text.Split('\n').Length, 50, 199);

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_csharp_sample_is_a_compiled_one(string path)
    {
        HashSet<string> compiled = [.. Samples().Select(static s => s.Code)];
        string[] others = [.. Document.Of(path).Blocks.Where(static b => b.Language is "csharp").Select(static b => b.Code.Trim()).Where(c => !compiled.Contains(c))];
        Assert.Empty(others);
    }

    [Fact]
    public void Every_compiled_sample_is_shown()
    {
        HashSet<string> shown = [.. Document.All.SelectMany(static d => d.Blocks).Select(static b => b.Code.Trim())];
        (string Name, string Code)[] samples = [.. Samples()];
        Assert.True(samples.Length >= 6, "samples are marked `// sample: NAME` and `// sample: end`");
        string[] hidden = [.. samples.Where(s => !shown.Contains(s.Code)).Select(static s => s.Name)];
        Assert.Empty(hidden);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void No_sample_is_in_a_language_that_no_test_holds(string path)
    {
        Assert.All(Document.Of(path).Blocks, static b => Assert.Contains(b.Language, Languages, StringComparer.Ordinal));
        Assert.DoesNotContain("```", Document.Of(path).Prose, StringComparison.Ordinal); // a fence that is indented or never closed
    }

    [Fact]
    public void Every_C_sample_compiles()
    {
        string[] samples = Samples("c");
        Assert.NotEmpty(samples);
        Assert.All(samples, static s => Tool.RunOrSkip("gcc", ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-x", "c", "-"], input: s));
    }

    [Fact]
    public void Every_shell_sample_is_one_that_a_shell_reads()
    {
        string[] samples = Samples("sh");
        Assert.NotEmpty(samples);
        Assert.All(samples, static s => Tool.RunOrSkip("/bin/sh", ["-n"], input: s));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_path_of_the_tree_that_is_named_exists(string path)
    {
        string[] named = [.. TreePath().Matches(Document.Of(path).Text).Select(static m => m.Value.TrimEnd('.', '/')).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. named.Where(static p => !Path.Exists(Path.Combine(Repository.Root, p)))];
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_type_that_leads_a_contributor_exists(string path)
    {
        // A type has a file of its name; a room is a folder.
        string[] places = [.. ((string[])["src", "tests"]).SelectMany(static f => Directory.EnumerateFileSystemEntries(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
            .Select(static f => f.Replace('\\', '/'))
            .Where(static f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))];
        string[] named = [.. Document.Of(path).Spans.Where(static s => TypeName().IsMatch(s)).Select(static s => s.Replace("<T>", string.Empty, StringComparison.Ordinal)).Except(NoTypes, StringComparer.Ordinal)];
        Assert.True(named.Length > 5, "the test looks at nothing");
        Assert.All(named, n =>
        {
            string[] parts = n.Split('.');
            string? place = places.FirstOrDefault(p => string.Equals(Path.GetFileName(p), parts[0] + ".cs", StringComparison.Ordinal))
                ?? places.FirstOrDefault(p => string.Equals(Path.GetFileName(p), parts[0], StringComparison.Ordinal));
            Assert.True(place is not null, $"{parts[0]} has no file and is no folder");
            Assert.True(parts.Length == 1 || File.ReadAllText(place).Contains($" {parts[1]}", StringComparison.Ordinal), $"{n}: there is no such member");
        });
    }

    private static string[] Samples(string language) => [.. Document.All.SelectMany(static d => d.Blocks).Where(b => string.Equals(b.Language, language, StringComparison.Ordinal)).Select(static b => b.Code)];

    private static IEnumerable<(string Name, string Code)> Samples()
        => Folders.SelectMany(static f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.cs"))
            .SelectMany(static f => Sample().Matches(File.ReadAllText(f).ReplaceLineEndings("\n")))
            .Select(static m => (m.Groups["name"].Value, Outdent(m.Groups["code"].Value).Trim()));

    // A member of a class is shown without the class's indentation.
    private static string Outdent(string code)
    {
        string[] lines = [.. code.Split('\n').Select(static l => l.TrimEnd())];
        return lines.All(static l => l.Length == 0 || l.StartsWith("    ", StringComparison.Ordinal))
            ? string.Join('\n', lines.Select(static l => l.Length == 0 ? l : l[4..]))
            : string.Join('\n', lines);
    }

    [GeneratedRegex("^ *// sample: (?<name>(?!end$)[^\n]+)\n(?<code>.*?)^ *// sample: end$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();

    // A type or a room; more of it may follow, as in TrustPolicy.Decide or Answer<T>.
    [GeneratedRegex("^[A-Z][a-z0-9]+([A-Z][A-Za-z0-9]*)?(\\.[A-Z][A-Za-z]+|<T>)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();

    // Not below another folder, and not in an address.
    [GeneratedRegex(@"(?<![\w./-])(src|tests|scripts|docs|certs-dev)/[\w./-]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TreePath();
}
