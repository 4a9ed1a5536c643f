using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>The answer for one signer.</summary>
/// <param name="Standing">The signer.</param>
/// <param name="Verdict">The answer for this signer alone.</param>
/// <param name="Findings">Everything found about this signer.</param>
internal sealed record SignerDecision(SignerStanding Standing, Verdict Verdict, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the signer is not trusted and the policy allowed that, because another one is.</summary>
    public bool IsSetAside { get; init; }

    /// <summary>Whether the signer is trusted and its key is none of ML-DSA.</summary>
    public bool IsTrustedClassical => Verdict == Verdict.Trusted && Family(Standing.Signature.Certificate) is { } family && !family.IsPostQuantum();

    /// <summary>Whether the signer is trusted and its key is of ML-DSA.</summary>
    public bool IsTrustedMlDsa => Verdict == Verdict.Trusted && Family(Standing.Signature.Certificate) is { } family && family.IsPostQuantum();

    /// <summary>
    /// Whether the signer is trusted and every key from its own to the anchor's is of ML-DSA: who can forge the signature of a classical CA can issue himself
    /// as many post-quantum signers as he likes.
    /// </summary>
    public bool IsTrustedPostQuantum => IsTrustedMlDsa
        && Standing.Path is { } search
        && search.Answer.TryGetValue(out CertificationPath? path)
        && path.Certificates.All(static c => Family(c) is { } family && family.IsPostQuantum());

    private static KeyFamily? Family(Certificate? certificate) => certificate is not null && certificate.PublicKey.TryGetValue(out PublicKey? key) ? key.Family : null;
}
