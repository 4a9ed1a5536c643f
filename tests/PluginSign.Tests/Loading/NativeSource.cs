using PluginSign.Tests.Binaries;

namespace PluginSign.Tests.Loading;

/// <summary>Native test libraries, compiled when a test needs them.</summary>
internal static class NativeSource
{
    /// <summary>Compiles a shared library; skips the test, by name, where there is no compiler.</summary>
    public static string Compile(string folder, string fileName, string source, params string[] options)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("native plugins are loaded on Linux alone");
        }

        string sourceFile = Path.Combine(folder, fileName + ".c");
        string output = Path.Combine(folder, fileName);
        File.WriteAllText(sourceFile, source);
        Tool.RunOrSkip("gcc", ["-shared", "-fPIC", "-O1", "-o", output, sourceFile, .. options]);
        File.Delete(sourceFile);
        return output;
    }
}
