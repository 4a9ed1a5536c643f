using System.Collections.Immutable;

namespace PluginSign.Certificates;

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
