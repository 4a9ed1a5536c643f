using System.Diagnostics;
using PluginSign.Tests.Binaries;

namespace PluginSign.Cli.Tests;

/// <summary>The command as a process of its own: what only a process has.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_exit_code_and_the_streams_are_the_processes()
    {
        (int code, string output, string error) = await Run("verify");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("pluginsign verify: it takes one plugin FILE or more\n", error, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("--version")).Code);
    }

    [Fact]
    public async Task A_full_disk_below_stdout_is_not_zero()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        (int code, _, _) = await Shell("exec dotnet \"$0\" --version > /dev/full");
        Assert.Equal(3, code);
    }

    [Fact]
    public async Task Termination_is_not_zero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals and FIFOs are tried on Linux");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("pluginsign-process-");
        try
        {
            // Nobody ever writes into the FIFO, so the command waits for its CA until it is told to end.
            (int code, string output, _) = await Shell($"cd '{directory.FullName}' && mkfifo wait.pem && {{ dotnet \"$0\" verify x.so --ca wait.pem & sleep 1; kill -TERM $!; wait $!; }}");
            Assert.NotEqual(0, code);
            Assert.Empty(output);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Intermediates_may_come_through_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FIFOs are tried on Linux");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("pluginsign-process-");
        try
        {
            (int code, string output, string error) = await Shell(
                $"cd '{directory.FullName}' && dotnet \"$0\" ca new --out ca --quiet && sed '/END CERT/q' ca/signer.pem > leaf.pem && mkfifo pipe"
                + " && { cat ca/intermediate.pem > pipe & dotnet \"$0\" chain leaf.pem --ca ca/root.pem --allow-development-ca --intermediates pipe; }");
            Assert.True(code == 0, output + error);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Keys_are_private_under_any_mask()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "modes are tried on Linux");
        DirectoryInfo directory = Directory.CreateTempSubdirectory("pluginsign-process-");
        try
        {
            (int code, _, string error) = await Shell($"umask 000 && cd '{directory.FullName}' && dotnet \"$0\" ca new --out ca --quiet");
            Assert.True(code == 0, error);
            string ca = Path.Combine(directory.FullName, "ca");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(ca));
            string[] keys = Directory.GetFiles(ca, "*.key.pem");
            Assert.Equal(4, keys.Length);
            Assert.All(keys, static k => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(k)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static Task<(int Code, string Output, string Error)> Run(params string[] arguments) => Start("dotnet", [Command, .. arguments]);

    private static Task<(int Code, string Output, string Error)> Shell(string script) => Start("/bin/sh", ["-c", script, Command]);

    private static string Command => typeof(CommandLine).Assembly.Location;

    private static async Task<(int Code, string Output, string Error)> Start(string file, string[] arguments)
    {
        using Process process = Process.Start(Tool.StartInfo(file, arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
