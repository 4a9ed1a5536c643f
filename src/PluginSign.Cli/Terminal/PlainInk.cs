namespace PluginSign.Cli.Terminal;

/// <summary>Words alone: for pipes, files and <c>NO_COLOR</c>.</summary>
internal sealed class PlainInk(TextWriter writer) : Ink
{
    public override void EndLine() => writer.Write('\n');

    protected override void Put(string text, Tone tone) => writer.Write(text);
}
