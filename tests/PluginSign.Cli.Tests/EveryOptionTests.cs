using System.CommandLine;
using System.CommandLine.Help;

namespace PluginSign.Cli.Tests;

/// <summary>What holds for every option of every command, found by walking the tree: an option that is added tomorrow is tried, too.</summary>
public sealed class EveryOptionTests
{
    public static TheoryData<string, string> ValueOptions { get; } = [.. Options(static o => o.HelpName is not null)];

    public static TheoryData<string> Commands { get; } = [.. Leaves(CommandLine.Tree(Nothing()), []).Select(static l => string.Join(' ', l.Words))];

    [Theory]
    [MemberData(nameof(ValueOptions))]
    public void An_empty_value_is_a_mistake_that_names_the_option(string command, string option)
    {
        foreach (string[] words in (string[][])[[option, string.Empty], [option + "="], [option, "x", option, string.Empty]])
        {
            (int code, string output, string error) = SignedPlugin.Run([.. command.Split(' '), .. words]);
            Assert.True(code == 2, $"exit {code}\n{error}");
            Assert.Empty(output);
            Assert.StartsWith($"pluginsign {command}: {option} ", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(ValueOptions))]
    public void A_value_that_is_no_text_is_refused_before_anything_is_opened(string command, string option)
    {
        (int code, string output, string error) = SignedPlugin.Run([.. command.Split(' '), option, "name\udcff"]);
        Assert.True(code == 1, $"exit {code}\n{error}");
        Assert.Empty(output);
        Assert.StartsWith("refused  name\\xff\n", error, StringComparison.Ordinal);
        Assert.Contains("PS1011", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_beside_anything_is_no_help(string command)
    {
        foreach (string help in (string[])["--help", "-h", "-?"])
        {
            Assert.Equal(0, SignedPlugin.Run([.. command.Split(' '), help]).Code);
            foreach (string[] words in (string[][])[[help, "x.so"], ["x.so", help], ["x.so", "--output", "json", help], [help, "--quiet"], [help, help]])
            {
                (int code, string output, string error) = SignedPlugin.Run([.. command.Split(' '), .. words]);
                Assert.True(code == 2, $"exit {code} for {string.Join(' ', words)}\n{error}");
                Assert.Empty(output);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Neither_directives_nor_the_version_are_a_verdict(string command)
    {
        string[] words = [.. command.Split(' '), "x.so"];
        foreach (string[] line in (string[][])[["[suggest]", .. words], ["[suggest:3]", .. words], ["[suggest]", command], ["[diagram]", .. words], ["[env:A=b]", .. words], ["[anything]", .. words], ["--version", .. words], [.. words, "--version"], ["--help", .. words]])
        {
            (int code, _, string error) = SignedPlugin.Run(line);
            Assert.True(code == 2, $"exit {code} for {string.Join(' ', line)}\n{error}");
        }
    }

    [Fact]
    public void A_shell_gets_its_completions()
    {
        (int code, string output, _) = SignedPlugin.Run("[suggest:10]", "verify --c");
        Assert.Contains("--ca", output, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    private static IEnumerable<TheoryDataRow<string, string>> Options(Func<Option, bool> wanted)
        => Leaves(CommandLine.Tree(Nothing()), []).SelectMany(l => l.Command.Options.Where(o => o is not (HelpOption or VersionOption) && wanted(o)).Select(o => new TheoryDataRow<string, string>(string.Join(' ', l.Words), o.Name)));

    private static IEnumerable<(Command Command, string[] Words)> Leaves(Command command, string[] words)
        => command.Subcommands.Count == 0 ? [(command, words)] : command.Subcommands.SelectMany(c => Leaves(c, [.. words, c.Name]));

    private static Surroundings Nothing() => new() { Output = TextWriter.Null, Error = TextWriter.Null, Clock = TimeProvider.System, Variable = static _ => null };
}
