namespace PluginSign.Policies;

/// <summary>Where a run path leads, by its text alone. Whatever is not plainly inside counts as outside.</summary>
internal static class RunPath
{
    private static readonly string[] s_origins = ["$ORIGIN", "${ORIGIN}", "@loader_path"];

    /// <summary>Whether every directory that the entry can mean lies at or below the root.</summary>
    public static bool IsInside(string runPath, string root, string? directory)
    {
        string path = runPath;
        foreach (string origin in s_origins)
        {
            if (path.StartsWith(origin, StringComparison.Ordinal) && (path.Length == origin.Length || path[origin.Length] == '/'))
            {
                if (directory is null)
                {
                    return false;
                }

                path = directory.TrimEnd('/') + path[origin.Length..];
                break;
            }
        }

        // An empty entry is the current directory, $LIB and $PLATFORM are the machine's business, and `..` is no place to check links from.
        return path.StartsWith('/')
            && !path.Contains('$', StringComparison.Ordinal)
            && Segments(path) is { } inner
            && Segments(root) is { } outer
            && root.StartsWith('/')
            && inner.Length >= outer.Length
            && inner.AsSpan(0, outer.Length).SequenceEqual(outer);
    }

    private static string[]? Segments(string path)
    {
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static s => s is not ".")];
        return segments.Contains("..", StringComparer.Ordinal) ? null : segments;
    }
}
