using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>What the timestamps of one signer come to. The library alone makes one; without any valid token it proves no time.</summary>
/// <remarks>Immutable.</remarks>
public sealed class TimestampReport
{
    internal TimestampReport()
    {
    }

    /// <summary>What the best valid timestamp says (its genTime); null when none is valid.</summary>
    public DateTimeOffset? Timestamp { get; internal init; }

    /// <summary>When the signature existed at the latest, by that timestamp and its accuracy: chains and revocations are judged by it. Null when nothing is proved.</summary>
    public DateTimeOffset? TrustedTime { get; internal init; }

    /// <summary>The authority's validated certification path; null when no timestamp is valid.</summary>
    public CertificationPath? Chain { get; internal init; }

    /// <summary>The validated certification paths of the authorities whose tokens are over that timestamp, innermost first: its time rests on them, too.</summary>
    public ImmutableArray<CertificationPath> RenewalChains { get; internal init; } = [];

    /// <summary>What was found. A token that does not count is a warning; an error only when the answer depends on one.</summary>
    public ImmutableArray<Finding> Findings { get; internal init; } = [];

    /// <summary>The same with one more finding.</summary>
    internal TimestampReport With(Finding finding)
        => new() { Timestamp = Timestamp, TrustedTime = TrustedTime, Chain = Chain, RenewalChains = RenewalChains, Findings = Findings.Add(finding) };
}
