using System.Globalization;

namespace PluginSign.Benchmarks.Processes;

/// <summary>Two programs in turns on the same file: the ratio of each pair of blocks, and the median of those ratios, cancels what else the machine does.</summary>
internal sealed record PairedComparison(string Name, double OursMilliseconds, double PeerMilliseconds, double Ratio, double Least, double Most, long OursKibibytes, long PeerKibibytes)
{
    public static PairedComparison Measure(string name, string[] ours, string[] peer, int pairs, int launches)
    {
        ChildProcess.Milliseconds(ours);
        ChildProcess.Milliseconds(peer);
        List<(double Ours, double Peer)> blocks = [];
        for (int pair = 0; pair < pairs; pair++)
        {
            blocks.Add((Block(ours, launches), Block(peer, launches)));
        }

        double[] ratios = [.. blocks.Select(static b => b.Ours / b.Peer).Order()];
        return new PairedComparison(
            name, Median([.. blocks.Select(static b => b.Ours)]), Median([.. blocks.Select(static b => b.Peer)]),
            Median(ratios), ratios[0], ratios[^1], ChildProcess.PeakKibibytes(ours), ChildProcess.PeakKibibytes(peer));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-52} {OursMilliseconds,9:F1} {PeerMilliseconds,9:F1}   {Ratio,5:F2} ({Least:F2} to {Most:F2})   {OursKibibytes / 1024.0,6:F1} {PeerKibibytes / 1024.0,6:F1}");

    // The median launch of a block.
    private static double Block(string[] command, int launches) => Median([.. Enumerable.Range(0, launches).Select(_ => ChildProcess.Milliseconds(command))]);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
