namespace PluginSign.Cli.Tests;

/// <summary>A directory with a development CA in <c>ca</c>, a signed <c>greeter.so</c> and an unsigned <c>stranger.so</c>; valid now, for processes have no clock but the system's.</summary>
public sealed class SignedPlugin : IDisposable
{
    private const string Options = "--ca ca/root.pem --allow-development-ca";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pluginsign-process-");

    public SignedPlugin()
    {
        File.WriteAllBytes(At("greeter.so"), [.. Enumerable.Range(0, 5000).Select(static i => (byte)(i % 251))]);
        File.WriteAllText(At("stranger.so"), "nobody signed this");
        Assert.Equal(0, Run("ca", "new", "--out", At("ca")).Code);
        Assert.Equal(0, Run("sign", At("greeter.so"), "--key", At("ca/signer.key.pem"), "--certificate", At("ca/signer.pem")).Code);
    }

    /// <summary>Verifies in a script: the file follows.</summary>
    public static string Verify => $"dotnet \"$0\" verify {Options}";

    public string At(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>A script in the directory of the plugin.</summary>
    internal Task<(int Code, string Output, string Error)> Shell(string script) => CommandProcess.Shell($"cd '{_directory.FullName}' || exit 9; {script}");

    /// <summary>The command in this process.</summary>
    internal static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = (int)CommandLine.Run(arguments, new Surroundings { Output = output, Error = error, Clock = TimeProvider.System, Variable = static _ => null });
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            _directory.Delete(recursive: true);
            return;
        }

        // The runtime cannot delete what has no name that is text.
        using System.Diagnostics.Process remove = System.Diagnostics.Process.Start(PluginSign.Tests.Binaries.Tool.StartInfo("/bin/sh", ["-c", "rm -rf \"$0\"", _directory.FullName]))!;
        remove.WaitForExit();
    }
}
