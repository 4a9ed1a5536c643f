using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Policies;

/// <summary>
/// One signer: what it claims, where its certificate leads, what its timestamps prove, and what was decided. Every signer is judged, and every one must be trusted
/// unless the policy allows any of them to be enough.
/// </summary>
/// <remarks>Immutable. The library alone makes one, and one that nobody has decided about is refused.</remarks>
public sealed class SignerReport
{
    internal SignerReport(Claim claim, PathValidation? search, TimestampReport time)
    {
        Claim = claim;
        Search = search;
        Time = time;
    }

    private SignerReport(SignerReport undecided, Verdict verdict, ImmutableArray<Finding> findings, bool isSetAside)
        : this(undecided.Claim, undecided.Search, undecided.Time)
    {
        Verdict = verdict;
        Findings = findings;
        IsSetAside = isSetAside;
    }

    /// <summary>What the signature says of this signer.</summary>
    public Claim Claim { get; }

    /// <summary>What its timestamps prove.</summary>
    public TimestampReport Time { get; }

    /// <summary>The answer for this signer alone.</summary>
    public Verdict Verdict { get; }

    /// <summary>What was found about this signer.</summary>
    public ImmutableArray<Finding> Findings { get; } = [];

    /// <summary>Whether the signer is not trusted and the policy allowed that, because another one is.</summary>
    public bool IsSetAside { get; }

    /// <summary>The certificate whose key made the signature; null when none was found.</summary>
    public Certificate? Certificate => Claim.Certificate;

    /// <summary>The validated certification path; null when there is none.</summary>
    public CertificationPath? Chain => Search is not null && Search.Answer.TryGetValue(out CertificationPath? chain) ? chain : null;

    /// <summary>The validated certification path, or as far as the closest attempt came, end entity first.</summary>
    public ImmutableArray<Certificate> Considered => Search?.Considered ?? [];

    /// <summary>The search for the path; null when there was no certificate to start from.</summary>
    internal PathValidation? Search { get; }

    /// <summary>Whether the signer is trusted and its key is none of ML-DSA.</summary>
    internal bool IsTrustedClassical => Verdict == Verdict.Trusted && Family(Certificate) is { } family && !family.IsPostQuantum();

    /// <summary>
    /// Whether the signer is trusted and every key from its own to the anchor's is of ML-DSA: who can forge the signature of a classical CA can issue himself
    /// as many post-quantum signers as he likes.
    /// </summary>
    internal bool IsTrustedPostQuantum => Verdict == Verdict.Trusted
        && Chain is { } chain
        && chain.Certificates.All(static c => Family(c) is { } family && family.IsPostQuantum());

    /// <summary>The same signer with what was decided.</summary>
    internal SignerReport Decided(Verdict verdict, ImmutableArray<Finding> findings) => new(this, verdict, findings, isSetAside: false);

    /// <summary>The same signer, whose errors do not refuse the file any more. Its own verdict stays what it is.</summary>
    internal SignerReport SetAside(ImmutableArray<Finding> findings) => new(this, Verdict, findings, isSetAside: true);

    private static KeyFamily? Family(Certificate? certificate) => certificate is not null && certificate.PublicKey.TryGetValue(out PublicKey? key) ? key.Family : null;
}
