using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using PluginSign.Cli.Commands.Verify;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli;

/// <summary>Words of the command line that somebody else may have chosen: files in a directory decide what a shell's <c>*</c> means.</summary>
internal static class GivenWords
{
    /// <summary>Refuses a word that is an option and the name of a file as well: nobody can say which was meant, and a stranger's file called <c>--help</c> or <c>--ca=evil.pem</c> must not decide.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void ThrowIfFile(string[] arguments)
    {
        foreach (string word in arguments.TakeWhile(static a => a is not "--"))
        {
            if (word is ['-', _, ..] && Path.Exists(word))
            {
                throw new UsageException(
                    "this word is the name of a file here, so nobody can tell whether it is meant as an option: write ./ before a file's name (./* for all files), or run the command in another directory",
                    word,
                    $"pluginsign verify ./{word} --ca host-ca.pem");
            }
        }
    }

    /// <summary>Help and version are asked for by themselves: beside a file they would end with 0, and nothing would have been verified.</summary>
    /// <exception cref="UsageException">Something stands beside them.</exception>
    public static void ThrowIfBeside(ParseResult parsed)
    {
        if (parsed.Action is not (HelpWithExample or VersionLine))
        {
            return;
        }

        string[] words = [.. parsed.Tokens.Where(static t => t.Type != TokenType.Command).Select(static t => t.Value)];
        if (words.Length > 1)
        {
            string option = words.FirstOrDefault(static w => w is "--help" or "-h" or "-?" or "--version") ?? words[0];
            throw new UsageException($"{option} is asked for by itself: write ./{option} for a file of that name", string.Join(' ', words));
        }
    }

    /// <summary>Whether a shell asks for completions: the directive and the line that is being typed, as one word. Everything else with a directive is a mistake.</summary>
    /// <exception cref="UsageException">More words stand there, so a command was meant.</exception>
    public static bool AskForCompletions(RootCommand root, ParseResult parsed, string[] arguments)
    {
        if (!root.Directives.OfType<SuggestDirective>().Any(d => parsed.GetResult(d) is not null))
        {
            return arguments is [['[', .., ']'], ..] ? throw Directive(arguments[0]) : false;
        }

        return arguments.Length <= 2 ? true : throw Directive(arguments[0]);
    }

    /// <summary>Refuses a name that did not come through unchanged, wherever it stands. The plugins of <c>verify</c> are refused one by one, in the report.</summary>
    /// <exception cref="UnavailableException">There is one.</exception>
    public static void ThrowIfNotText(ParseResult parsed)
    {
        foreach (SymbolResult part in parsed.CommandResult.Children)
        {
            bool isReported = part is ArgumentResult && parsed.CommandResult.Command is VerifyCommand;
            foreach (Token token in part.Tokens.Where(t => !isReported || t.Value.Contains(ProcessNames.Unknown, StringComparison.Ordinal)))
            {
                ProcessNames.ThrowIfNotText(token.Value);
            }
        }
    }

    private static UsageException Directive(string word)
        => new("a command takes no directive before it: write ./ before the name of a file", word);
}
