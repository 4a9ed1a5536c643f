namespace PluginSign.Cli.Terminal;

/// <summary>What a piece of text means. Colour carries nothing that the words don't.</summary>
internal enum Tone
{
    Plain = 0,
    Good = 1,
    Bad = 2,
    Unsure = 3,
    Faint = 4,
}
