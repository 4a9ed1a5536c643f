using System.Diagnostics;
using PluginSign.Cli;
using PluginSign.Tests;
using PluginSign.Tests.Tools;

namespace PluginSign.Fuzz.Command;

/// <summary>The command as a process of its own, started by a script whose words are bytes: the native one where it has been published.</summary>
internal static class CommandProcess
{
    private static readonly string s_native = Path.Combine(Repository.Root, "artifacts", "native", "pluginsign");

    public static bool IsThere => OperatingSystem.IsLinux() && ToolTable.Of("/bin/sh").Find() is not null && ToolTable.Of("dotnet").Find() is not null;

    /// <summary>Runs a script in the world's folder; <c>"$@"</c> in it is the command and <c>verify</c>.</summary>
    public static (int Code, string Output, string Errors) Run(CommandWorld world, byte[] script)
    {
        File.WriteAllBytes(world.PathOf("script"), script);
        string[] command = File.Exists(s_native) ? [s_native] : [ToolTable.Of("dotnet").Find()!, typeof(CommandLine).Assembly.Location];
        ProcessStartInfo start = new(ToolTable.Of("/bin/sh").Find()!, [world.PathOf("script"), .. command, "verify"])
        {
            UseShellExecute = false,
            WorkingDirectory = world.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("the shell did not start");
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
