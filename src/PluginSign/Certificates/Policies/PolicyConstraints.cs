using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>RFC 5280, 4.2.1.11. Each number counts the certificates that may still follow before the rule holds; null for no rule.</summary>
/// <param name="RequireExplicitPolicy">From there on the path must be valid for a policy.</param>
/// <param name="InhibitPolicyMapping">From there on policies may not be mapped.</param>
internal sealed record PolicyConstraints(int? RequireExplicitPolicy, int? InhibitPolicyMapping)
{
    private static readonly Asn1Tag ExplicitTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag MappingTag = new(TagClass.ContextSpecific, 1);

    public static PolicyConstraints Read(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        if (!sequence.HasData)
        {
            throw new AsnContentException("the policy constraints are empty");
        }

        int? explicitPolicy = sequence.PeekTag() == ExplicitTag ? sequence.ReadSkipCertificates(ExplicitTag) : null;
        int? mapping = sequence.HasData && sequence.PeekTag() == MappingTag ? sequence.ReadSkipCertificates(MappingTag) : null;
        sequence.ThrowIfNotEmpty();
        return new PolicyConstraints(explicitPolicy, mapping);
    }
}
