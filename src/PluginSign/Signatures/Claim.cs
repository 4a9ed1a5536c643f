using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>
/// What one signer claims, neutral of the format that it stood in: whose key signed, whether over exactly this content, and since when at the latest.
/// Whether that certificate is trusted is another question, which no claim answers.
/// </summary>
/// <remarks>Immutable. <c>new Claim()</c> is a claim of nobody over nothing, and not valid.</remarks>
public sealed record Claim
{
    /// <summary>The certificate whose key made the signature; when none did, the likeliest of the signer's name; null when there is none.</summary>
    public Certificate? Certificate { get; init; }

    /// <summary>For example <c>ecdsa-p256-sha256</c>; null when it could not be read.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Whether the key of <see cref="Certificate"/> made a signature over exactly the content's digests. Whoever reads a format says so; what was not checked is not.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The time that the signer says (UTC), for example in the signing-time attribute: proved by nobody.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>When the signature existed at the latest, as somebody proves whom the host trusts for time (UTC); null when nothing proves a time.</summary>
    public DateTimeOffset? ProvedTime { get; init; }

    /// <summary>What was found about this claim; empty, never null.</summary>
    public ImmutableArray<Finding> Findings
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Whether the signature is one over exactly this content, made by the key of <see cref="Certificate"/>, with nothing found against it.</summary>
    public bool IsValid => IsSigned && Certificate is not null && Findings.All(static f => f.Severity != Severity.Error);
}
