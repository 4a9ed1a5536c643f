using System.Globalization;
using System.Security.Cryptography;

namespace PluginSign.Benchmarks.Processes;

/// <summary>2,000 files of 64 KiB, signed by one signer below the chain of <c>ca new</c>, verified by one command: what it costs, as text and as JSON.</summary>
internal static class ManyFiles
{
    private const int Files = 2000;
    private const int FileBytes = 64 * 1024;
    private const int Runs = 11;

    /// <summary>Runs the comparison.</summary>
    /// <param name="pluginsign">The native command.</param>
    /// <param name="before">Another build of it, to run in turn with it; may be null.</param>
    public static void Run(string pluginsign, string? before)
    {
        string folder = Directory.CreateTempSubdirectory("pluginsign-bench-").FullName;
        try
        {
            string[] files = [.. Enumerable.Range(0, Files).Select(static i => $"plugin-{i:D4}.bin")];
            foreach (string file in files)
            {
                File.WriteAllBytes(Path.Combine(folder, file), RandomNumberGenerator.GetBytes(FileBytes));
            }

            ChildProcess.Cost(folder, pluginsign, "ca", "new", "--out", "ca", "--quiet");
            ChildProcess.Cost(folder, [pluginsign, "sign", .. files, "--key", "ca/signer.key.pem", "--certificate", "ca/signer.pem", "--quiet"]);
            Console.WriteLine($"{Files} files of {FileBytes / 1024} KiB, medians of {Runs} runs");
            Console.WriteLine("                  wall s    CPU s   peak MiB");
            foreach (string output in new[] { "text", "json" })
            {
                string[] arguments = ["verify", .. files, "--ca", "ca/root.pem", "--allow-development-ca", "--output", output];
                Compare(folder, output, [pluginsign, .. arguments], before is null ? null : [before, .. arguments]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // In turn, so that what else the machine does meets both.
    private static void Compare(string folder, string name, string[] ours, string[]? before)
    {
        List<double[]> here = [];
        List<double[]> there = [];
        for (int run = 0; run <= Runs; run++)
        {
            here.Add(Cost(folder, ours));
            if (before is not null)
            {
                there.Add(Cost(folder, before));
            }
        }

        Print(name, Medians(here));
        if (before is not null)
        {
            Print($"{name}, before", Medians(there));
            Print($"{name}, ratio", Medians([.. here.Zip(there, static (h, t) => h.Zip(t, static (a, b) => a / b).ToArray())]));
        }
    }

    private static double[] Cost(string folder, string[] command)
    {
        (double wall, double cpu, double kibibytes) = ChildProcess.Cost(folder, command);
        return [wall, cpu, kibibytes / 1024];
    }

    // The first run only warms the page cache.
    private static double[] Medians(List<double[]> runs)
        => [.. Enumerable.Range(0, runs[0].Length).Select(column => runs.Skip(1).Select(r => r[column]).Order().ElementAt((runs.Count - 1) / 2))];

    private static void Print(string name, double[] figures)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {figures[0],9:F3} {figures[1],8:F2} {figures[2],10:F1}"));
}
