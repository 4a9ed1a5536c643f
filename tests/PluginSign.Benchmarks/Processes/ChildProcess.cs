using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PluginSign.Benchmarks.Processes;

/// <summary>Runs a program from spawn to reap, output to nowhere, and says how long it took. Linux only.</summary>
internal static partial class ChildProcess
{
    private const int WriteOnly = 1;

    /// <summary>The largest resident set, in KiB, as GNU time sees it. Asked of a process of its own: a child that is spawned from here inherits this process' peak.</summary>
    public static long PeakKibibytes(params string[] command)
    {
        ProcessStartInfo start = new("/usr/bin/time", ["-f", "%M", .. command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        output.Wait();
        process.WaitForExit();
        return long.Parse(errors.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>What a run costs whose output goes through a pipe and is thrown away: wall seconds, CPU seconds of all its threads, and the largest resident set in KiB, as GNU time sees them.</summary>
    public static (double Wall, double Cpu, double Kibibytes) Cost(string folder, params string[] command)
    {
        ProcessStartInfo start = new("/usr/bin/time", ["-f", "%U %S %M", .. command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] figures = process.ExitCode == 0
            ? [.. errors.Result.TrimEnd().Split('\n')[^1].Split(' ').Select(static f => double.Parse(f, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{command[0]} ended with status {process.ExitCode}: {errors.Result}");
        return (wall, figures[0] + figures[1], figures[2]);
    }

    /// <summary>Wall milliseconds from spawn to reap.</summary>
    public static double Milliseconds(params string[] command)
    {
        nint actions = Marshal.AllocHGlobal(256);
        nint[] arguments = [.. command.Select(Marshal.StringToCoTaskMemUTF8), 0];
        nint[] environment = [.. Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(static e => Marshal.StringToCoTaskMemUTF8($"{e.Key}={e.Value}")), 0];
        try
        {
            Expect(FileActionsInit(actions));
            Expect(FileActionsAddOpen(actions, 1, "/dev/null", WriteOnly, 0));
            Expect(FileActionsAddOpen(actions, 2, "/dev/null", WriteOnly, 0));
            long begin = Stopwatch.GetTimestamp();
            Expect(Spawn(out int process, command[0], actions, 0, arguments, environment));
            if (Wait(process, out int status, 0, 0) != process || status != 0)
            {
                throw new InvalidOperationException($"{string.Join(' ', command)} ended with status {status}");
            }

            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        finally
        {
            _ = FileActionsDestroy(actions);
            Marshal.FreeHGlobal(actions);
            Array.ForEach([.. arguments, .. environment], Marshal.FreeCoTaskMem);
        }
    }

    private static void Expect(int error)
    {
        if (error != 0)
        {
            throw new InvalidOperationException($"error {error}");
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string file, nint actions, nint attributes, nint[] arguments, nint[] environment);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "wait4")]
    private static partial int Wait(int process, out int status, int options, nint usage);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int FileActionsInit(nint actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileActionsAddOpen(nint actions, int descriptor, string path, int flags, uint mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int FileActionsDestroy(nint actions);
}
