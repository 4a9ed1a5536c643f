using System.Text;

namespace PluginSign.Cli.Storage;

/// <summary>A list in a file, one entry a line; <c>#</c> begins a comment. A list without an entry was meant to hold one, so it is a mistake.</summary>
internal static class ListFile
{
    /// <summary>The entries. A line ends as anybody's editor ends it: LF, CR LF, CR alone, or one of Unicode's line ends.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="UnavailableException">The file cannot be read.</exception>
    public static IReadOnlyList<string> Entries(string option, string path, string noun, int cap)
    {
        string text = Encoding.UTF8.GetString(InputFile.Read(option, path, cap)).TrimStart('\uFEFF').Replace('\v', '\n').ReplaceLineEndings("\n");
        string[] entries = [.. text.Split('\n').Select(static line => line.Split('#', 2)[0].Trim()).Where(static entry => entry.Length > 0)];
        return entries.Length > 0
            ? entries
            : throw new UsageException($"{option} takes a FILE with one {noun} a line at least: a list without any does nothing", $"{path}: no {noun}");
    }
}
