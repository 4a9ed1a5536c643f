using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>RFC 5280, 6.1, as far as it is about certificate policies, over one whole path. One object a path.</summary>
/// <remarks>
/// RFC 5280 leaves the anchor out. Here its policies, mappings, policy constraints and inhibit anyPolicy count, like all else by which an anchor limits what is
/// below it (RFC 5937, 3.2); an anchor that names no policies limits none.
/// </remarks>
internal sealed class PolicyCheck
{
    private readonly PathRequirements _requirements;
    private readonly PathBudget _budget;
    private readonly List<Finding> _findings;
    private readonly PolicyGraph _graph = new();
    private int _explicitPolicy;
    private int _policyMapping;
    private int _inhibitAnyPolicy;
    private string _explicitBecause = "the caller asks for one";

    private PolicyCheck(PathRequirements requirements, int certificates, PathBudget budget, List<Finding> findings)
    {
        _requirements = requirements;
        _budget = budget;
        _findings = findings;
        _explicitPolicy = requirements.RequireExplicitPolicy ? 0 : certificates + 1;
        _policyMapping = requirements.InhibitPolicyMapping ? 0 : certificates + 1;
        _inhibitAnyPolicy = requirements.InhibitAnyPolicy ? 0 : certificates + 1;
    }

    /// <summary>Adds a finding when the path is valid for no policy and must be. False when the budget ran out.</summary>
    /// <param name="path">End entity first, anchor last; one certificate alone is its own anchor.</param>
    /// <param name="requirements">The initial values (6.1.1 (c), (e), (f), (g)).</param>
    /// <param name="budget">Pays for the nodes.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <param name="policies">The policies for which the path is valid and that the caller accepts, anyPolicy for all of them.</param>
    public static bool Judge(IReadOnlyList<PathMember> path, PathRequirements requirements, PathBudget budget, List<Finding> findings, out ImmutableArray<string> policies)
    {
        policies = [];
        int last = Math.Max(path.Count - 2, 0);
        PolicyCheck check = new(requirements, last + 1, budget, findings);
        if (path.Count > 1)
        {
            if (!check.TryStart(path[^1]))
            {
                return false;
            }

            if (findings.Count > 0)
            {
                return true;
            }
        }

        for (int i = last; i >= 0; i--)
        {
            if (!check.TryEnter(path[i], i == 0) || !check.TryPrepare(path[i], i == 0))
            {
                return false;
            }

            if (findings.Count > 0)
            {
                return true;
            }
        }

        policies = check.WrapUp(path[0]);
        return true;
    }

    // RFC 5937, 3.2: the anchor's certificate policies narrow the initial ones, and its mappings and constraints hold below it.
    private bool TryStart(PathMember anchor)
    {
        KnownExtensions known = anchor.Certificate.Known;
        ImmutableArray<string> policies = known.CertificatePolicies;
        if (policies.IsDefault && !known.PolicyMappings.IsDefaultOrEmpty)
        {
            policies = [CertificateOids.AnyPolicy]; // no policies set no limit; without a level of its own there is nothing that a mapping could stand on
        }

        if (!policies.IsDefault && !_graph.TryDescend(policies, anyCounts: true, _budget))
        {
            return false;
        }

        if (!TryMap(anchor))
        {
            return false;
        }

        Constrain(anchor);
        return true;
    }

    // 6.1.3 (d) to (f).
    private bool TryEnter(PathMember member, bool isLast)
    {
        KnownExtensions known = member.Certificate.Known;
        bool anyCounts = _inhibitAnyPolicy > 0 || (!isLast && member.Certificate.IsSelfIssued);
        if (!_graph.TryDescend(known.CertificatePolicies, anyCounts, _budget))
        {
            return false;
        }

        if (_explicitPolicy == 0 && _graph.IsEmpty)
        {
            _findings.Add(NoPolicy(member));
        }

        return true;
    }

    // 6.1.4 (h), (i) and (j).
    private bool TryPrepare(PathMember member, bool isLast)
    {
        if (isLast)
        {
            return true;
        }

        if (!TryMap(member))
        {
            return false;
        }

        if (!member.Certificate.IsSelfIssued)
        {
            _explicitPolicy = Math.Max(_explicitPolicy - 1, 0);
            _policyMapping = Math.Max(_policyMapping - 1, 0);
            _inhibitAnyPolicy = Math.Max(_inhibitAnyPolicy - 1, 0);
        }

        Constrain(member);
        return true;
    }

    // 6.1.4 (a) and (b).
    private bool TryMap(PathMember member)
    {
        ImmutableArray<PolicyMapping> mappings = member.Certificate.Known.PolicyMappings;
        if (!mappings.IsDefault && mappings.Any(static m => m is { IssuerDomainPolicy: CertificateOids.AnyPolicy } or { SubjectDomainPolicy: CertificateOids.AnyPolicy }))
        {
            _findings.Add(Finding.Error(
                FindingCode.PolicyMappingInvalid,
                $"{member} maps a certificate policy to all of them",
                "policy mappings without anyPolicy (RFC 5280, 6.1.4 (a))",
                "a mapping of or to anyPolicy"));
            return true;
        }

        return _graph.TryMap(mappings, _policyMapping > 0, _budget);
    }

    private void Constrain(PathMember member)
    {
        KnownExtensions known = member.Certificate.Known;
        if (known.PolicyConstraints?.RequireExplicitPolicy is { } explicitPolicy && explicitPolicy < _explicitPolicy)
        {
            _explicitPolicy = explicitPolicy;
            _explicitBecause = $"{member} requires one below it";
        }

        _policyMapping = Math.Min(_policyMapping, known.PolicyConstraints?.InhibitPolicyMapping ?? int.MaxValue);
        _inhibitAnyPolicy = Math.Min(_inhibitAnyPolicy, known.InhibitAnyPolicy ?? int.MaxValue);
    }

    // 6.1.5 (a), (b) and (g), the latter as in RFC 9618, 5.4.
    private ImmutableArray<string> WrapUp(PathMember endEntity)
    {
        _explicitPolicy = Math.Max(_explicitPolicy - 1, 0);
        if (endEntity.Certificate.Known.PolicyConstraints is { RequireExplicitPolicy: 0 })
        {
            _explicitPolicy = 0;
            _explicitBecause = $"{endEntity} requires one";
        }

        ImmutableArray<string> authorities = _graph.Policies();
        ImmutableArray<string> policies = _requirements.InitialPolicies is not { } accepted ? authorities
            : authorities.Contains(CertificateOids.AnyPolicy, StringComparer.Ordinal) ? [.. accepted.Order(StringComparer.Ordinal)]
            : [.. authorities.Intersect(accepted, StringComparer.Ordinal)];
        if (_explicitPolicy == 0 && policies.IsEmpty)
        {
            _findings.Add(_graph.IsEmpty ? NoPolicy(endEntity) : NotAccepted(endEntity, authorities));
        }

        return policies;
    }

    private Finding NoPolicy(PathMember member) => Finding.Error(
        FindingCode.NoValidPolicy,
        $"the path is valid for no certificate policy from {member} on, and it must be for one",
        $"a certificate policy that each certificate of the path asserts, because {_explicitBecause} (RFC 5280, 6.1.3 (f))",
        member.Certificate.Known.CertificatePolicies is { IsDefault: false } own ? $"policies {string.Join(", ", own.Take(8))}, none of which is valid above it" : "no certificate policies",
        "have the certificate issued under a policy that its CA asserts, or stop requiring one");

    private Finding NotAccepted(PathMember endEntity, ImmutableArray<string> authorities) => Finding.Error(
        FindingCode.PolicyNotAccepted,
        $"{endEntity} was issued under other certificate policies than the ones that are accepted",
        $"one of {string.Join(", ", _requirements.InitialPolicies ?? [])}, because {_explicitBecause} (RFC 5280, 6.1.5 (g))",
        string.Join(", ", authorities.Take(8)),
        "use a signer that was issued under an accepted policy, or accept its policy too");
}
