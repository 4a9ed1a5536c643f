namespace PluginSign.Certificates.Revocation;

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
