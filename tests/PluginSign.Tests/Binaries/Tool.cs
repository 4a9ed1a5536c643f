using System.ComponentModel;
using System.Diagnostics;

namespace PluginSign.Tests.Binaries;

/// <summary>A program of the machine that serves as a judge; a test that needs one which is missing is skipped, by name.</summary>
internal static class Tool
{
    public static string RunOrSkip(string program, IEnumerable<string> arguments, string? directory = null, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        (int code, string output, string errors) = TryRun(program, arguments, directory, input, environment) ?? Missing(program);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    public static (int Code, string Output, string Errors)? TryRun(
        string program, IEnumerable<string> arguments, string? directory = null, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = directory ?? string.Empty,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input ?? string.Empty);
            process.StandardInput.Close();
            process.WaitForExit();
            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static (int Code, string Output, string Errors) Missing(string program)
    {
        Assert.Skip($"the program `{program}` is missing");
        return default;
    }
}
