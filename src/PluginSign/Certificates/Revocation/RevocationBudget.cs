namespace PluginSign.Certificates.Revocation;

/// <summary>What one search may spend on revocation: hostile CRLs and responses can ask for any amount of work.</summary>
internal sealed class RevocationBudget
{
    private int _signatures = Limits.RevocationSignatureChecks;
    private int _paths = Limits.CrlIssuerPaths;

    /// <summary>For the paths of CRL issuers together.</summary>
    public PathBudget Paths { get; } = new(Limits.RevocationSignatureChecks);

    public bool TrySpendSignature() => _signatures-- > 0;

    public bool TrySpendPath() => _paths-- > 0;
}
