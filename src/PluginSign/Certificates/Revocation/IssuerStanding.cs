namespace PluginSign.Certificates.Revocation;

/// <summary>Whether revocation information comes from somebody who may speak about the certificate.</summary>
/// <param name="Authority">The certificate whose key has signed it, when that one may; else null.</param>
/// <param name="Fault">Why it may not; null for information that is somebody else's, with the same name.</param>
internal readonly record struct IssuerStanding(Certificate? Authority, string? Fault)
{
    /// <summary>It is somebody else's. So is <c>default</c>.</summary>
    public static IssuerStanding Foreign => default;

    public bool IsGenuine => Authority is not null;

    /// <summary>Whether nobody knows, because there was too much to check: never a reason for a yes.</summary>
    public bool IsExhausted { get; private init; }

    public static IssuerStanding Exhausted(RevocationBudget budget)
        => new(null, $"there are more signatures to check than the {budget.Most} that are checked") { IsExhausted = true };

    public static IssuerStanding Genuine(Certificate authority) => new(authority, null);

    public static IssuerStanding Faulty(string fault) => new(null, fault);
}
