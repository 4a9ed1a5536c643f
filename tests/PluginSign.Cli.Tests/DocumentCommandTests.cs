using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using PluginSign.Tests.Examples;

namespace PluginSign.Cli.Tests;

/// <summary>Every command line in the documents is one that the command takes, and every option that they name exists.</summary>
public sealed partial class DocumentCommandTests
{
    private static readonly RootCommand Tree = CommandLine.Tree(new Surroundings { Output = TextWriter.Null, Error = TextWriter.Null, Clock = TimeProvider.System, Variable = static _ => null });

    // An option of a program that is not ours, and what a stranger's file is called in an example.
    private static readonly string[] NotOurs = ["--plugin"];

    public static TheoryData<string> Paths => [.. Document.All.Select(static d => d.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_command_line_is_one_that_the_command_takes(string path)
    {
        string[] faults = [.. Lines(Document.Of(path)).Where(static l => Fault(l) is not null).Select(static l => $"{l}: {Fault(l)}")];
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_option_that_is_named_exists(string path)
    {
        HashSet<string> options = [.. All(Tree).SelectMany(static c => c.Options).SelectMany(static o => o.Aliases.Append(o.Name)), .. NotOurs];
        string[] named = [.. Document.Of(path).Spans.Where(static s => s.StartsWith("--", StringComparison.Ordinal)).SelectMany(static s => Option().Matches(s)).Select(static m => m.Value)];
        string[] unknown = [.. named.Where(o => !options.Contains(o))];
        Assert.Empty(unknown);
    }

    [Fact]
    public void The_documents_have_command_lines() => Assert.True(Document.All.SelectMany(Lines).Count() > 50, "the test looks at nothing");

    [Theory]
    [InlineData("pluginsign verify greeter.so --ca host-ca.pem", true)]
    [InlineData("pluginsign verify greeter.so --ca", false)]
    [InlineData("pluginsign verify greeter.so --certificate-authority host-ca.pem", false)]
    [InlineData("pluginsign approve greeter.so", false)]
    public void A_line_that_the_command_does_not_take_is_seen(string line, bool isTaken) => Assert.Equal(isTaken, Fault(line) is null);

    // In fences, behind a prompt or at the start of a line or a condition; and between backticks.
    private static IEnumerable<string> Lines(Document document)
        => document.Blocks.SelectMany(static b => Line().Matches(b.Code).Select(static m => m.Groups["line"].Value))
            .Concat(document.Spans.Where(static s => s.StartsWith("pluginsign ", StringComparison.Ordinal)));

    private static string? Fault(string line)
    {
        string[] words = [.. Word().Matches(line).Select(static m => m.Value).TakeWhile(static w => w is not (">" or "#")).Skip(1).Select(static w => w.Replace("'", string.Empty, StringComparison.Ordinal))];
        ParseResult parsed = Tree.Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.CommandResult.Command.Subcommands.Count > 0 && words is not ["--help" or "--version", ..])
        {
            return "no command";
        }

        // Of an unknown option the parser makes a file.
        return parsed.Errors.Select(static e => e.Message)
            .Concat(parsed.UnmatchedTokens)
            .Concat(parsed.Tokens.Where(static t => t.Type == TokenType.Argument && t.Value is ['-', _, ..]).Select(static t => t.Value))
            .FirstOrDefault();
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("^(\\$ |if |)(?<line>pluginsign [^\n;]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"([^\s']|'[^']*')+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z0-9-]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();
}
