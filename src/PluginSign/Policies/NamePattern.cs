namespace PluginSign.Policies;

/// <summary>The one way to name several names: <c>*</c> stands for any characters, or none; everything else, case included, for itself.</summary>
/// <remarks>No regular expression: matching takes at most (length of the pattern) x (length of the name) steps, whatever a hostile name looks like.</remarks>
internal static class NamePattern
{
    public static bool IsPattern(string pattern) => pattern.Contains('*', StringComparison.Ordinal);

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
