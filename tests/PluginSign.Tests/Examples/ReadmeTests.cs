namespace PluginSign.Tests.Examples;

/// <summary>The README's samples are this folder's code, to the letter.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_library_sample_is_the_compiled_one()
    {
        string source = Text("tests/PluginSign.Tests/Examples/VerifyBeforeLoading.cs");
        int begin = source.IndexOf("// README: library sample", StringComparison.Ordinal);
        int end = source.IndexOf("    // README: end", StringComparison.Ordinal);
        IEnumerable<string> lines = source[begin..end].Split('\n').Skip(1).Select(static l => l.StartsWith("    ", StringComparison.Ordinal) ? l[4..] : l);
        Assert.Contains(string.Join('\n', lines).Trim(), Text("README.md"), StringComparison.Ordinal);
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
}
