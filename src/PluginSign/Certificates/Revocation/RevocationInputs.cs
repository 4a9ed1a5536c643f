using System.Collections.Immutable;

namespace PluginSign.Certificates.Revocation;

/// <summary>What is known of revocation, and what is asked of it, for one validation. <c>new RevocationInputs()</c> knows nothing and demands everything.</summary>
public sealed record RevocationInputs
{
    /// <summary>No revocation is looked at, and no certificate is denied.</summary>
    internal static RevocationInputs Off { get; } = new() { Mode = RevocationMode.Off };

    /// <summary>What becomes of a path when it is not known whether its certificates are revoked.</summary>
    public RevocationMode Mode { get; init; }

    /// <summary>CRLs and OCSP responses that the caller has got itself. One that speaks about a certificate and cannot be believed refuses.</summary>
    public RevocationInformation Information { get; init; } = RevocationInformation.None;

    /// <summary>CRLs and OCSP responses that came along, for example in the signature; hostile until proven otherwise. One that cannot be believed is passed over with a warning.</summary>
    public RevocationInformation Offered { get; init; } = RevocationInformation.None;

    /// <summary>CRLs and OCSP responses that somebody else has carried here, for example in an evidence pack. Like those that came along: they can add a refusal, or answer what the caller's own leaves open.</summary>
    public RevocationInformation Carried { get; init; } = RevocationInformation.None;

    /// <summary>
    /// The time for which CRLs and OCSP responses must be current: the host's, also when a path is validated for the earlier time of a timestamp.
    /// Null: the validation time.
    /// </summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// When the signature is proved to have existed, for example by a timestamp; null when nothing proves it. A certificate that was revoked
    /// after this time, and not because of a key in foreign hands, stays good.
    /// </summary>
    public DateTimeOffset? TrustedTime { get; init; }

    /// <summary>Lowercase hex SHA-256 fingerprints of certificates that are trusted for nothing, whatever a CA says: end entities, intermediates and anchors. Counts in every mode.</summary>
    public ImmutableHashSet<string> Denied { get; init; } = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);
}
