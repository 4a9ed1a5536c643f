using System.CommandLine;
using System.CommandLine.Parsing;

namespace PluginSign.Cli;

/// <summary>Turns the parser's errors into our own sentences: the option, what it takes, one example.</summary>
internal static class ParseMistakes
{
    public static void ThrowIfAny(ParseResult parsed)
    {
        // Of `verify plugin.so --typo` the parser would make a second file: an unknown option must not pass as one.
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                break;
            }

            if (token.Type == TokenType.Argument && token.Value is ['-', _, ..])
            {
                throw Unknown(parsed, token.Value);
            }
        }

        // `--ca "$CA"` with a variable that is not set: it names nothing, and must not come to be read as one of the things that need no name.
        if (parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(static o => o.Tokens.Any(static t => t.Value.Length == 0)) is { } empty)
        {
            throw new UsageException($"{empty.Option.Name} takes {Takes(empty.Option)}", string.Empty);
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            throw parsed.CommandResult.Command.Subcommands.Count > 0
                ? new UsageException($"there is no such command; it takes one of: {Names(parsed.CommandResult.Command.Subcommands)}", parsed.UnmatchedTokens[0])
                : Unknown(parsed, parsed.UnmatchedTokens[0]);
        }

        foreach (ParseError error in parsed.Errors)
        {
            throw error.SymbolResult is OptionResult { Option: Option option } result
                ? new UsageException(
                    result.IdentifierTokenCount > 1 ? $"{option.Name} is given more than once; it takes one {Takes(option)}" : $"{option.Name} takes {Takes(option)}",
                    result.Tokens.Count > 0 ? result.Tokens[^1].Value : "nothing")
                : new UsageException(error.Message);
        }
    }

    public static string Takes(Option option) => option.HelpName ?? "no value";

    private static UsageException Unknown(ParseResult parsed, string token)
        => new($"there is no option of this name; it takes: {Names(parsed.CommandResult.Command.Options)}", token);

    private static string Names(IEnumerable<Symbol> symbols) => string.Join(", ", symbols.Where(static s => !s.Hidden).Select(static s => s.Name));
}
