using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>A path string, taken apart once. Every odd name has the same answer on every system; containment is asked by component, never by prefix of a string.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="IsAbsolute">Whether it starts at <c>/</c>.</param>
/// <param name="Components">Its names; <c>//</c> and <c>.</c> leave none.</param>
internal sealed record UntrustedPath(string Text, bool IsAbsolute, ImmutableArray<string> Components)
{
    /// <summary>Takes the path of a plugin apart.</summary>
    public static Answer<UntrustedPath> Parse(string text)
    {
        Answer<UntrustedPath> path = Split(text);
        if (!path.TryGetValue(out UntrustedPath? parts))
        {
            return path;
        }

        if (text.EndsWith('/') || text.EndsWith("/.", StringComparison.Ordinal) || parts.Components.IsEmpty)
        {
            return Refused(PathFindings.NamesDirectory(text));
        }

        return parts.Components.Contains("..", StringComparer.Ordinal) ? Refused(PathFindings.Climbs(text)) : path;
    }

    /// <summary>Takes the path of a directory apart that the host's operator named: it may end in a slash and climb.</summary>
    public static Answer<UntrustedPath> ParseDirectory(string text) => Split(text);

    /// <summary>The current directory. The runtime tells it as text, so of a directory whose name is none it tells another one.</summary>
    public static Answer<UntrustedPath> Current()
    {
        try
        {
            return ParseDirectory(Directory.GetCurrentDirectory());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(FileFindings.InputOutput("the current directory", "it cannot be told: it was removed, or a directory above it cannot be read"));
        }
    }

    /// <summary>Whether the string stands for a text at all: one with half a surrogate pair does not, and would be changed on its way to the system.</summary>
    public static bool IsText(string text) => IsUnicode(text);

    /// <summary>The names of a path that is known to be sound.</summary>
    public static ImmutableArray<string> Names(string path) => [.. path.Split('/').Where(static c => c is not ("" or "."))];

    /// <summary>Whether one list of names starts with another.</summary>
    public static bool StartsWith(ReadOnlySpan<string> names, ReadOnlySpan<string> start)
        => names.Length >= start.Length && names[..start.Length].SequenceEqual(start, StringComparer.Ordinal);

    private static Answer<UntrustedPath> Split(string text)
    {
        if (text.Length is 0 or > Limits.PathCharacters || text.Contains('\0', StringComparison.Ordinal))
        {
            return Refused(PathFindings.Malformed(text));
        }

        // The runtime turns bytes that are no UTF-8 into U+FFFD: whatever such a string opens is not what was meant.
        if (text.Contains('\uFFFD', StringComparison.Ordinal) || !IsUnicode(text))
        {
            return Refused(PathFindings.NotText(text));
        }

        ImmutableArray<string> names = Names(text);
        foreach (string name in names)
        {
            if (Encoding.UTF8.GetByteCount(name) > Limits.NameBytes)
            {
                return Refused(PathFindings.Malformed(text));
            }
        }

        return Answers.Passed(new UntrustedPath(text, text.StartsWith('/'), names));
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static Answer<UntrustedPath> Refused(Finding finding) => Answers.Refused<UntrustedPath>(finding);
}
