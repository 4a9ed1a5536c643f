using PluginSign.Tests.Binaries;
using PluginSign.Tests.Tools;

namespace PluginSign.Interop.Tests;

/// <summary>The <c>openssl</c> program, run in a directory of its own that goes away with it.</summary>
internal sealed class OpenSsl : IDisposable
{
    private static readonly Lazy<string?> s_version = new(FindVersion);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pluginsign-openssl-");

    private OpenSsl()
    {
    }

    /// <summary>For example <c>3.0.19</c>.</summary>
    public static string Version => s_version.Value ?? string.Empty;

    /// <summary>Skips the test, by name, where there is no openssl of a known kind.</summary>
    public static OpenSsl OrSkip()
    {
        Tool.NeedOrSkip("openssl");
        Assert.SkipWhen(s_version.Value is null, $"the program `openssl` is not OpenSSL {ToolTable.Of("openssl").AtLeast} or later");

        return new OpenSsl();
    }

    public byte[] this[string name]
    {
        get => File.ReadAllBytes(PathOf(name));
        set => File.WriteAllBytes(PathOf(name), value);
    }

    public void WriteText(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Runs it with arguments separated by single blanks; file names are relative to the directory.</summary>
    public ToolResult Run(string arguments) => Run(_directory.FullName, arguments);

    /// <summary>Runs it and fails the test when it fails.</summary>
    public void MustRun(string arguments)
    {
        ToolResult result = Run(arguments);
        Assert.True(result.ExitCode == 0, $"openssl {arguments}: {result.Errors}");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static ToolResult Run(string directory, string arguments)
    {
        (int code, string output, string errors) = Tool.TryRun("openssl", arguments.Split(' '), directory) ?? throw new InvalidOperationException("openssl did not start");
        return new ToolResult(code, output, errors);
    }

    private static string? FindVersion()
    {
        // "OpenSSL 3.0.19 27 Jan 2026"; LibreSSL, which macOS brings, has other options.
        string[] words = Tool.TryRun("openssl", ["version"]) is { } answer ? answer.Output.Split(' ') : [];
        return words is ["OpenSSL", { } version, ..] && version[0] >= '3' ? version : null;
    }

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);
}
