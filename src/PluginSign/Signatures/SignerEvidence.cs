using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>
/// What one signer's signature proves: that the key of <see cref="Certificate"/> signed this content. Whether that certificate is trusted is another question.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed class SignerEvidence
{
    internal SignerEvidence()
    {
    }

    /// <summary>The certificate whose key made the signature; when none did, the likeliest of the signer's name; null when there is none.</summary>
    public Certificate? Certificate { get; internal init; }

    /// <summary>For example <c>ecdsa-p256-sha256</c>; null when it could not be read.</summary>
    public string? Algorithm { get; internal init; }

    /// <summary>The signing-time attribute (UTC): what the signer claims, proved by nobody.</summary>
    public DateTimeOffset? SigningTime { get; internal init; }

    /// <summary>What was found about this signer.</summary>
    public ImmutableArray<Finding> Findings { get; internal init; }

    /// <summary>Whether the signature is one over exactly this content, made by the key of <see cref="Certificate"/>.</summary>
    public bool IsValid => Verified && Certificate is not null && !Findings.IsDefault && Findings.All(static f => f.Severity != Severity.Error);

    internal bool Verified { get; init; }
}
