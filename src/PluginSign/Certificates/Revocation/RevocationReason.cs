namespace PluginSign.Certificates.Revocation;

/// <summary>Why a certificate is revoked (RFC 5280, 5.3.1), with the RFC's numbers.</summary>
public enum RevocationReason
{
    /// <summary>No reason was given: the worst must be assumed.</summary>
    Unspecified = 0,

    /// <summary>Somebody else has the key.</summary>
    KeyCompromise = 1,

    /// <summary>Somebody else has the CA's key.</summary>
    CaCompromise = 2,

    /// <summary>The subject's name or other facts have changed.</summary>
    AffiliationChanged = 3,

    /// <summary>Another certificate has taken its place.</summary>
    Superseded = 4,

    /// <summary>It is no longer needed.</summary>
    CessationOfOperation = 5,

    /// <summary>Suspended for the time being.</summary>
    CertificateHold = 6,

    /// <summary>In a delta CRL: no longer suspended.</summary>
    RemoveFromCrl = 8,

    /// <summary>The subject may no longer do what the certificate says.</summary>
    PrivilegeWithdrawn = 9,

    /// <summary>Somebody else has the attribute authority's key.</summary>
    AaCompromise = 10,
}
