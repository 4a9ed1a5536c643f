using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>Whom a host trusts, and what it knows about them. Everything is handed in; <c>new TrustInputs()</c> trusts nobody.</summary>
public sealed record TrustInputs
{
    /// <summary>The host CA's certificates. With none, everything is refused.</summary>
    public IReadOnlyList<Certificate> Anchors { get; init; } = [];

    /// <summary>Further certificates from which paths may be built; they are trusted for nothing.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>The CAs whose timestamp authorities are believed about the time, and about nothing else. With none, timestamps are not judged and prove no time.</summary>
    public IReadOnlyList<Certificate> TimestampAnchors { get; init; } = [];

    /// <summary>Timestamp tokens that did not come with the signature, each in DER: each counts for the signature that it is over.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TimestampTokens { get; init; } = [];

    /// <summary>When the oldest evidence pack among these inputs was gathered, as its maker says; null without one. For the report alone: what is in a pack has times of its own.</summary>
    public DateTimeOffset? EvidenceFreshAsOf { get; init; }

    /// <summary>What was found while these inputs were gathered, for example a CRL that could not be fetched: told in every report. It can add a refusal and take none away.</summary>
    public ImmutableArray<Finding> InputFindings { get; init; } = [];

    /// <summary>CAs that are retired: what they vouch for counts for signatures up to a time only. Compared with the trusted time of a signature where a timestamp proves one, else with the validation time.</summary>
    public IReadOnlyList<AuthorityDistrust> Distrusted { get; init; } = [];

    /// <summary>CRLs and OCSP responses that the host has got itself.</summary>
    public RevocationInformation Revocation { get; init; } = RevocationInformation.None;

    /// <summary>CRLs and OCSP responses that somebody else has carried here, for example in an evidence pack: they can add a refusal, or answer what the host's own leave open.</summary>
    public RevocationInformation CarriedRevocation { get; init; } = RevocationInformation.None;

    /// <summary>
    /// What becomes of a signer when it is not known whether its certificates are revoked. Unless the host allows less, they must be known to be good: here, in <see cref="RevocationInputs"/>
    /// and wherever nothing is said.
    /// </summary>
    public RevocationMode RevocationMode { get; init; }

    /// <summary>Certificates that are trusted for nothing, whatever a CA says, in all their encodings, and their keys with them: signers, intermediates and anchors.</summary>
    public IReadOnlyCollection<DeniedCertificate> DeniedCertificates { get; init; } = [];

    /// <summary>What of this the judge of revocation needs. Of a certificate that is denied by its fingerprint more is known when it is among these, whoever's anchor it is.</summary>
    internal RevocationInputs RevocationInputs => new RevocationInputs
    {
        Mode = RevocationMode,
        Information = Revocation,
        Carried = CarriedRevocation,
        Denied = DeniedCertificates,
    }.Learning(AtHand);

    /// <summary>The retired CAs, with what is known of them.</summary>
    internal IReadOnlyList<AuthorityDistrust> Retired => Learning(Distrusted, AtHand);

    private Certificate[] AtHand => [.. Anchors, .. Intermediates, .. TimestampAnchors];

    private static AuthorityDistrust[] Learning(IReadOnlyList<AuthorityDistrust> retired, Certificate[] atHand) => retired.Contains(null!)
        ? throw new ArgumentException("a retired CA is null: nobody would be retired", nameof(retired))
        : [.. retired.Select(d => d.Learning(atHand))];
}
