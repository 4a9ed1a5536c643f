using System.Collections.Immutable;
using PluginSign.Binaries.Go;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.GoCheck;

/// <summary>What the library said of a host and its plugins.</summary>
/// <param name="HostPath">The host, or the file of its fingerprints, as given.</param>
/// <param name="Host">Null when it could not be judged by: then nothing is known of the plugins.</param>
/// <param name="Plugins">In load order.</param>
/// <param name="Findings">About the host.</param>
internal sealed record GoCheckAnswer(string HostPath, GoHostLock? Host, ImmutableArray<GoPrediction> Plugins, ImmutableArray<Finding> Findings)
{
    /// <summary>Where the host's fingerprints were written; null when they were not.</summary>
    public string? WrittenLock { get; init; }

    public ExitCode Code => Host is null
        ? ExitCode.NotEvaluated
        : ExitCodes.Worst(Plugins.Select(static p => p.Outcome switch
        {
            GoOutcome.Loads => ExitCode.Done,
            GoOutcome.Fails or GoOutcome.Crashes => ExitCode.Refused,
            GoOutcome.Unknown => ExitCode.NotEvaluated,
        }).Concat(WrittenLock is null ? [] : [ExitCode.Done]));
}
