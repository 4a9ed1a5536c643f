using System.CommandLine;
using PluginSign.Cli.Commands;
using PluginSign.Findings;

namespace PluginSign.Cli.Terminal;

/// <summary>What goes to stderr: mistakes and mishaps, never results.</summary>
internal static class Diagnostics
{
    public static void Usage(Surroundings surroundings, Command command, UsageException mistake)
    {
        Ink ink = Ink.OnError(surroundings);
        ink.Write(NameOf(command)).Write(": ").Line(mistake.Message);
        if (mistake.Found is not null)
        {
            Detail(ink, "found", mistake.Found.Length == 0 ? "an empty value" : mistake.Found);
        }

        string own = (command as DocumentedCommand)?.Example ?? "pluginsign --help";
        Detail(ink, "example", mistake.Example ?? (mistake.With is null ? own : $"{own} {mistake.With}"));
    }

    public static void Unavailable(Surroundings surroundings, UnavailableException mishap)
    {
        Ink ink = Ink.OnError(surroundings);
        bool isRefused = mishap.Verdict == Verdict.Refused;
        ink.Write(isRefused ? "refused" : "could not be evaluated", isRefused ? Tone.Bad : Tone.Unsure).Write("  ").Line(mishap.Path);
        ink.Write("  ").Line(isRefused ? $"{mishap.Message}   {mishap.Code.Id()}" : mishap.Message);
        Detail(ink, "found", mishap.Reason);
    }

    /// <summary>The system refused what the command needs: a stream that takes no result, no descriptor, no library.</summary>
    public static void Environment(Surroundings surroundings, string message, Exception e)
    {
        Ink ink = Ink.OnError(surroundings);
        ink.Line("could not be evaluated", Tone.Unsure);
        ink.Write("  ").Line(message);
        Detail(ink, "found", e.InnerException?.Message ?? e.Message);
    }

    /// <summary>One line without a stack trace: the type and the message say where to look, and the exit code is not 0.</summary>
    public static void InternalError(Surroundings surroundings, Exception e)
        => Ink.OnError(surroundings).Line($"internal error: {e.GetType().Name}: {e.Message}", Tone.Bad);

    private static void Detail(Ink ink, string label, string text) => ink.Write("  ").Write(label.PadRight(9), Tone.Faint).Line(text);

    private static string NameOf(Command command)
    {
        string name = command is RootCommand ? "pluginsign" : command.Name;
        for (Command? parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
        {
            name = $"{(parent is RootCommand ? "pluginsign" : parent.Name)} {name}";
        }

        return name;
    }
}
