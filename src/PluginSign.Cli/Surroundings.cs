using System.Text;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli;

/// <summary>Everything ambient that the command may touch, handed in: tests hand in their own.</summary>
internal sealed record Surroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether the current directory's name is text: else no relative name would be what it says.</summary>
    public bool IsCurrentDirectoryText { get; init; } = true;

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Asks for a password without echo; null where there is no terminal to ask on.</summary>
    public Func<string, string?>? AskPassword { get; init; }

    /// <summary>Colour is for terminals, and NO_COLOR (any value but the empty one) forbids it.</summary>
    public bool ColourOnOutput => OutputIsTerminal && ColourAllowed;

    /// <inheritdoc cref="ColourOnOutput"/>
    public bool ColourOnError => ErrorIsTerminal && ColourAllowed;

    private bool ColourAllowed => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") is not "dumb";

    /// <summary>This process' own. The writers are plain streams: <see cref="Console.Out"/> costs start-up time.</summary>
    public static Surroundings OfThisProcess()
    {
        Stream output = StandardStream.Open(1);
        Stream error = StandardStream.Open(2);
        StandardStream.Plug();
        return new Surroundings
        {
            Output = new StreamWriter(output, new UTF8Encoding(false)),
            Error = new StreamWriter(error, new UTF8Encoding(false)) { AutoFlush = true },
            Clock = TimeProvider.System,
            Variable = ProcessNames.Variable,
            IsCurrentDirectoryText = ProcessNames.IsCurrentDirectoryText(),
            OutputIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            AskPassword = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Terminal.PasswordPrompt.Ask,
        };
    }
}
