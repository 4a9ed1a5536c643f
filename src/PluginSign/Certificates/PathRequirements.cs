namespace PluginSign.Certificates;

/// <summary>What a certification path must satisfy beyond RFC 5280, section 6. <c>default</c> values refuse or are the strictest.</summary>
public sealed record PathRequirements
{
    /// <summary>What the end entity's key must be meant for.</summary>
    public CertificatePurpose Purpose { get; init; }

    /// <summary>Most intermediates between the end entity and the anchor; null takes <see cref="Limits.PathIntermediates"/>.</summary>
    public int? MaximumIntermediates { get; init; }
}
