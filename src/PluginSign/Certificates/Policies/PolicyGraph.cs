using System.Collections.Immutable;

namespace PluginSign.Certificates;

/// <summary>
/// The policies for which a path is valid so far: RFC 9618's graph. RFC 5280's tree says the same and grows exponentially with the path
/// (CVE-2023-0464); here a policy has one node a depth, and what all paths of one search build together is a budget.
/// </summary>
/// <remarks>Only the deepest level is held: nodes know their parents, so what the RFC prunes is simply not reached any more.</remarks>
internal sealed class PolicyGraph
{
    private Dictionary<string, PolicyNode> _deepest = new(StringComparer.Ordinal) { [CertificateOids.AnyPolicy] = PolicyNode.Root };

    /// <summary>The RFC's NULL: the path is valid for no policy.</summary>
    public bool IsEmpty => _deepest.Count == 0;

    /// <summary>6.1.3 (d) and (e): the next certificate's policies. False when the budget ran out.</summary>
    public bool TryDescend(ImmutableArray<string> policies, bool anyCounts, PathBudget budget)
    {
        Dictionary<string, PolicyNode> next = new(StringComparer.Ordinal);
        if (IsEmpty || policies.IsDefault)
        {
            _deepest = next;
            return true;
        }

        if (!budget.TrySpendPolicyNodes(policies.Length + _deepest.Values.Sum(static n => n.Expected.Length)))
        {
            return false;
        }

        Dictionary<string, List<PolicyNode>> expecting = Expecting();
        PolicyNode? any = _deepest.GetValueOrDefault(CertificateOids.AnyPolicy);
        foreach (string policy in policies.Where(static p => p is not CertificateOids.AnyPolicy))
        {
            if (expecting.TryGetValue(policy, out List<PolicyNode>? parents))
            {
                next.Add(policy, new PolicyNode(policy, parents, [policy])); // (d) (1) (i)
            }
            else if (any is not null)
            {
                next.Add(policy, new PolicyNode(policy, [any], [policy])); // (d) (1) (ii)
            }
        }

        if (anyCounts && policies.Contains(CertificateOids.AnyPolicy, StringComparer.Ordinal))
        {
            foreach ((string policy, List<PolicyNode> parents) in expecting)
            {
                next.TryAdd(policy, new PolicyNode(policy, parents, [policy])); // (d) (2)
            }
        }

        _deepest = next;
        return true;
    }

    /// <summary>6.1.4 (b): from here on the issuer's policies go by the subject's names. False when the budget ran out.</summary>
    public bool TryMap(ImmutableArray<PolicyMapping> mappings, bool allowed, PathBudget budget)
    {
        if (IsEmpty || mappings.IsDefaultOrEmpty)
        {
            return true;
        }

        PolicyNode? any = _deepest.GetValueOrDefault(CertificateOids.AnyPolicy);
        foreach (IGrouping<string, PolicyMapping> mapped in mappings.GroupBy(static m => m.IssuerDomainPolicy, StringComparer.Ordinal))
        {
            if (!allowed)
            {
                _deepest.Remove(mapped.Key); // (b) (2)
                continue;
            }

            IReadOnlyList<PolicyNode>? parents = _deepest.TryGetValue(mapped.Key, out PolicyNode? node) ? node.Parents : any?.Parents;
            if (parents is not null)
            {
                _deepest[mapped.Key] = new PolicyNode(mapped.Key, parents, [.. mapped.Select(static m => m.SubjectDomainPolicy).Distinct(StringComparer.Ordinal)]); // (b) (1)
            }
        }

        return budget.TrySpendPolicyNodes(mappings.Length);
    }

    /// <summary>
    /// The authorities' policies, by the names that the trust anchor's side gives them (RFC 9618, 5.4): the first name on each way down that
    /// is not anyPolicy, and anyPolicy itself when one way says nothing else. Sorted.
    /// </summary>
    public ImmutableArray<string> Policies()
    {
        SortedSet<string> policies = new(StringComparer.Ordinal);
        HashSet<PolicyNode> seen = [.. _deepest.Values];
        Stack<PolicyNode> open = new(seen);
        while (open.TryPop(out PolicyNode? node))
        {
            if (node.IsAny || node.Parents.Any(static p => p.IsAny))
            {
                policies.Add(node.Policy);
                continue;
            }

            foreach (PolicyNode parent in node.Parents.Where(seen.Add))
            {
                open.Push(parent);
            }
        }

        return [.. policies];
    }

    private Dictionary<string, List<PolicyNode>> Expecting()
    {
        Dictionary<string, List<PolicyNode>> expecting = new(StringComparer.Ordinal);
        foreach (PolicyNode node in _deepest.Values)
        {
            foreach (string policy in node.Expected)
            {
                if (!expecting.TryGetValue(policy, out List<PolicyNode>? parents))
                {
                    expecting.Add(policy, parents = []);
                }

                parents.Add(node);
            }
        }

        return expecting;
    }
}

/// <summary>A policy at one depth of the policy graph (RFC 9618, 3.2).</summary>
/// <param name="Policy">The policy, as the certificate at this depth names it.</param>
/// <param name="Parents">The policies of the certificate above under which it is asserted.</param>
/// <param name="Expected">What the certificate below calls it: itself, unless it is mapped.</param>
internal sealed record PolicyNode(string Policy, IReadOnlyList<PolicyNode> Parents, ImmutableArray<string> Expected)
{
    /// <summary>Depth 0: anything is still possible (RFC 5280, 6.1.2 (a)).</summary>
    public static PolicyNode Root { get; } = new(CertificateOids.AnyPolicy, [], [CertificateOids.AnyPolicy]);

    public bool IsAny => Policy is CertificateOids.AnyPolicy;

    // A node is itself, not what it holds.
    public bool Equals(PolicyNode? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
