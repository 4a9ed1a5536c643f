using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>Says what <c>plugin.Open</c> would do in a host, before anything is loaded.</summary>
/// <remarks>
/// The runtime compares, in the order of the plugin's list, the fingerprint of each package with the one that the process has: the first that was loaded,
/// host first. A plugin that fails stays in the process, so it decides for those after it. Not part of this: libraries that are missing, LD_PRELOAD.
/// </remarks>
public static class GoPluginPredictor
{
    /// <summary>Predicts for plugins in the order in which they are opened.</summary>
    /// <param name="host">The host.</param>
    /// <param name="plugins">The plugins, in load order.</param>
    /// <returns>One prediction for each plugin, in the same order.</returns>
    public static ImmutableArray<GoPrediction> Predict(GoHostLock host, IEnumerable<GoPluginCandidate> plugins)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(plugins);
        GoProcess process = new(host);
        return [.. plugins.Select(process.Open)];
    }
}

/// <summary>A file that a host is going to open.</summary>
/// <param name="Path">The path given to <c>plugin.Open</c>. The same path twice is the same file.</param>
/// <param name="Read">What <see cref="GoReader.Read(ReadOnlyMemory{byte})"/> says of it.</param>
public sealed record GoPluginCandidate(string Path, Answer<BinaryFacts> Read);
