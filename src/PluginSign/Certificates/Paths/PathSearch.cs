using System.Collections.Immutable;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>One bounded search, from the end entity up to an anchor. Not for several threads; one object a search.</summary>
/// <remarks>
/// <see cref="Find"/> gives a branch up at its first fault. <see cref="Diagnose"/> walks once more, through the faults, to say why there is no
/// path: it only ever explains, and cannot make a path valid.
/// </remarks>
internal sealed class PathSearch
{
    private const int DiagnosedPaths = 256;
    private const int DiagnosedAttempts = 64;

    private readonly IssuerIndex[] _pools; // anchors first
    private readonly DateTimeOffset _time;
    private readonly PathRequirements _requirements;
    private readonly int _most;
    private readonly RevocationJudge? _revocation;
    private readonly SignatureCheck _signatures;
    private readonly Dictionary<Certificate, ImmutableArray<Finding>> _judged = [];
    private readonly List<PathMember> _path = [];
    private readonly List<PathAttempt> _attempts = [];
    private PathBudget _budget;
    private int _searched;
    private bool _needsOffered;
    private bool _diagnosing;

    public PathSearch(IssuerIndex anchors, IssuerIndex intermediates, IssuerIndex offered, DateTimeOffset time, PathRequirements requirements, PathBudget? budget = null, RevocationJudge? revocation = null, SignatureMemory? memory = null)
    {
        _signatures = new SignatureCheck(memory ?? new SignatureMemory());
        _budget = budget ?? new PathBudget(Limits.PathsTried);
        _revocation = revocation;
        _pools = [anchors, intermediates, offered];
        _searched = _pools.Length;
        _time = time;
        _requirements = requirements;
        _most = requirements.MaximumIntermediates ?? Limits.PathIntermediates;
    }

    /// <summary>What the search ran out of; null when it was complete.</summary>
    public (string Reason, string Spent)? Exhausted { get; private set; }

    /// <summary>The policies for which the path is valid that <see cref="Find"/> came to.</summary>
    public ImmutableArray<string> Policies { get; private set; } = [];

    /// <summary>The end entity in its role, for its own checks.</summary>
    public PathMember EndEntity(Certificate certificate) => Member(certificate, PathRole.EndEntity);

    /// <summary>A path from the end entity to an anchor that satisfies RFC 5280, section 6; empty when there is none.</summary>
    /// <remarks>
    /// What the host has itself is searched first, on a budget of its own: certificates that came along can spend theirs, and cannot hide a path that needs none of them.
    /// </remarks>
    public ImmutableArray<PathMember> Find(PathMember endEntity)
    {
        _diagnosing = false;
        if (_pools[^1].All.Count == 0)
        {
            return Search(endEntity, _pools.Length);
        }

        PathBudget strangers = _budget;
        _budget = new PathBudget(Limits.PathsTried);
        ImmutableArray<PathMember> path = Search(endEntity, _pools.Length - 1);
        if (path.IsEmpty)
        {
            _needsOffered = Exhausted is null; // what was searched to its end need not be judged again
            _budget = strangers;
            path = Search(endEntity, _pools.Length);
            _needsOffered = false;
        }

        return path;
    }

    private ImmutableArray<PathMember> Search(PathMember endEntity, int pools)
    {
        _path.Clear();
        _path.Add(endEntity);
        _searched = pools;
        bool found = Walk([]);
        Exhausted = _budget.Exhausted;
        return found && Exhausted is null ? [.. _path] : [];
    }

    /// <summary>Every way that was tried, the most telling one first. At least one.</summary>
    public ImmutableArray<PathAttempt> Diagnose(PathMember endEntity)
    {
        _path.Clear();
        _path.Add(endEntity);
        _diagnosing = true;
        _searched = _pools.Length;
        _budget.AllowPaths(DiagnosedPaths);
        Walk([]);
        if (_attempts.Count == 0)
        {
            Record([OutOfBudget()]);
        }

        return [.. _attempts.OrderBy(static a => a.Distance).ThenByDescending(static a => a.Certificates.Length)];
    }

    public Finding OutOfBudget()
    {
        (string reason, string spent) = Exhausted ?? _budget.Exhausted ?? PathBudget.TooManyWays;
        return Finding.Error(
            FindingCode.BudgetExhausted,
            $"the search for a path was given up: {reason}",
            "a path that is found within the budget",
            spent);
    }

    /// <summary>What a certificate must satisfy as issuer, wherever it stands; judged once a search. Warnings are in it too.</summary>
    public ImmutableArray<Finding> Judge(PathMember issuer)
    {
        if (!_judged.TryGetValue(issuer.Certificate, out ImmutableArray<Finding> findings))
        {
            List<Finding> found = [];
            CommonChecks.Judge(issuer, _time, found);
            RequirementChecks.Judge(issuer, _time, _requirements, found);
            IssuerChecks.Judge(issuer, _requirements, found);
            _judged.Add(issuer.Certificate, findings = [.. found]);
        }

        return findings;
    }

    // True: stop. In the search that is success or the end of the budget, and the path stays as it is.
    private bool Walk(ImmutableArray<Finding> faults)
    {
        PathMember last = _path[^1];
        bool any = false;
        foreach (PathMember issuer in Candidates(last.Certificate))
        {
            any = true;
            if (!_budget.TrySpendPath())
            {
                return true;
            }

            ImmutableArray<Finding> own = Faults(issuer);
            if (!_diagnosing && !own.IsEmpty)
            {
                continue;
            }

            _path.Add(issuer);
            if (Continue(issuer, [.. faults, .. own]))
            {
                return true;
            }

            _path.RemoveAt(_path.Count - 1);
        }

        if (!any && _diagnosing)
        {
            return Record([.. faults, NoIssuer.Of(last, _pools)]);
        }

        return false;
    }

    private bool Continue(PathMember issuer, ImmutableArray<Finding> faults)
    {
        if (issuer.Role == PathRole.Anchor)
        {
            return Finish(faults);
        }

        return _diagnosing && faults.Any(static f => f.Code == FindingCode.PathTooLong) ? Record(faults) : Walk(faults);
    }

    // The anchor is reached: signatures from the top down, so that no key is used before it is vouched for, then the names, then the policies.
    private bool Finish(ImmutableArray<Finding> faults)
    {
        if (_needsOffered && !_path.Exists(m => _pools[^1].Contains(m.Certificate)))
        {
            return false;
        }

        List<Finding> found = [];
        bool withinBudget = true;
        for (int i = _path.Count - 1; i > 0 && withinBudget && (_diagnosing || found.Count == 0); i--)
        {
            withinBudget = _signatures.Judge(_path[i], _path[i - 1], _budget, found);
        }

        for (int i = _path.Count - 1; i > 0 && withinBudget && found.Count == 0; i--)
        {
            withinBudget = JudgeNamesBelow(i, found);
        }

        if (withinBudget && found.Count == 0)
        {
            withinBudget = PolicyCheck.Judge(_path, _requirements, _budget, found, out ImmutableArray<string> policies);
            Policies = policies;
        }

        if (withinBudget && found.Count == 0)
        {
            JudgeRevocation(found);
        }

        if (!withinBudget)
        {
            return !_diagnosing || Record([.. faults, .. found, OutOfBudget()]);
        }

        return _diagnosing ? Record([.. faults, .. found]) : found.Count == 0;
    }

    // RFC 5280, 6.1.3 (a) (3): a path with a revoked certificate is none, and another one may do. What only informs is said of the path that is found.
    private void JudgeRevocation(List<Finding> found)
    {
        List<Finding> said = [];
        _revocation?.Judge(_path, said);
        found.AddRange(said.Where(static f => f.Severity == Severity.Error));
    }

    // RFC 5280, 6.1.3 (b) and (c): a self-issued certificate is exempt unless it is the end entity.
    private bool JudgeNamesBelow(int issuer, List<Finding> findings)
    {
        for (int i = issuer - 1; i >= 0; i--)
        {
            bool exempt = i > 0 && _path[i].Certificate.IsSelfIssued;
            if (!exempt && !NameConstraintCheck.Judge(_path[issuer], _path[i], _budget, findings))
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<Finding> Faults(PathMember issuer)
    {
        int below = _path.Skip(1).Count(static m => !m.Certificate.IsSelfIssued);
        List<Finding> findings = [.. Judge(issuer).Where(static f => f.Severity == Severity.Error)];
        IssuerChecks.JudgePathLength(issuer, below, findings);
        _revocation?.IsDenied(issuer, findings);
        if (issuer.Role == PathRole.Intermediate)
        {
            int now = below + (issuer.Certificate.IsSelfIssued ? 0 : 1);
            if (now > _most || _path.Count > _most + Limits.PathIntermediates)
            {
                findings.Add(Finding.Error(
                    FindingCode.PathTooLong,
                    $"the path from {_path[0]} is longer than is allowed",
                    $"at most {_most} intermediates",
                    $"{_path.Count} or more"));
            }
        }

        return [.. findings];
    }

    // Names propose an issuer (6.1.3 (a) (4)); key identifiers only say which one to try first.
    private IEnumerable<PathMember> Candidates(Certificate subject)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int pool = 0; pool < _searched; pool++)
            {
                foreach (Certificate issuer in _pools[pool].Named(subject.IssuerDistinguishedName))
                {
                    if (IsLikely(subject, issuer) == (pass == 0) && !IsOnPath(issuer))
                    {
                        yield return Member(issuer, pool == 0 ? PathRole.Anchor : PathRole.Intermediate);
                    }
                }
            }
        }
    }

    private static bool IsLikely(Certificate subject, Certificate issuer) => !subject.Known.AuthorityKeyIdentifier.IsEmpty
        && subject.Known.AuthorityKeyIdentifier.Span.SequenceEqual(issuer.Known.SubjectKeyIdentifier.Span);

    // RFC 4158, 2.4.2: the same name with the same key is the same CA, and a path through it twice is a loop.
    private bool IsOnPath(Certificate certificate) => _path.Exists(m => IsSameEntity(m.Certificate, certificate));

    public static bool IsSameEntity(Certificate left, Certificate right)
        => left.SubjectPublicKeyInfo.Span.SequenceEqual(right.SubjectPublicKeyInfo.Span)
            && left.SubjectDistinguishedName.IsEqualTo(right.SubjectDistinguishedName);

    private PathMember Member(Certificate certificate, PathRole role)
    {
        int others = _pools.Sum(p => p.Named(certificate.SubjectDistinguishedName).Count(c => !ReferenceEquals(c, certificate)));
        return new PathMember(certificate, role, others > 0);
    }

    // True when enough attempts are known.
    private bool Record(ImmutableArray<Finding> findings)
    {
        _attempts.Add(new PathAttempt([.. _path.Select(static m => m.Certificate)], findings));
        return _attempts.Count >= DiagnosedAttempts;
    }
}
