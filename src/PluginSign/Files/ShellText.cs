namespace PluginSign.Files;

/// <summary>A path in a command that a hint offers, so that it can be copied into a shell.</summary>
internal static class ShellText
{
    public static string Of(string word)
        => word.Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ',' or '=' or '@')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
