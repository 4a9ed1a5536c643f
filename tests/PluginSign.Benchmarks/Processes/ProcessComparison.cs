using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PluginSign.Benchmarks.Processes;

/// <summary>The whole command against its peers, on the same file and certificate in one run.</summary>
internal static partial class ProcessComparison
{
    /// <summary>Runs the comparison.</summary>
    /// <param name="pluginsign">The native command.</param>
    /// <param name="folder">Holds small.bin, large.bin, each with .p7s and .minisig, minisign.pub and ca/root.pem; p256/small.bin with .p7s, and p256/root.pem; made by scripts/bench.sh.</param>
    public static void Run(string pluginsign, string folder)
    {
        double rate = HashRate();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"openssl speed -evp sha256 -bytes 1048576: {rate / 1e6:F0} MB/s"));
        Console.WriteLine("                                                        ours ms   peer ms   ratio (least to most)    ours   peer MiB");
        Console.WriteLine(PairedComparison.Measure("pluginsign --version / openssl version", [pluginsign, "--version"], ["openssl", "version"], 9, 20));
        foreach ((string name, string anchor, int pairs, int launches) in new[] { ("small.bin", "ca/root.pem", 9, 20), ("p256/small.bin", "p256/root.pem", 9, 20), ("large.bin", "ca/root.pem", 5, 1) })
        {
            string file = Path.Combine(folder, name);
            string root = Path.Combine(folder, anchor);
            string[] ours = [pluginsign, "verify", file, "--ca", root, "--allow-development-ca"];
            (string Name, string[] Command)[] peers =
            [
                ("openssl cms -verify", ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", file + ".p7s", "-content", file, "-CAfile", root, "-purpose", "any", "-out", "/dev/null"]),
                .. name.StartsWith("p256/", StringComparison.Ordinal) ? [] : new (string, string[])[]
                {
                    ("openssl dgst -sha256", ["openssl", "dgst", "-sha256", file]),
                    ("minisign -V", ["minisign", "-V", "-q", "-p", Path.Combine(folder, "minisign.pub"), "-m", file]),
                },
            ];
            foreach ((string peer, string[] command) in peers)
            {
                PairedComparison result = PairedComparison.Measure($"{name}: pluginsign verify / {peer}", ours, command, pairs, launches);
                Console.WriteLine(result);
                if (name is "large.bin" && peer is "openssl cms -verify")
                {
                    double hash = new FileInfo(file).Length / rate * 1000;
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: pluginsign verify / pure hash at that rate          {result.OursMilliseconds,9:F1} {hash,9:F1}   {result.OursMilliseconds / hash,5:F2}"));
                }
            }
        }
    }

    /// <summary>Bytes a second of SHA-256 on one core, as openssl measures it.</summary>
    private static double HashRate()
    {
        ProcessStartInfo start = new("openssl", ["speed", "-seconds", "2", "-mr", "-evp", "sha256", "-bytes", "1048576"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(Rate().Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\+F:\d+:sha256:(?<rate>[\d.]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Rate();
}
