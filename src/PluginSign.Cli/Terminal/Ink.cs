namespace PluginSign.Cli.Terminal;

/// <summary>Writes text for a person. Whatever is written is made printable first, so a line ends only where <see cref="EndLine"/> says.</summary>
internal abstract class Ink
{
    public static Ink OnOutput(Surroundings surroundings)
        => surroundings.ColourOnOutput ? new ColourInk(surroundings.Output) : new PlainInk(surroundings.Output);

    public static Ink OnError(Surroundings surroundings)
        => surroundings.ColourOnError ? new ColourInk(surroundings.Error) : new PlainInk(surroundings.Error);

    public Ink Write(string text, Tone tone = Tone.Plain)
    {
        Put(Printable.Of(text), tone);
        return this;
    }

    public void Line(string text, Tone tone = Tone.Plain) => Write(text, tone).EndLine();

    public abstract void EndLine();

    protected abstract void Put(string text, Tone tone);
}

/// <summary>Words alone: for pipes, files and <c>NO_COLOR</c>.</summary>
internal sealed class PlainInk(TextWriter writer) : Ink
{
    public override void EndLine() => writer.Write('\n');

    protected override void Put(string text, Tone tone) => writer.Write(text);
}

/// <summary>What a piece of text means. Colour carries nothing that the words don't.</summary>
internal enum Tone
{
    Plain = 0,
    Good = 1,
    Bad = 2,
    Unsure = 3,
    Faint = 4,
}
