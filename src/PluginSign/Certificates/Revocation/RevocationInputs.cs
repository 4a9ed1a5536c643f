namespace PluginSign.Certificates.Revocation;

/// <summary>What is known of revocation, and what is asked of it, for one validation. <c>new RevocationInputs()</c> knows nothing and demands everything.</summary>
public sealed record RevocationInputs
{
    /// <summary>No revocation is looked at, and no certificate is denied.</summary>
    internal static RevocationInputs Off { get; } = new() { Mode = RevocationMode.AllowRevoked };

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

    /// <summary>
    /// Certificates that are trusted for nothing, whatever a CA says, with their keys: end entities, intermediates, anchors, and whoever signs revocation information. Counts in every mode.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public IReadOnlyCollection<DeniedCertificate> Denied
    {
        get => DenyList.All;
        init => DenyList = DenyList.Of(value);
    }

    /// <summary>The denied certificates, indexed.</summary>
    internal DenyList DenyList { get; init; } = DenyList.Empty;

    /// <summary>The same, with what the certificates at hand, and those that came with OCSP responses, tell of certificates that are denied by their fingerprint.</summary>
    internal RevocationInputs Learning(IReadOnlyCollection<Certificate> atHand)
        => this with { DenyList = DenyList.Learning(atHand.Concat(Information.Responses.Concat(Carried.Responses).Concat(Offered.Responses).SelectMany(static r => r.Certificates))) };
}

/// <summary>What becomes of a path when it is not known whether its certificates are revoked. A certificate that is known to be revoked refuses in each mode but <see cref="AllowRevoked"/>.</summary>
public enum RevocationMode
{
    /// <summary>Every certificate below the anchor must be known to be good: unknown and stale make the answer indeterminate. What is not said otherwise.</summary>
    Require = 0,

    /// <summary>What is at hand is used; unknown and stale are warnings.</summary>
    AllowUnknown = 1,

    /// <summary>Nothing is looked at: what the CA has revoked is trusted.</summary>
    AllowRevoked = 2,
}
