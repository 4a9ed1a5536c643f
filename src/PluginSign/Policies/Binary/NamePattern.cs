using System.Buffers;
using System.Collections.Immutable;

namespace PluginSign.Policies;

/// <summary>The one way to name several names: <c>*</c> stands for any characters, or none; everything else, case included, for itself.</summary>
/// <remarks>No regular expression: matching takes at most (length of the pattern) x (length of the name) steps, whatever a hostile name looks like.</remarks>
internal static class NamePattern
{
    private static readonly SearchValues<char> NumberOrAny = SearchValues.Create("0123456789*");

    public static bool IsPattern(string pattern) => pattern.Contains('*', StringComparison.Ordinal);

    /// <summary>Why no name of any format can be what the pattern says; null when one can. A pattern that never matches forbids nothing and says nothing.</summary>
    public static string? FindFault(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return "a name that is empty";
        }

        if (pattern.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0 || char.IsWhiteSpace(pattern[0]) || char.IsWhiteSpace(pattern[^1]))
        {
            return "a name with a control character, or with a blank at its beginning or end";
        }

        // Decorated names of Windows end with @ and a number, or begin with a question mark or an @. Versions of ELF symbols are no part of their names.
        int at = pattern.LastIndexOf('@');
        return at > 0 && pattern[0] is not ('?' or '@') && pattern.AsSpan(at + 1).ContainsAnyExcept(NumberOrAny)
            ? $"a name with a version, `{pattern}`: names are compared without it, so write `{pattern[..pattern.IndexOf('@', StringComparison.Ordinal)]}`"
            : null;
    }

    /// <summary>Refuses patterns that can match nothing.</summary>
    /// <exception cref="ArgumentException">One of them cannot.</exception>
    public static ImmutableArray<string> Checked(ImmutableArray<string> patterns, string parameterName)
    {
        foreach (string pattern in patterns.IsDefault ? [] : patterns)
        {
            if (FindFault(pattern) is { } fault)
            {
                throw new ArgumentException(fault, parameterName);
            }
        }

        return patterns;
    }

    /// <summary>Whether the whole name is what the pattern says.</summary>
    public static bool Matches(string pattern, string name, bool ignoreCase = false)
    {
        // After a mismatch only the last star can take more: what the stars before it took was enough.
        int p = 0;
        int n = 0;
        int star = -1;
        int starTook = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starTook = n;
            }
            else if (p < pattern.Length && Same(pattern[p], name[n], ignoreCase))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++starTook;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }

    private static bool Same(char a, char b, bool ignoreCase) => a == b || (ignoreCase && char.ToLowerInvariant(a) == char.ToLowerInvariant(b));
}
