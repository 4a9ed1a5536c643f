namespace PluginSign.Cli.Terminal;

/// <summary>Decides whether somebody is watching who would want to see how far it is.</summary>
internal static class Progress
{
    /// <summary>Hashing is quicker than a person notices below this.</summary>
    private const long LeastBytes = 64L * 1024 * 1024;

    /// <summary>Runs the work, with a bar on stderr for a large file when stderr is a terminal.</summary>
    public static T Around<T>(Surroundings surroundings, bool quiet, string path, Func<IProgress<long>?, T> work)
    {
        return IsWatched(surroundings, quiet, path) ? ProgressBar.Around(surroundings, path, new FileInfo(path).Length, work) : work(null);
    }

    /// <summary>Whether a bar would be shown for the file.</summary>
    public static bool IsWatched(Surroundings surroundings, bool quiet, string path)
    {
        if (quiet || !surroundings.ErrorIsTerminal)
        {
            return false;
        }

        FileInfo file = new(path);
        return file.Exists && file.Length >= LeastBytes;
    }
}
