namespace PluginSign.Certificates.Revocation;

/// <summary>Whether revocation information comes from somebody who may speak about the certificate.</summary>
/// <param name="IsGenuine">It does.</param>
/// <param name="Fault">Why it does not; null for information that is somebody else's, with the same name.</param>
internal readonly record struct IssuerStanding(bool IsGenuine, string? Fault)
{
    public static IssuerStanding Genuine { get; } = new(IsGenuine: true, null);

    public static IssuerStanding Foreign { get; }

    public static IssuerStanding Faulty(string fault) => new(IsGenuine: false, fault);
}
