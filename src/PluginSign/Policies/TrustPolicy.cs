using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>What the host wants beyond a valid signature of a valid signer. The default is the strictest.</summary>
public sealed record TrustPolicy
{
    /// <summary>Accept signers below a development CA, whose private keys lie about on developers' machines. Shown in the report.</summary>
    public bool AllowDevelopmentCa { get; init; }

    /// <summary>One of these certificates must have signed, to the byte: another encoding of it is another certificate. Empty: any signer below the host CA.</summary>
    public ImmutableArray<CertificateFingerprint> ExpectedSigners { get; init; } = [];

    /// <summary>Warn of every certificate of a path that ends within this time after the validation time; null: of none.</summary>
    public TimeSpan? WarnBeforeExpiry { get; init; }

    /// <summary>What the host wants of the binary itself; null: its bytes are not parsed at all.</summary>
    public BinaryRequirements? Binary { get; init; }

    /// <summary>
    /// Accept a signature when one of its signers is trusted, whatever became of the others: for a host that cannot judge every signer of a hybrid signature yet.
    /// Without it every signer must be trusted. Shown in the report.
    /// </summary>
    public bool AllowAnySigner { get; init; }

    /// <summary>
    /// <see cref="AllowAnySigner"/> up to this instant, compared with the validation time, and no longer: for a host that asks for <see cref="RequirePostQuantumAfter"/> before it can
    /// judge both kinds of signers. Null allows nothing.
    /// </summary>
    public DateTimeOffset? AllowAnySignerBefore { get; init; }

    /// <summary>
    /// From this instant on, compared with the validation time, a trusted classical signer and a trusted ML-DSA signer (with ML-DSA all the way up to its anchor)
    /// must both be there, and every signer must be trusted. Before it what will be missing is warned about, and nothing is allowed that was not before. Null requires nothing.
    /// </summary>
    public DateTimeOffset? RequirePostQuantumAfter { get; init; }

    /// <summary>What this policy says of a valid path, for whoever asks about a certificate alone.</summary>
    public ImmutableArray<Finding> Judge(CertificationPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return CheckDevelopmentMark(path) is { } finding ? [finding, .. ExpiryCheck.Judge(path, WarnBeforeExpiry)] : ExpiryCheck.Judge(path, WarnBeforeExpiry);
    }

    /// <summary>Weighs what there is before the binary is looked into: only a yes lets its bytes be parsed.</summary>
    internal Decision DecideSignatures(PluginStanding standing) => (this with { Binary = null }).Decide(standing);

    /// <summary>Weighs the standing. Pure: the same evidence gives the same answer.</summary>
    internal Decision Decide(PluginStanding standing)
    {
        ImmutableArray<SignerReport> signers = [.. standing.Signers.Select(s => DecideSigner(s, standing.ValidationTime))];
        Finding? step = PostQuantumStep.Judge(RequirePostQuantumAfter, standing.ValidationTime, signers);
        bool isBefore = AllowAnySignerBefore is { } end && standing.ValidationTime < end;
        bool mayBeAny = (AllowAnySigner || isBefore) && step?.Severity != Severity.Error;
        signers = mayBeAny ? AnySigner.SetAside(signers) : signers;
        List<Finding> findings = [.. standing.Findings, .. signers.SelectMany(static s => s.Findings), .. new[] { step, mayBeAny ? AnySigner.Report(signers) : null }.OfType<Finding>()];
        if (CheckExpectedSigners(signers) is { } unexpected)
        {
            findings.Add(unexpected);
        }

        if (Binary is not null && standing.Binary is { } inspected)
        {
            findings.AddRange(inspected.Findings);
            findings.AddRange(inspected.TryGetValue(out BinaryFacts? facts) ? Binary.Judge(facts, standing.Directory) : []);
        }

        findings.AddRange(standing.InputFindings);

        // Nothing checked is not a pass: a yes needs content, a signature and signers, every one of the signers trusted that was not set aside, and a look at the binary when that was asked for.
        bool isComplete = standing.IsContentRead && standing.IsSignatureRead && signers.Length > 0 && (Binary is null || standing.Binary is { Passed: true });
        Verdict worst = signers.Where(static s => !s.IsSetAside).Select(static s => s.Verdict).Append(findings.Worst(Verdict.Trusted)).Min();
        if (worst == Verdict.Trusted && !isComplete)
        {
            worst = Verdict.Refused;
            findings.Add(Finding.Error(FindingCode.NothingChecked, "nothing was checked, so nothing can be trusted", "content, a signature, a signer, and what else was asked for"));
        }

        return new Decision(worst, signers, [.. findings.Distinct().InOrder()]);
    }

    private SignerReport DecideSigner(SignerReport signer, DateTimeOffset validationTime)
    {
        List<Finding> findings = [.. signer.Claim.Findings];
        if (signer.Claim.SigningTime is { } signingTime && signingTime > validationTime)
        {
            findings.Add(Finding.Warning(
                FindingCode.SigningTimeInFuture,
                "the signature claims a time after the validation time",
                $"not after {UtcText.Of(validationTime)}",
                UtcText.Of(signingTime),
                "check this host's clock and the signer's"));
        }

        findings.AddRange(signer.Time.Findings);
        if (signer.Time.Chain is { } authority && CheckDevelopmentMark(authority, "the timestamp") is { } mark)
        {
            findings.Add(mark);
        }

        findings.AddRange(signer.Search?.Answer.Findings ?? []);
        findings.AddRange(signer.Chain is { } chain ? Judge(chain) : []);
        Verdict worst = findings.Worst(Verdict.Trusted);
        bool isComplete = signer.Claim.IsValid && signer.Chain is not null;
        return signer.Decided(worst == Verdict.Trusted && !isComplete ? Verdict.Refused : worst, [.. findings]);
    }

    // A development CA's private keys lie on developers' machines: whoever has one can sign anything.
    private Finding? CheckDevelopmentMark(CertificationPath path, string who = "the signer")
    {
        if (!path.IsDevelopment)
        {
            return null;
        }

        return AllowDevelopmentCa
            ? Finding.Warning(FindingCode.DevelopmentCertificate, $"{who} comes from a development CA, which was allowed", null, path.Anchor.Subject)
            : Finding.Error(
                FindingCode.DevelopmentCertificate,
                $"{who} comes from a development CA",
                "a signer of the host CA",
                path.Anchor.Subject);
    }

    // An expected signer counts only when it is trusted itself: anybody can put a certificate into a signature.
    private Finding? CheckExpectedSigners(ImmutableArray<SignerReport> signers)
    {
        if (ExpectedSigners.IsDefaultOrEmpty || signers.IsEmpty)
        {
            return null;
        }

        bool isExpected = signers.Any(s => s.Verdict == Verdict.Trusted
            && s.Certificate is { } certificate
            && ExpectedSigners.Contains(CertificateFingerprint.Of(certificate)));
        return isExpected
            ? null
            : Finding.Error(
                FindingCode.UnexpectedSigner,
                "none of the expected signers has signed",
                string.Join(", ", ExpectedSigners),
                string.Join(", ", signers.Select(static s => s.Certificate?.Fingerprint ?? "a signer without a certificate")));
    }
}
