namespace PluginSign.Certificates;

/// <summary>What a certification path must satisfy beyond RFC 5280, section 6. <c>default</c> values refuse or are the strictest.</summary>
public sealed record PathRequirements
{
    /// <summary>What the end entity's key must be meant for.</summary>
    public CertificatePurpose Purpose { get; init; }

    /// <summary>
    /// Most intermediates between the end entity and the anchor, self-issued ones not counted; 0 to <see cref="Limits.PathIntermediatesMost"/>,
    /// null takes <see cref="Limits.PathIntermediates"/>.
    /// </summary>
    public int? MaximumIntermediates { get; init; }

    /// <summary>
    /// With <see cref="CertificatePurpose.Any"/> only: an extended key usage, as dotted identifier, read as RFC 5280, 4.2.1.12 reads it: a certificate
    /// of the path that has the extension must hold this purpose or anyExtendedKeyUsage. Null asks for none.
    /// </summary>
    public string? ExtendedKeyUsage { get; init; }

    /// <summary>The purpose that an extended key usage on the path must allow; null for any.</summary>
    internal string? RequiredPurpose => Purpose switch
    {
        CertificatePurpose.CodeSigning => CertificateOids.CodeSigning,
        CertificatePurpose.TimeStamping => CertificateOids.TimeStamping,
        CertificatePurpose.Any => ExtendedKeyUsage,
        CertificatePurpose.None => null,
    };

    /// <summary>Refuses requirements that no caller can have meant.</summary>
    /// <exception cref="ArgumentException">The requirements contradict each other, or a number is out of range.</exception>
    internal void ThrowIfContradictory(string parameterName)
    {
        if (MaximumIntermediates is < 0 or > Limits.PathIntermediatesMost)
        {
            throw new ArgumentException($"MaximumIntermediates must lie between 0 and {Limits.PathIntermediatesMost}", parameterName);
        }

        if (ExtendedKeyUsage is not null && Purpose != CertificatePurpose.Any)
        {
            throw new ArgumentException("ExtendedKeyUsage goes with the purpose Any: the other purposes bring their own", parameterName);
        }
    }
}
