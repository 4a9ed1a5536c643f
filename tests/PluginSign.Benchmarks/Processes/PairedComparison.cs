using System.Globalization;

namespace PluginSign.Benchmarks.Processes;

/// <summary>Two programs in turns on the same file: the ratio of each pair of blocks, and the median of those ratios, cancels what else the machine does.</summary>
internal sealed record PairedComparison(string Name, double OursMilliseconds, double PeerMilliseconds, double Ratio, double Least, double Most, long OursKibibytes, long PeerKibibytes)
{
    public static PairedComparison Measure(string name, string[] ours, string[] peer, int pairs, int launches)
    {
        ChildProcess.Start(ours);
        ChildProcess.Start(peer);
        List<(double Ours, double Peer)> blocks = [];
        long oursPeak = 0;
        long peerPeak = 0;
        for (int pair = 0; pair < pairs; pair++)
        {
            (double oursTime, long oursMemory) = Block(ours, launches);
            (double peerTime, long peerMemory) = Block(peer, launches);
            blocks.Add((oursTime, peerTime));
            oursPeak = Math.Max(oursPeak, oursMemory);
            peerPeak = Math.Max(peerPeak, peerMemory);
        }

        double[] ratios = [.. blocks.Select(static b => b.Ours / b.Peer).Order()];
        return new PairedComparison(
            name, Median([.. blocks.Select(static b => b.Ours)]), Median([.. blocks.Select(static b => b.Peer)]),
            Median(ratios), ratios[0], ratios[^1], oursPeak, peerPeak);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-52} {OursMilliseconds,9:F1} {PeerMilliseconds,9:F1}   {Ratio,5:F2} ({Least:F2} to {Most:F2})   {OursKibibytes / 1024.0,6:F1} {PeerKibibytes / 1024.0,6:F1}");

    // The median launch of a block; the largest memory.
    private static (double Milliseconds, long Peak) Block(string[] command, int launches)
    {
        ChildProcess.Run[] runs = [.. Enumerable.Range(0, launches).Select(_ => ChildProcess.Start(command))];
        return (Median([.. runs.Select(static r => r.Milliseconds)]), runs.Max(static r => r.PeakKibibytes));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
