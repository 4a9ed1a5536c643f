using System.ComponentModel;
using System.Diagnostics;
using PluginSign.Tests.Tools;

namespace PluginSign.Tests.Binaries;

/// <summary>
/// The one way in which a test starts a program: a tool of <c>scripts/tools.tsv</c> by its name, or by its whole path what the test has made.
/// A test that needs a tool which is missing is skipped, by name.
/// </summary>
internal static class Tool
{
    public static string RunOrSkip(string program, IEnumerable<string> arguments, string? directory = null, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        NeedOrSkip(program);
        (int code, string output, string errors) = TryRun(program, arguments, directory, input, environment) ?? throw new InvalidOperationException($"{program} did not start");
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output;
    }

    /// <summary>Runs it; null when it is missing.</summary>
    public static (int Code, string Output, string Errors)? TryRun(
        string program, IEnumerable<string> arguments, string? directory = null, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (PathOf(program) is null)
        {
            return null;
        }

        ProcessStartInfo start = StartInfo(program, arguments);
        start.WorkingDirectory = directory ?? string.Empty;
        start.RedirectStandardInput = true;
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

    /// <summary>How to start it, with both outputs redirected, for a test that runs it in its own manner; skips the test where it is missing.</summary>
    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        NeedOrSkip(program);
        return new ProcessStartInfo(PathOf(program)!, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    /// <summary>Skips the test where one of the tools is missing.</summary>
    public static void NeedOrSkip(params string[] programs)
    {
        foreach (string program in programs)
        {
            if (PathOf(program) is null)
            {
                Assert.Skip(ToolTable.Of(program).Missing);
            }
        }
    }

    // What a test has made has a whole path; whether it runs is the test's own matter.
    private static string? PathOf(string program)
        => Path.IsPathFullyQualified(program) && !ToolTable.Rows.Any(r => string.Equals(r.Command, program, StringComparison.Ordinal)) ? program : ToolTable.Of(program).Find();
}
