using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PluginSign.Certificates;

/// <summary>
/// The comparison of RFC 5280, 7.1: letters without case, runs of white space as one space, none at the ends, whatever the string type.
/// </summary>
/// <remarks>
/// Of RFC 4518's preparation this is the part that certificates meet; compatibility forms of letters stay different. For chaining that
/// is safe either way: a name only proposes an issuer, and its key decides.
/// </remarks>
internal static class NameFolding
{
    /// <summary>One relative name; its attributes are a set, so they are sorted.</summary>
    public static string Fold(ImmutableArray<NameAttribute> attributes)
    {
        if (attributes.Length == 1)
        {
            return Fold(attributes[0]);
        }

        // An array: where one List<T> is sorted, native code holds ready what sorts lists of every class, a thousand types.
        string[] folded = [.. attributes.Select(Fold)];
        Array.Sort(folded, StringComparer.Ordinal);
        return Join(folded);
    }

    /// <summary>Several strings in one; lengths keep the borders apart.</summary>
    public static string Join(IEnumerable<string> parts)
    {
        StringBuilder joined = new();
        foreach (string part in parts)
        {
            joined.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        }

        return joined.ToString();
    }

    private static string Fold(NameAttribute attribute)
        => attribute.Text is { } text ? $"{attribute.Oid}={FoldText(text)}" : $"{attribute.Oid}#{Convert.ToHexStringLower(attribute.Encoded.Span)}";

    private static string FoldText(string text)
    {
        StringBuilder folded = new(text.Length);
        bool space = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                space = folded.Length > 0;
                continue;
            }

            if (space)
            {
                folded.Append(' ');
                space = false;
            }

            folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
