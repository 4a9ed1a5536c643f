namespace PluginSign.Tests.Binaries;

/// <summary>Binaries that packages bring, and tools that make some.</summary>
internal static class OutsideFiles
{
    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Files of a restored package by a pattern, below a part of its folder; skips the test by name when there is none.</summary>
    public static string[] OfPackage(string package, string below, string pattern)
    {
        string folder = Path.Combine(Packages, package);
        string[] files = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(f => f.Contains(below, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [];
        Assert.SkipWhen(files.Length == 0, $"the package {package} brings no {pattern} for {below} here");
        return files;
    }

    /// <summary>What a tool made of a source; skips the test by name when the tool is not installed.</summary>
    public static byte[] Made(string tool, string sourceName, string source, string outputName, params string[] arguments)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pluginsign-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, sourceName), source);
            Tool.RunOrSkip(tool, [sourceName, .. arguments, "-o", outputName], folder.FullName);
            return File.ReadAllBytes(Path.Combine(folder.FullName, outputName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
