using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>The names that a CA may and may not issue for (RFC 5280, 4.2.1.10).</summary>
/// <param name="Permitted">Where a kind of name stands here, a name of that kind must lie in one of them.</param>
/// <param name="Excluded">No name may lie in any of these.</param>
internal sealed record NameConstraints(ImmutableArray<GeneralName> Permitted, ImmutableArray<GeneralName> Excluded)
{
    private static readonly Asn1Tag PermittedTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ExcludedTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    // A comparison reads both names: long ones cost more than one.
    private const int CharactersAtOnce = 32;

    private readonly Dictionary<GeneralNameKind, (int Count, int Text)> _costs = Permitted.Concat(Excluded)
        .GroupBy(static n => n.Kind).ToDictionary(static g => g.Key, static g => (g.Count(), g.Sum(static n => n.Text.Length / CharactersAtOnce)));

    /// <summary>What comparing a name with all of its kind costs, in comparisons of short names.</summary>
    public int CostOf(GeneralName name)
    {
        (int count, int text) = _costs.GetValueOrDefault(name.Kind);
        return (count * (1 + (name.Text.Length / CharactersAtOnce))) + text;
    }

    public static NameConstraints Read(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        if (!sequence.HasData)
        {
            throw new AsnContentException("the name constraints are empty");
        }

        ImmutableArray<GeneralName> permitted = ReadSubtrees(sequence, PermittedTag);
        ImmutableArray<GeneralName> excluded = ReadSubtrees(sequence, ExcludedTag);
        sequence.ThrowIfNotEmpty();
        return new NameConstraints(permitted, excluded);
    }

    private static ImmutableArray<GeneralName> ReadSubtrees(AsnReader sequence, Asn1Tag tag)
    {
        if (!sequence.HasData || sequence.PeekTag() != tag)
        {
            return [];
        }

        AsnReader subtrees = sequence.ReadSequence(tag);
        ImmutableArray<GeneralName>.Builder names = ImmutableArray.CreateBuilder<GeneralName>();
        do
        {
            if (names.Count == Limits.Names)
            {
                throw new AsnContentException("more names than the cap");
            }

            // minimum is always 0 and maximum always absent in this profile, so in DER neither is there.
            AsnReader subtree = subtrees.ReadSequence();
            names.Add(GeneralName.Read(subtree));
            subtree.ThrowIfNotEmpty();
        }
        while (subtrees.HasData);

        return names.ToImmutable();
    }
}
