namespace PluginSign.Certificates.Revocation;

/// <summary>What is known of the revocation of one certificate. The value 0 refuses.</summary>
public enum RevocationStatus
{
    /// <summary>Its CA has withdrawn it.</summary>
    Revoked = 0,

    /// <summary>What speaks about it leaves open whether it is revoked, for example an OCSP responder that does not know it, or information that cannot be believed.</summary>
    Unknown = 1,

    /// <summary>What speaks about it is too old to be believed still.</summary>
    Stale = 2,

    /// <summary>Its CA says that it is not revoked.</summary>
    Good = 3,

    /// <summary>Nothing at hand speaks about it at all.</summary>
    Unheard = 4,
}
