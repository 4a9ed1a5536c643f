using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Signatures;

/// <summary>The elements of a SET OF, as they stand.</summary>
internal static class DerSet
{
    /// <summary>Reads the elements up to one more than <paramref name="most"/>, so that the caller sees that the cap is broken without paying for it.</summary>
    /// <exception cref="AsnContentException">The set is no DER.</exception>
    public static ImmutableArray<ReadOnlyMemory<byte>> Read(AsnReader reader, Asn1Tag tag, int most)
    {
        AsnReader set = reader.ReadSetOf(skipSortOrderValidation: true, tag);
        ImmutableArray<ReadOnlyMemory<byte>>.Builder elements = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (set.HasData && elements.Count <= most)
        {
            elements.Add(set.ReadEncodedValue());
        }

        return elements.ToImmutable();
    }

    /// <summary>Whether the elements stand in DER's order (X.690, 11.6). No encoding is a prefix of another one, so plain comparison does.</summary>
    public static bool IsSorted(ImmutableArray<ReadOnlyMemory<byte>> elements)
    {
        for (int i = 1; i < elements.Length; i++)
        {
            if (elements[i - 1].Span.SequenceCompareTo(elements[i].Span) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
