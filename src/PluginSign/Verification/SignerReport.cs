using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>One signer of the signature, judged. Every signer is judged, and every one must be trusted unless the policy allows any of them to be enough.</summary>
public sealed record SignerReport
{
    internal SignerReport()
    {
    }

    /// <summary>The answer for this signer alone.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The certificate whose key made the signature; null when none was found.</summary>
    public required Certificate? Certificate { get; init; }

    /// <summary>For example <c>ecdsa-p256-sha256</c>; null when it could not be read.</summary>
    public required string? Algorithm { get; init; }

    /// <summary>The signing-time attribute: what the signer claims, proved by nobody.</summary>
    public required DateTimeOffset? SigningTime { get; init; }

    /// <summary>What the best valid timestamp says (its genTime); null when there is none or none was judged.</summary>
    public required DateTimeOffset? Timestamp { get; init; }

    /// <summary>When the signature existed at the latest, by that timestamp and its accuracy: the time for which the signer's path is judged. Null when nothing proves a time.</summary>
    public required DateTimeOffset? TrustedTime { get; init; }

    /// <summary>The timestamp authority's validated path; null when no timestamp is valid.</summary>
    public required CertificationPath? TimestampPath { get; init; }

    /// <summary>The validated paths of the authorities whose tokens are over that timestamp, innermost first: its renewals, on which it rests, too.</summary>
    public required ImmutableArray<CertificationPath> RenewalPaths { get; init; }

    /// <summary>The validated path; null when there is none.</summary>
    public required CertificationPath? Path { get; init; }

    /// <summary>The validated path, or as far as the closest attempt came, end entity first.</summary>
    public required ImmutableArray<Certificate> Considered { get; init; }

    /// <summary>What was found about this signer.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }
}
