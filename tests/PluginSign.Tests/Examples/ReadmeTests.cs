namespace PluginSign.Tests.Examples;

/// <summary>The README's samples are this folder's code, to the letter.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("tests/PluginSign.Tests/Examples/VerifyBeforeLoading.cs", "library sample", "README.md")]
    [InlineData("tests/PluginSign.SampleHost/Host.cs", "host sample", "docs-notes/load.md")]
    public void The_samples_are_the_compiled_ones(string sourceFile, string sample, string document)
    {
        string source = Text(sourceFile);
        int begin = source.IndexOf($"// README: {sample}", StringComparison.Ordinal);
        int end = source.IndexOf("    // README: end", StringComparison.Ordinal);
        IEnumerable<string> lines = source[begin..end].Split('\n').Skip(1).Select(static l => l.StartsWith("    ", StringComparison.Ordinal) ? l[4..] : l);
        Assert.Contains(string.Join('\n', lines).Trim(), Text(document), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_host_takes_fewer_than_fifteen_lines()
    {
        string[] lines = Text("tests/PluginSign.SampleHost/Host.cs").Split('\n');
        int begin = Array.FindIndex(lines, static l => l.Contains("// README: host sample", StringComparison.Ordinal));
        int end = Array.FindIndex(lines, static l => l.Contains("// README: end", StringComparison.Ordinal));
        Assert.InRange(lines[(begin + 1)..end].Count(static l => l.Trim().Length > 0), 5, 14);
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
}
