using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>What the timestamps of one signer come to. <c>new TimestampStanding()</c> proves no time.</summary>
internal sealed record TimestampStanding
{
    /// <summary>The time that the best valid token says; null when none is valid.</summary>
    public DateTimeOffset? GenTime { get; init; }

    /// <summary>The latest time that the token's accuracy allows: the signature existed then at the latest. Chains and revocations are judged by it. Null when nothing is proved.</summary>
    public DateTimeOffset? TrustedTime { get; init; }

    /// <summary>The timestamp authority's validated path; null when no token is valid.</summary>
    public CertificationPath? Path { get; init; }

    /// <summary>The paths of the authorities of the tokens over that token, innermost first: its time rests on them, too.</summary>
    public ImmutableArray<CertificationPath> OuterPaths { get; init; } = [];

    /// <summary>What was found about the tokens. An error only when the answer depends on them.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}
