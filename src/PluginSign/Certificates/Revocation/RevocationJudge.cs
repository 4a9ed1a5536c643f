using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>Says of every certificate of a path below the anchor: good, revoked, unknown or stale? One object a search, not for several threads.</summary>
internal sealed class RevocationJudge
{
    private readonly RevocationInputs _inputs;
    private readonly CrlSource _crls;
    private readonly OcspSource _ocsp;
    private readonly Dictionary<(Certificate Subject, Certificate Issuer, Certificate Anchor), RevocationAnswer> _answers = [];
    private readonly HashSet<Certificate> _asked = [];

    public RevocationJudge(RevocationInputs inputs, IssuerIndex intermediates, IssuerIndex offered, DateTimeOffset time)
    {
        _inputs = inputs;
        RevocationBudget budget = new();
        _crls = new CrlSource(inputs, time, new CrlIssuers(intermediates, offered, time, budget, this));
        _ocsp = new OcspSource(inputs, time, new OcspResponders(time, budget, this));
    }

    /// <summary>Whether the caller trusts this certificate for nothing.</summary>
    public bool IsDenied(PathMember member, List<Finding> findings) => _inputs.DenyList.Judge(member, findings);

    /// <summary>Adds what speaks against the path, and what its reader should know.</summary>
    public void Judge(IReadOnlyList<PathMember> path, List<Finding> findings)
    {
        if (_inputs.Mode == RevocationMode.AllowRevoked)
        {
            return;
        }

        List<string> good = [];
        List<PathMember> unheard = [];
        for (int i = path.Count - 2; i >= 0; i--)
        {
            RevocationAnswer answer = Ask(path[i], path[i + 1], path);
            findings.AddRange(answer.Findings);
            if (answer.Status == RevocationStatus.Good)
            {
                good.Add(answer.Text);
            }
            else if (answer is { Status: RevocationStatus.Unknown, Text.Length: 0 })
            {
                unheard.Insert(0, path[i]);
            }
            else
            {
                findings.Add(RevocationFindings.Of(path[i], answer, _inputs.Mode));
            }
        }

        if (unheard.Count > 0)
        {
            findings.Add(RevocationFindings.Unheard(unheard, _inputs.Mode));
        }
        else if (good.Count == path.Count - 1)
        {
            findings.Add(RevocationFindings.Good(good));
        }
    }

    /// <summary>Why the path of a CRL issuer is not good enough; null when it is.</summary>
    public string? FindFault(IReadOnlyList<PathMember> path)
    {
        for (int i = path.Count - 2; i >= 0; i--)
        {
            // Who issued a CRL issuer's certificate may have said in it that the issuer's own CRL speaks about it (PKITS, 4.14.30). Nobody else says anything then,
            // and a compromised issuer could say what it likes: but that is what its CA has chosen. What the CRL lists counts in any case.
            if (_asked.Contains(path[i].Certificate) && NamesItself(path[i].Certificate))
            {
                continue;
            }

            if (FindFault([path[i], path[i + 1]], path) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Why the first of the pair, issued by the second, is not good enough to vouch for others; null when it is.</summary>
    public string? FindFault(IReadOnlyList<PathMember> pair, IReadOnlyList<PathMember> path)
    {
        if (_asked.Count >= Limits.RevocationDepth)
        {
            return "too many issuers of revocation information stand behind one another";
        }

        RevocationStatus status = Ask(pair[0], pair[1], path).Status;
        return status switch
        {
            RevocationStatus.Revoked => $"its signer `{pair[0].Certificate.Subject}` is revoked",
            RevocationStatus.Good => null,
            _ => _inputs.Mode == RevocationMode.Require ? $"nobody knows whether its signer `{pair[0].Certificate.Subject}` is revoked" : null,
        };
    }

    private static bool NamesItself(Certificate certificate)
        => certificate.Known.DistributionPoints.Any(p => p.CrlIssuers.Any(n => n.Directory is { } name && name.IsEqualTo(certificate.SubjectDistinguishedName)));

    private RevocationAnswer Ask(PathMember subject, PathMember issuer, IReadOnlyList<PathMember> path)
    {
        (Certificate Subject, Certificate Issuer, Certificate Anchor) key = (subject.Certificate, issuer.Certificate, path[^1].Certificate);
        if (_answers.TryGetValue(key, out RevocationAnswer? known))
        {
            return known;
        }

        // Who vouches for a CRL cannot be vouched for by that CRL alone.
        if (!_asked.Add(subject.Certificate))
        {
            return new RevocationAnswer(RevocationStatus.Unknown, $"only revocation information that `{subject.Certificate.Subject}` has signed speaks about it", []);
        }

        RevocationOpinion opinion = new(subject, _inputs.TrustedTime);
        _ocsp.Ask(subject, issuer, path, opinion);
        if (!opinion.IsRevoked)
        {
            _crls.Ask(subject, issuer.Certificate, path, opinion);
        }

        RevocationAnswer answer = opinion.Weigh();
        _asked.Remove(subject.Certificate);
        if (_asked.Count == 0)
        {
            _answers.Add(key, answer);
        }

        return answer;
    }
}
