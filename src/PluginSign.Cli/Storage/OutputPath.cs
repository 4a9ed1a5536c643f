namespace PluginSign.Cli.Storage;

/// <summary>Where something is written must be where its name says.</summary>
internal static class OutputPath
{
    /// <summary>
    /// Refuses a name that is no text, and <c>..</c> behind a directory's name: the runtime takes both away before the system sees them, so where that directory is a
    /// link something would be written into one directory after another one was looked at. At the beginning, <c>../plugins</c> means one thing alone.
    /// </summary>
    /// <exception cref="UnavailableException">It is no text.</exception>
    /// <exception cref="UsageException">It climbs.</exception>
    public static void ThrowIfUnclear(string path)
    {
        ProcessNames.ThrowIfNotText(path);
        if (!OperatingSystem.IsWindows() && path.Split('/').SkipWhile(static n => n is "" or "." or "..").Contains("..", StringComparer.Ordinal))
        {
            throw new UsageException("a place to write to is named without `..` behind a directory: where that leads depends on links", path);
        }
    }
}
