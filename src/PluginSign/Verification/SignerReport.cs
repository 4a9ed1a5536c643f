using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>One signer of the signature, judged. Every signer is judged, and every one must be trusted unless the policy allows any of them to be enough.</summary>
public sealed class SignerReport
{
    internal SignerReport()
    {
    }

    /// <summary>The answer for this signer alone.</summary>
    public Verdict Verdict { get; internal init; }

    /// <summary>The certificate whose key made the signature; null when none was found.</summary>
    public Certificate? Certificate { get; internal init; }

    /// <summary>For example <c>ecdsa-p256-sha256</c>; null when it could not be read.</summary>
    public string? Algorithm { get; internal init; }

    /// <summary>The signing-time attribute: what the signer claims, proved by nobody.</summary>
    public DateTimeOffset? SigningTime { get; internal init; }

    /// <summary>What the best valid timestamp says (its genTime); null when there is none or none was judged.</summary>
    public DateTimeOffset? Timestamp { get; internal init; }

    /// <summary>When the signature existed at the latest, by that timestamp and its accuracy: the time for which the signer's path is judged. Null when nothing proves a time.</summary>
    public DateTimeOffset? TrustedTime { get; internal init; }

    /// <summary>The timestamp authority's validated path; null when no timestamp is valid.</summary>
    public CertificationPath? TimestampPath { get; internal init; }

    /// <summary>The validated paths of the authorities whose tokens are over that timestamp, innermost first: its renewals, on which it rests, too.</summary>
    public ImmutableArray<CertificationPath> RenewalPaths { get; internal init; }

    /// <summary>The validated path; null when there is none.</summary>
    public CertificationPath? Path { get; internal init; }

    /// <summary>The validated path, or as far as the closest attempt came, end entity first.</summary>
    public ImmutableArray<Certificate> Considered { get; internal init; }

    /// <summary>What was found about this signer.</summary>
    public ImmutableArray<Finding> Findings { get; internal init; }
}
