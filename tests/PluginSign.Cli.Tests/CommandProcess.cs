using System.Diagnostics;
using PluginSign.Tests.Binaries;

namespace PluginSign.Cli.Tests;

/// <summary>The command as a process of its own, alone or in a shell's script as <c>dotnet "$0"</c>.</summary>
internal static class CommandProcess
{
    public static Task<(int Code, string Output, string Error)> Run(params string[] arguments) => Start("dotnet", [Command, .. arguments]);

    public static Task<(int Code, string Output, string Error)> Shell(string script) => Start("/bin/sh", ["-c", script, Command]);

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
