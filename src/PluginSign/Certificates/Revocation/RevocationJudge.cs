using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>Says of every certificate of a path below the anchor: good, revoked, unknown or stale? One object a search, not for several threads.</summary>
internal sealed class RevocationJudge
{
    private readonly RevocationInputs _inputs;
    private readonly ImmutableArray<RevocationOrigin> _origins;
    private readonly RevocationBudget _strangers = new(Limits.OfferedSignatureChecks);
    private readonly CrlSource _crls;
    private readonly OcspSource _ocsp;
    private readonly Dictionary<string, RevocationAnswer> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<Certificate> _asked = [];

    public RevocationJudge(RevocationInputs inputs, IssuerIndex intermediates, IssuerIndex offered, DateTimeOffset time, PathRequirements requirements)
    {
        _inputs = inputs;
        _origins = RevocationOrigin.Of(inputs);
        AppointedIssuer appointed = new(time, requirements, this);
        _crls = new CrlSource(time, new CrlIssuers(intermediates, offered, _strangers, appointed, requirements.RequiredPurpose));
        _ocsp = new OcspSource(time, new OcspResponders(appointed));
    }

    /// <summary>Whether the caller trusts this certificate for nothing.</summary>
    public bool IsDenied(PathMember member, List<Finding> findings) => _inputs.DenyList.Judge(member, findings);

    /// <summary>Adds what speaks against the path, and what its reader should know.</summary>
    /// <returns>The answers about the certificates below the anchor, in the path's order; empty when nobody was to be asked.</returns>
    public ImmutableArray<RevocationStatus> Judge(IReadOnlyList<PathMember> path, List<Finding> findings)
    {
        if (_inputs.Mode == RevocationMode.AllowRevoked)
        {
            return [];
        }

        RevocationStatus[] statuses = new RevocationStatus[path.Count - 1];
        List<string> good = [];
        List<PathMember> unheard = [];
        for (int i = path.Count - 2; i >= 0; i--)
        {
            RevocationAnswer answer = Ask([.. path.Skip(i)]);
            statuses[i] = answer.Status;
            findings.AddRange(answer.Findings);
            if (answer.Status == RevocationStatus.Good)
            {
                good.Add(answer.Text);
            }
            else if (answer.Status == RevocationStatus.Unheard)
            {
                unheard.Insert(0, path[i]);
            }
            else
            {
                findings.Add(RevocationFindings.Of(path[i], answer, _inputs.Mode));
            }
        }

        findings.AddRange(_origins.Where(static o => o is { IsOffered: true, Budget.IsExhausted: true }).Select(static o => RevocationFindings.TooMuch(o.Name, o.Budget)));
        if (_strangers.IsExhausted)
        {
            findings.Add(RevocationFindings.TooMuch("the certificates at hand under the names of CRL issuers", _strangers));
        }

        if (unheard.Count > 0)
        {
            findings.Add(RevocationFindings.Unheard(unheard, _inputs.Mode));
        }
        else if (good.Count == path.Count - 1)
        {
            findings.Add(RevocationFindings.Good(good));
        }

        return [.. statuses];
    }

    /// <summary>Why the first certificate, whose issuer stands second, is not good enough to vouch for others; null when it is.</summary>
    /// <param name="path">From that certificate up to the anchor.</param>
    /// <param name="isExempt">Whether it does not matter that nobody knows of its revocation.</param>
    /// <param name="mayVouchForItself">Whether its certificate may name itself as the one whose CRL speaks about it.</param>
    public string? FindFault(IReadOnlyList<PathMember> path, bool isExempt, bool mayVouchForItself)
    {
        Certificate certificate = path[0].Certificate;

        // Who issued a CRL issuer's certificate may have said in it that the issuer's own CRL speaks about it (PKITS, 4.14.30). Nobody else says anything then,
        // and a compromised issuer could say what it likes: but that is what its CA has chosen. What the CRL lists counts in any case.
        if (mayVouchForItself && _asked.Contains(certificate) && NamesItself(certificate))
        {
            return null;
        }

        if (_asked.Count >= Limits.RevocationDepth)
        {
            return "too many issuers of revocation information stand behind one another";
        }

        RevocationAnswer answer = Ask(path);
        if (answer.Findings.FirstOrDefault(static f => f.Severity == Severity.Error) is { } unusable)
        {
            return $"what is known of its signer `{certificate.Subject}` cannot be believed: {unusable.Actual}";
        }

        return answer.Status switch
        {
            RevocationStatus.Revoked => $"its signer `{certificate.Subject}` is revoked",
            RevocationStatus.Good => null,
            _ => _inputs.Mode == RevocationMode.Require && !isExempt ? $"nobody knows whether its signer `{certificate.Subject}` is revoked" : null,
        };
    }

    private static bool NamesItself(Certificate certificate)
        => certificate.Known.DistributionPoints.Any(p => p.CrlIssuers.Any(n => n.Directory is { } name && name.IsEqualTo(certificate.SubjectDistinguishedName)));

    private RevocationAnswer Ask(IReadOnlyList<PathMember> path)
    {
        PathMember subject = path[0];
        string key = string.Join(' ', path.Select(static m => m.Certificate.Fingerprint)); // who may speak about it depends on the CAs above it
        if (_answers.TryGetValue(key, out RevocationAnswer? known))
        {
            return known;
        }

        // Who vouches for a CRL cannot be vouched for by that CRL alone.
        if (!_asked.Add(subject.Certificate))
        {
            return new RevocationAnswer(RevocationStatus.Unknown, $"only revocation information that `{subject.Certificate.Subject}` has signed speaks about it", []);
        }

        // The host's own information first, each origin on a budget of its own; and nobody's silence is bought with another's "good".
        RevocationOpinion opinion = new(subject, _inputs.TrustedTime);
        List<HeardCrl> heard = [];
        foreach (RevocationOrigin origin in _origins)
        {
            _ocsp.Ask(origin, path, opinion);
            _crls.Ask(origin, path, heard, opinion);
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
