using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Verification;

/// <summary>Says what time the timestamps of a signer prove: tokens over its signature, by authorities that the host trusts for time and for nothing else.</summary>
/// <remarks>
/// Anybody can add a token or damage one, for nothing signs them. So a token that is no good is a warning and never makes a signer worse than no token;
/// of several valid ones the earliest counts, which nobody can forge; and where the answer depends on a token that is no good, the answer is no.
/// </remarks>
internal sealed class TimestampJudge
{
    private readonly PathValidator _paths;
    private readonly ImmutableArray<Certificate> _intermediates;
    private readonly bool _hasAnchors;
    private readonly ImmutableArray<TimestampToken> _detached;

    public TimestampJudge(TrustInputs trust)
    {
        _intermediates = [.. trust.Intermediates];
        _paths = new PathValidator(trust.TimestampAnchors, _intermediates);
        _hasAnchors = trust.TimestampAnchors.Count > 0;
        _detached = [.. trust.TimestampTokens.Take(Limits.EvidencePackParts).Select(static t => TimestampToken.Read(t).TryGetValue(out TimestampToken? token) ? token : null).OfType<TimestampToken>()];
        TimeStamping = new PathRequirements { Purpose = CertificatePurpose.TimeStamping, Distrusted = trust.Retired };
    }

    private PathRequirements TimeStamping { get; }

    /// <summary>Judges the tokens of one signer whose signature is valid.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="budget">What the tokens of the whole signature may still cost.</param>
    /// <param name="revocation">What is known of revocation: an authority can be revoked, too.</param>
    /// <param name="validationTime">The host's time.</param>
    public TimestampReport Judge(CmsSigner signer, TimestampBudget budget, RevocationInputs revocation, DateTimeOffset validationTime)
    {
        List<Finding> findings = TimestampAttributes.IsMisplaced(signer) ? [TimestampFindings.Misplaced()] : [];
        if (!_hasAnchors && !TimestampAttributes.Tokens(signer).IsEmpty)
        {
            findings.Add(Finding.Note(
                FindingCode.TimestampNotEvaluated,
                "the signature has a timestamp, which was not judged: no timestamp authority is trusted",
                "the certificate of a timestamp authority's CA",
                "none").Advised());
            return new TimestampReport { Findings = [.. findings.Select(static f => f.Harmless())] };
        }

        ProvedTime? proved = Best(signer, budget, revocation, validationTime, 0, findings);
        return new TimestampReport
        {
            Timestamp = proved?.GenTime,
            TrustedTime = proved?.Latest,
            Chain = proved?.Path,
            RenewalChains = proved?.OuterPaths ?? [],
            Findings = [.. findings.Select(static f => f.Harmless()).Distinct()],
        };
    }

    /// <summary>The refusal when the signer's certificate has expired and there are tokens, none of which helps.</summary>
    public static Finding Needed(TimestampReport time)
    {
        Finding? reason = time.Findings.InOrder().FirstOrDefault();
        return Finding.Error(
            FindingCode.TimestampNeeded,
            "the signer's certificate has expired, and no timestamp proves that it signed before",
            "a valid timestamp from before the expiry",
            reason?.Message,
            reason?.Hint).Offering(reason?.Remedy ?? Remedy.None);
    }

    // The earliest of the valid tokens: whoever adds another one can only add a later one.
    private ProvedTime? Best(CmsSigner signer, TimestampBudget budget, RevocationInputs revocation, DateTimeOffset time, int depth, List<Finding> findings)
    {
        ProvedTime? best = null;
        foreach (ReadOnlyMemory<byte> encoded in TokensOver(signer))
        {
            if (budget.Refusal(depth) is { } refusal)
            {
                findings.Add(refusal);
                break;
            }

            Answer<TimestampToken> read = TimestampToken.Read(encoded);
            findings.AddRange(read.Findings);
            if (read.TryGetValue(out TimestampToken? token) && Prove(token, signer, budget, revocation, time, depth, findings) is { } proved
                && (best is null || proved.Latest < best.Latest))
            {
                best = proved;
            }
        }

        return best;
    }

    // Those that came with the signature, and those of an evidence pack that are over it and are not the same ones.
    private IEnumerable<ReadOnlyMemory<byte>> TokensOver(CmsSigner signer)
    {
        ImmutableArray<ReadOnlyMemory<byte>> own = TimestampAttributes.Tokens(signer);
        return own.Concat(_detached.Where(t => t.IsOver(signer) && !own.Any(o => o.Span.SequenceEqual(t.Encoded.Span))).Select(static t => t.Encoded));
    }

    private ProvedTime? Prove(TimestampToken token, CmsSigner stamped, TimestampBudget budget, RevocationInputs revocation, DateTimeOffset time, int depth, List<Finding> findings)
    {
        Claim claim = token.Verify(stamped, _intermediates, budget.Signatures);
        findings.AddRange(claim.Findings);
        if (!claim.IsValid || claim.Certificate is not { } certificate)
        {
            return null;
        }

        // A newer token over this one proves that this one existed while its authority's certificate was still good.
        ProvedTime? outer = Best(token.Signer, budget, revocation, time, depth + 1, findings);
        DateTimeOffset judgedAt = outer?.Latest ?? time;
        if (token.GenTime - token.Accuracy > judgedAt)
        {
            findings.Add(InFuture(token, judgedAt));
            return null;
        }

        // RFC 3161, 4: what an authority stamped before it was revoked stays good (1), unless its key fell into foreign hands (2): then nothing does, renewed or not.
        DateTimeOffset stampedAt = token.GenTime + token.Accuracy;
        RevocationInputs known = revocation with { TrustedTime = judgedAt < time && judgedAt < stampedAt ? judgedAt : stampedAt };
        PathValidation validation = _paths.ValidateAtEither(certificate, token.Certificates, judgedAt, stampedAt, time, TimeStamping, known);
        findings.AddRange(validation.Answer.Findings.Where(static f => f.Severity == Severity.Error).Select(AuthorityRefused));
        if (!validation.Answer.TryGetValue(out CertificationPath? path))
        {
            return null;
        }

        if (certificate.NotBefore > stampedAt || certificate.NotAfter < token.GenTime - token.Accuracy)
        {
            findings.Add(OutsideItsCertificate(token, certificate));
            return null;
        }

        return new ProvedTime(token.GenTime, stampedAt < judgedAt ? stampedAt : judgedAt, path, outer is null ? [] : [outer.Path, .. outer.OuterPaths]);
    }

    // The chain's own code would say that the signer's chain is at fault.
    private static Finding AuthorityRefused(Finding reason)
    {
        FindingCode code = reason.Code switch
        {
            FindingCode.CertificateExpired or FindingCode.CertificateNotYetValid => FindingCode.TimestampAuthorityExpired,
            FindingCode.ExtendedKeyUsageMismatch or FindingCode.ExtendedKeyUsageMissing or FindingCode.KeyUsageMismatch or FindingCode.EndEntityIsCa => FindingCode.TimestampAuthorityPurpose,
            _ => FindingCode.TimestampAuthorityUntrusted,
        };
        string message = $"the timestamp does not count: {reason.Message}";
        return code == FindingCode.TimestampAuthorityExpired
            ? Finding.Error(code, message, reason.Expected, reason.Actual, "timestamps must be renewed before their authority expires; get the plugin signed again").Offering(Remedy.RenewStamps)
            : reason.As(code, message);
    }

    private static Finding InFuture(TimestampToken token, DateTimeOffset judgedAt) => Finding.Error(
        FindingCode.TimestampInFuture,
        "the timestamp lies in the future",
        $"not after {UtcText.Of(judgedAt)}",
        $"{UtcText.Of(token.GenTime)}, give or take {token.Accuracy.TotalSeconds:0.###} seconds");

    private static Finding OutsideItsCertificate(TimestampToken token, Certificate certificate) => Finding.Error(
        FindingCode.TimestampAuthorityExpired,
        "the timestamp says a time at which its authority's certificate was not valid",
        $"from {UtcText.Of(certificate.NotBefore)} until {UtcText.Of(certificate.NotAfter)}",
        UtcText.Of(token.GenTime));

    private sealed record ProvedTime(DateTimeOffset GenTime, DateTimeOffset Latest, CertificationPath Path, ImmutableArray<CertificationPath> OuterPaths);
}
