namespace PluginSign.Certificates.Revocation;

/// <summary>The four answers about one certificate. The value 0 refuses.</summary>
internal enum RevocationStatus
{
    Revoked = 0,

    /// <summary>Nothing that can be believed speaks about the certificate.</summary>
    Unknown = 1,

    /// <summary>What speaks about it is too old to be believed still.</summary>
    Stale = 2,

    Good = 3,
}
