namespace PluginSign.Findings;

/// <summary>What a finding's sentence tells of, as values that a program can act on. What does not apply is null.</summary>
public sealed record FindingValues
{
    /// <summary>The file or directory.</summary>
    public string? Path { get; init; }

    /// <summary>The user who owns it, by name where it has one, else by number.</summary>
    public string? Owner { get; init; }

    /// <summary>The certificate's fingerprint: lowercase hex SHA-256.</summary>
    public string? Certificate { get; init; }

    /// <summary>The start of validity (UTC).</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The end of validity (UTC).</summary>
    public DateTimeOffset? NotAfter { get; init; }
}
