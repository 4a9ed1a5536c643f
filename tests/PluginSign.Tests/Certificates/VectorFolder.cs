namespace PluginSign.Tests.Certificates;

/// <summary>The outside vectors, which stay outside the repository.</summary>
internal static class VectorFolder
{
    /// <summary>The file, or a skipped test that names it.</summary>
    public static string Require(string relative)
    {
        string path = Find(relative);
        Assert.SkipUnless(File.Exists(path), $"{relative} is not in the vectors folder (PLUGINSIGN_VECTORS)");
        return path;
    }

    /// <summary>Where the file or folder would be.</summary>
    public static string Find(string relative)
    {
        string folder = Environment.GetEnvironmentVariable("PLUGINSIGN_VECTORS") is { Length: > 0 } given
            ? given
            : Path.Combine(RepositoryRoot(), "..", "shared", "vectors");
        return Path.Combine(folder, relative);
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
