using Spectre.Console;

namespace PluginSign.Cli.Terminal;

/// <summary>Words in colour, for a terminal. The only place besides <see cref="ProgressBar"/> that touches Spectre.Console: loading it costs start-up time.</summary>
internal sealed class ColourInk : Ink
{
    private readonly IAnsiConsole _console;

    public ColourInk(TextWriter writer)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        _console.Profile.Width = int.MaxValue / 2; // the terminal breaks long lines; a broken fingerprint cannot be copied
    }

    public override void EndLine() => _console.Write(new ControlCode("\n"));

    protected override void Put(string text, Tone tone)
    {
        Style style = tone switch
        {
            Tone.Good => new Style(Color.Green, decoration: Decoration.Bold),
            Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
            Tone.Unsure => new Style(Color.Yellow, decoration: Decoration.Bold),
            Tone.Faint => new Style(decoration: Decoration.Dim),
            Tone.Plain => Style.Plain,
        };
        _console.Write(text, style);
    }
}
