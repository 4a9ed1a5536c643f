using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>A certificate beside the path whose key is to vouch for revocation: it hangs from the path like a signer's certificate, and is judged like one.</summary>
/// <remarks>Its issuer is on the path, which is judged already; so what is left of RFC 5280, section 6, is the last certificate's part.</remarks>
internal sealed class AppointedIssuer(DateTimeOffset time, PathRequirements requirements, RevocationJudge judge)
{
    private readonly PathBudget _names = new(Limits.PathsTried);
    private readonly Dictionary<(Certificate Subject, Certificate Issuer), bool> _signatures = [];

    /// <summary>Why it is not good enough; null when it is.</summary>
    /// <param name="member">The certificate.</param>
    /// <param name="issuer">Where on the path its issuer stands.</param>
    /// <param name="path">The path.</param>
    /// <param name="isExempt">Whether its CA has said that nobody need ask whether it is revoked (RFC 6960, 4.2.2.2.1): a revocation that is known counts all the same.</param>
    /// <param name="mayVouchForItself">Whether its certificate may name itself as the one whose CRL speaks about it.</param>
    /// <param name="budget">What its signature is spent from.</param>
    public string? FindFault(PathMember member, int issuer, IReadOnlyList<PathMember> path, bool isExempt, bool mayVouchForItself, RevocationBudget budget)
    {
        string name = $"`{member.Certificate.Subject}`";
        if (!IsSigned(member.Certificate, path[issuer].Certificate, budget))
        {
            return $"its signer {name} is not appointed by {path[issuer]}: the certificate is not signed by it";
        }

        List<Finding> findings = [];
        CommonChecks.Judge(member, time, findings);
        RequirementChecks.Judge(member, time, requirements, findings);
        judge.IsDenied(member, findings);
        for (int i = issuer; i < path.Count && findings.TrueForAll(static f => f.Severity != Severity.Error); i++)
        {
            if (!NameConstraintCheck.Judge(path[i], member, _names, findings))
            {
                return $"its signer {name} has more names than can be compared";
            }
        }

        return findings.Find(static f => f.Severity == Severity.Error) is { } wrong
            ? $"its signer's certificate is refused: {wrong.Message}"
            : judge.FindFault([member, .. path.Skip(issuer)], isExempt, mayVouchForItself);
    }

    private bool IsSigned(Certificate subject, Certificate issuer, RevocationBudget budget)
    {
        if (_signatures.TryGetValue((subject, issuer), out bool known))
        {
            return known;
        }

        if (subject.SignatureScheme is not { } scheme || !issuer.PublicKey.TryGetValue(out PublicKey? key) || !budget.TrySpendSignature())
        {
            return false;
        }

        return _signatures[(subject, issuer)] = key.Verify(scheme, subject.ToBeSigned.Span, subject.Signature.Span);
    }
}
