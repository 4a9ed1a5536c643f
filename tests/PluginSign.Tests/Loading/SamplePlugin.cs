namespace PluginSign.Tests.Loading;

/// <summary>Where the build put the sample host and its plugin.</summary>
internal static class SamplePlugin
{
    public static string Path { get; } = Built("PluginSign.SamplePlugin");

    public static string HostPath { get; } = Built("PluginSign.SampleHost");

    // .../tests/PluginSign.Tests/bin/Debug/net10.0/ and .../tests/NAME/bin/Debug/net10.0/NAME.dll
    private static string Built(string project)
    {
        string framework = AppContext.BaseDirectory.TrimEnd('/', '\\');
        string configuration = System.IO.Path.GetDirectoryName(framework)!;
        return System.IO.Path.Combine(
            Repository.Root, "tests", project, "bin", System.IO.Path.GetFileName(configuration), System.IO.Path.GetFileName(framework), project + ".dll");
    }
}
