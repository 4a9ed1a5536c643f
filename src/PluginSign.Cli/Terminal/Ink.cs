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
