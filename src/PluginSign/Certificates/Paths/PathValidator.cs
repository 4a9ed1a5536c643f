using System.Collections.Immutable;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>
/// Finds and validates certification paths (RFC 5280, section 6) to a fixed set of trust anchors. Make one and use it for many certificates.
/// </summary>
/// <remarks>
/// Safe for several threads. What it remembers between validations is which signatures of certificates were right, and that changes no answer. It reads no clock, no store and no network. An anchor is trusted by the
/// caller's word, so its own signature is not checked and it need not be self-signed; its validity, CA flag, key usage, path length, name
/// constraints and critical extensions count like those of any other issuer.
/// </remarks>
public sealed class PathValidator
{
    private const int NotedAttempts = 5;

    private readonly IssuerIndex _anchors;
    private readonly IssuerIndex _intermediates;
    private readonly SignatureMemory _memory = new();

    /// <summary>Indexes the certificates once.</summary>
    /// <param name="anchors">The trust anchors, at most <see cref="Limits.Anchors"/>. Without any, every validation refuses.</param>
    /// <param name="intermediates">Intermediates at hand for every validation. Being here trusts none of them.</param>
    /// <exception cref="ArgumentException">More anchors than the cap.</exception>
    public PathValidator(IEnumerable<Certificate> anchors, IEnumerable<Certificate> intermediates)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(intermediates);
        _anchors = new IssuerIndex(anchors);
        _intermediates = new IssuerIndex(intermediates, _anchors);
        if (_anchors.All.Count > Limits.Anchors)
        {
            throw new ArgumentException($"more than {Limits.Anchors} trust anchors", nameof(anchors));
        }
    }

    /// <summary>Validates a path from <paramref name="endEntity"/> to one of the anchors without asking about revocation: what the CA has revoked passes, and nobody is denied.</summary>
    /// <inheritdoc cref="Validate"/>
    public PathValidation ValidateAllowingRevoked(
        Certificate endEntity, IReadOnlyList<Certificate> offeredIntermediates, DateTimeOffset validationTime, PathRequirements requirements)
        => Validate(endEntity, offeredIntermediates, validationTime, requirements, RevocationInputs.Off);

    /// <summary>Validates a path from <paramref name="endEntity"/> to one of the anchors.</summary>
    /// <param name="endEntity">The certificate whose key has signed.</param>
    /// <param name="offeredIntermediates">Certificates that came along, for example in the signature; hostile until proven otherwise. Others than intermediates do no harm.</param>
    /// <param name="validationTime">The time for which every certificate must be valid.</param>
    /// <param name="requirements">The purpose and the limits.</param>
    /// <param name="revocation">What is known of revocation, and what is asked of it.</param>
    /// <returns>The path, or the most telling reasons why there is none; other ways that were tried are notes.</returns>
    /// <exception cref="ArgumentException">The requirements contradict each other.</exception>
    public PathValidation Validate(
        Certificate endEntity,
        IReadOnlyList<Certificate> offeredIntermediates,
        DateTimeOffset validationTime,
        PathRequirements requirements,
        RevocationInputs revocation)
    {
        ArgumentNullException.ThrowIfNull(endEntity);
        ArgumentNullException.ThrowIfNull(offeredIntermediates);
        ArgumentNullException.ThrowIfNull(requirements);
        ArgumentNullException.ThrowIfNull(revocation);
        requirements.ThrowIfContradictory(nameof(requirements));
        IssuerIndex offered = new(offeredIntermediates, _anchors, _intermediates);
        Certificate[] atHand = [endEntity, .. _anchors.All, .. _intermediates.All, .. offered.All];
        requirements = requirements with { Distrusted = [.. requirements.Distrusted.Select(d => d.Learning(atHand))] };
        revocation = revocation.Learning(atHand);
        RevocationJudge judge = new(revocation, _intermediates, offered, revocation.Time ?? validationTime, requirements);
        PathSearch search = new(_anchors, _intermediates, offered, validationTime, requirements, revocation: judge, memory: _memory);
        PathMember member = search.EndEntity(endEntity);
        List<Finding> findings = [];
        judge.IsDenied(member, findings);
        if (_anchors.All.Count == 0)
        {
            return Refused([endEntity], [NoAnchor(), .. findings]);
        }

        CommonChecks.Judge(member, validationTime, findings);
        EndEntityChecks.Judge(member, requirements, findings);
        RequirementChecks.Judge(member, validationTime, requirements, findings);
        if (_anchors.Named(endEntity.SubjectDistinguishedName).Any(a => PathSearch.IsSameEntity(a, endEntity)))
        {
            return Refused([endEntity], [AnchorAsEndEntity(member), .. findings]);
        }

        ImmutableArray<PathMember> path = search.Find(member);
        if (path.IsEmpty)
        {
            return Explain(search, member, findings);
        }

        findings.AddRange(path.Skip(1).SelectMany(m => search.Judge(m)));
        ImmutableArray<RevocationStatus> revocations = judge.Judge(path, findings);
        return Answer([.. path.Select(static m => m.Certificate)], validationTime, search.Policies, findings, revocations);
    }

    /// <summary>
    /// Validates at the time that is proved, and else at the validation time: the one fallback of times, for signers and for timestamp authorities. When the chain was not yet
    /// there at the proved time but is now, because a CA above was renewed meanwhile, a proof of time must not make a good certificate bad.
    /// </summary>
    /// <param name="endEntity">The certificate whose key has signed.</param>
    /// <param name="offeredIntermediates">Certificates that came along.</param>
    /// <param name="provedTime">The time that is proved; null when none is.</param>
    /// <param name="signedBy">When the key has signed at the latest: a certificate that did not exist then cannot have, and gets no second chance. Null when nobody knows.</param>
    /// <param name="validationTime">The host's time.</param>
    /// <param name="requirements">The purpose and the limits.</param>
    /// <param name="revocation">What is known of revocation, and what is asked of it.</param>
    internal PathValidation ValidateAtEither(
        Certificate endEntity,
        IReadOnlyList<Certificate> offeredIntermediates,
        DateTimeOffset? provedTime,
        DateTimeOffset? signedBy,
        DateTimeOffset validationTime,
        PathRequirements requirements,
        RevocationInputs revocation)
    {
        DateTimeOffset first = provedTime ?? validationTime;
        PathValidation then = Validate(endEntity, offeredIntermediates, first, requirements, revocation);
        if (then.Answer.Passed || first == validationTime || endEntity.NotBefore > signedBy)
        {
            return then;
        }

        PathValidation now = Validate(endEntity, offeredIntermediates, validationTime, requirements, revocation);
        return now.Answer.Passed ? now : then;
    }

    private static PathValidation Answer(ImmutableArray<Certificate> path, DateTimeOffset validationTime, ImmutableArray<string> policies, List<Finding> findings, ImmutableArray<RevocationStatus> revocations)
        => findings.Exists(static f => f.Severity == Severity.Error)
            ? new PathValidation(Answers.Refused<CertificationPath>([.. findings]), path, revocations)
            : new PathValidation(Answers.Passed(new CertificationPath(path, validationTime, policies), [.. findings]), path, revocations);

    private static PathValidation Explain(PathSearch search, PathMember endEntity, List<Finding> findings)
    {
        ImmutableArray<PathAttempt> attempts = search.Diagnose(endEntity);
        PathAttempt best = attempts[0];
        if (search.Exhausted is not null)
        {
            findings.Insert(0, search.OutOfBudget());
        }

        findings.AddRange(best.Findings.Where(f => !findings.Contains(f)));
        foreach (PathAttempt other in attempts.Skip(1).Take(NotedAttempts).Where(static a => !a.Findings.IsEmpty))
        {
            Finding reason = other.Findings[0];
            findings.Add(Finding.Note(reason.Code, $"another path: {other.Text}: {reason.Message}", reason.Expected, reason.Actual));
        }

        return Refused(best.Certificates, [.. findings]);
    }

    private static PathValidation Refused(ImmutableArray<Certificate> considered, ImmutableArray<Finding> findings)
        => new(Answers.Refused<CertificationPath>(findings), considered, []);

    private static Finding NoAnchor() => Finding.Error(
        FindingCode.NoTrustAnchor,
        "no trust anchor was given, so nothing can be trusted",
        "the certificate of the host's CA",
        "none");

    // A signer that is trusted for itself cannot be expired, replaced or constrained by anyone.
    private static Finding AnchorAsEndEntity(PathMember endEntity) => Finding.Error(
        FindingCode.AnchorIsEndEntity,
        $"{endEntity} is itself a trust anchor, so nothing was verified: no signature and no issuer",
        "a certificate that a trust anchor has issued, directly or through intermediates",
        "the trust anchor's own name and key");
}
