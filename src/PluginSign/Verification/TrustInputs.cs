using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;

namespace PluginSign.Verification;

/// <summary>Whom a host trusts, and what it knows about them. Everything is handed in; <c>new TrustInputs()</c> trusts nobody.</summary>
public sealed record TrustInputs
{
    /// <summary>The host CA's certificates. With none, everything is refused.</summary>
    public IReadOnlyList<Certificate> Anchors { get; init; } = [];

    /// <summary>Further certificates from which paths may be built; they are trusted for nothing.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>CRLs and OCSP responses that the host has got itself.</summary>
    public RevocationInformation Revocation { get; init; } = RevocationInformation.None;

    /// <summary>What becomes of a signer when it is not known whether its certificates are revoked. What is at hand is used, and unknown is a warning, unless the host asks for more.</summary>
    public RevocationMode RevocationMode { get; init; } = RevocationMode.IfAvailable;

    /// <summary>Lowercase hex SHA-256 fingerprints of certificates that are trusted for nothing, whatever a CA says: signers, intermediates and anchors.</summary>
    public IReadOnlyCollection<string> DeniedCertificates { get; init; } = [];
}
