namespace PluginSign.Tests.Examples;

/// <summary>The README's samples are compiled code, to the letter.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("tests/PluginSign.Tests/Examples/VerifyBeforeLoading.cs", "library sample")]
    [InlineData("tests/PluginSign.Tests/Examples/OpenBelowRoot.cs", "root sample")]
    [InlineData("tests/PluginSign.Tests/Examples/WhatThePluginMustBe.cs", "requirements sample")]
    [InlineData("tests/PluginSign.Tests/Examples/KmsSigningKey.cs", "cloud key sample")]
    [InlineData("tests/PluginSign.SampleHost/Host.cs", "host sample")]
    [InlineData("tests/PluginSign.Tests/Examples/JudgeAgain.cs", "evidence sample")]
    public void Every_sample_is_the_compiled_one(string file, string sample)
    {
        string source = Text(file);
        int begin = source.IndexOf("// README: " + sample, StringComparison.Ordinal);
        int end = source.IndexOf("// README: end", StringComparison.Ordinal);
        Assert.True(begin > 0 && end > begin, "the sample is not marked");
        string[] lines = [.. source[begin..end].Split('\n').Skip(1).Select(static l => l.TrimEnd())];
        if (lines.All(static l => l.Length == 0 || l.StartsWith("    ", StringComparison.Ordinal)))
        {
            lines = [.. lines.Select(static l => l.Length == 0 ? l : l[4..])]; // a member of a class
        }

        Assert.Contains(string.Join('\n', lines).Trim(), Text("README.md"), StringComparison.Ordinal);
    }

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
}
