using System.Text;

namespace PluginSign.Cli;

/// <summary>Everything ambient that the command may touch, handed in: tests hand in their own.</summary>
internal sealed record Surroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

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
    public static Surroundings OfThisProcess() => new()
    {
        Output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
        Clock = TimeProvider.System,
        Variable = Environment.GetEnvironmentVariable,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        AskPassword = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Options.PasswordPrompt.Ask,
    };
}
