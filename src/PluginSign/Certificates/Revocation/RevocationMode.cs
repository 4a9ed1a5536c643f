namespace PluginSign.Certificates.Revocation;

/// <summary>What becomes of a path when it is not known whether its certificates are revoked. A certificate that is known to be revoked refuses in each mode but <see cref="Off"/>.</summary>
public enum RevocationMode
{
    /// <summary>Every certificate below the anchor must be known to be good: unknown and stale make the answer indeterminate.</summary>
    Require = 0,

    /// <summary>What is at hand is used; unknown and stale are warnings.</summary>
    IfAvailable = 1,

    /// <summary>Nothing is looked at.</summary>
    Off = 2,
}
