namespace PluginSign.Cli.Terminal;

/// <summary>One word of a command line that can be copied into a shell.</summary>
internal static class ShellWord
{
    public static string Of(string word)
        => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ',' or ':' or '=' or '@')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
