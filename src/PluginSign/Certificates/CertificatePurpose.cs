namespace PluginSign.Certificates;

/// <summary>What the end entity's key must be meant for. The value 0 allows nothing.</summary>
public enum CertificatePurpose
{
    /// <summary>No purpose: every path is refused.</summary>
    None = 0,

    /// <summary>This project's strict code-signing profile.</summary>
    CodeSigning = 1,

    /// <summary>RFC 3161, 2.3: a critical extended key usage that holds timeStamping and nothing else.</summary>
    TimeStamping = 2,

    /// <summary>RFC 5280 path validation alone, with no profile on top.</summary>
    Any = 3,
}
