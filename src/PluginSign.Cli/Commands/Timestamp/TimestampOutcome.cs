using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Timestamp;

/// <summary>What became of one signature file that was to be stamped.</summary>
/// <param name="Path">The signature file, as given.</param>
/// <param name="Request">Where the request was written, when only that was asked for.</param>
/// <param name="Stamps">The timestamps that were added.</param>
/// <param name="Done">Whether something was written.</param>
/// <param name="Findings">What was seen on the way.</param>
internal sealed record TimestampOutcome(string Path, string? Request, ImmutableArray<StampEntry> Stamps, bool Done, ImmutableArray<Finding> Findings)
{
    /// <summary>Trusted stands for done.</summary>
    public Verdict Verdict => Done ? Verdict.Trusted
        : Findings.Any(static f => f.Verdict == Verdict.Indeterminate) ? Verdict.Indeterminate
        : Verdict.Refused;
}
