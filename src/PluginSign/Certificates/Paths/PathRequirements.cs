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

    /// <summary>
    /// The certificate policies that are accepted, as dotted identifiers of the trust anchor's side (RFC 5280, 6.1.1 (c)); null accepts every one. By itself this
    /// refuses nothing, for a path need not be valid for any policy: set <see cref="RequireExplicitPolicy"/> too.
    /// </summary>
    public IReadOnlyList<string>? InitialPolicies { get; init; }

    /// <summary>The path must be valid for a policy, one of <see cref="InitialPolicies"/> where they are given (RFC 5280, 6.1.1 (f)).</summary>
    public bool RequireExplicitPolicy { get; init; }

    /// <summary>Policies may not be mapped anywhere on the path (RFC 5280, 6.1.1 (e)).</summary>
    public bool InhibitPolicyMapping { get; init; }

    /// <summary>anyPolicy in a certificate stands for nothing (RFC 5280, 6.1.1 (g)).</summary>
    public bool InhibitAnyPolicy { get; init; }

    /// <summary>
    /// Every certificate of the path, the anchor included, must obey RFC 5280's rules for what a CA may issue (section 4): serial numbers, key identifiers, which
    /// extensions are critical, what only a CA may have.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>The keys and algorithms that are allowed, of those that are supported.</summary>
    public KeyRequirements Keys { get; init; } = new();

    /// <summary>CAs, anchors or intermediates, that are trusted up to a time only; at most <see cref="Limits.Anchors"/>.</summary>
    public IReadOnlyList<AuthorityDistrust> Distrusted { get; init; } = [];

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

        if (InitialPolicies is { } policies && (policies.Count is 0 or > Limits.CertificatePolicies || policies.Any(static p => !IsIdentifier(p))))
        {
            throw new ArgumentException($"InitialPolicies are 1 to {Limits.CertificatePolicies} dotted identifiers, or null for every policy", parameterName);
        }

        if (Distrusted is null || Distrusted.Count > Limits.Anchors || Distrusted.Contains(null!))
        {
            throw new ArgumentException($"Distrusted are at most {Limits.Anchors} CAs, none of them null", parameterName);
        }

        ArgumentNullException.ThrowIfNull(Keys, parameterName);
        Keys.ThrowIfContradictory(parameterName);
    }

    // Arcs of digits, two at least. anyPolicy among the accepted ones would mean every policy, which null says already.
    private static bool IsIdentifier(string text)
        => text is not null and not CertificateOids.AnyPolicy
            && text.Split('.') is { Length: > 1 } arcs && Array.TrueForAll(arcs, static a => a.Length > 0 && a.All(char.IsAsciiDigit));
}

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
