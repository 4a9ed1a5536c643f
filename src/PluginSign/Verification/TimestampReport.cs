using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>What the timestamps of one signer come to.</summary>
public sealed class TimestampReport
{
    internal TimestampReport()
    {
    }

    /// <summary>What the best valid timestamp says (its genTime); null when none is valid.</summary>
    public DateTimeOffset? Timestamp { get; internal init; }

    /// <summary>When the signature existed at the latest, by that timestamp and its accuracy.</summary>
    public DateTimeOffset? TrustedTime { get; internal init; }

    /// <summary>The authority's validated path; null when no timestamp is valid.</summary>
    public CertificationPath? Path { get; internal init; }

    /// <summary>What was found. A token that does not count is a warning.</summary>
    public ImmutableArray<Finding> Findings { get; internal init; }
}
