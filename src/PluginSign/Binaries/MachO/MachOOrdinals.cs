namespace PluginSign.Binaries.MachO;

/// <summary>The two-level namespace: a name is wanted from the library with a number.</summary>
internal static class MachOOrdinals
{
    /// <summary>The library of an ordinal, which counts from 1; null for the special ones from 0 down (self, main program, flat and weak lookup).</summary>
    public static string? Library(MachOImage image, long ordinal)
    {
        if (ordinal <= 0)
        {
            return null;
        }

        return ordinal <= image.Libraries.Count
            ? image.Libraries[(int)ordinal - 1].Name
            : throw UnreadableBinaryException.Malformed(
                "a name is wanted from a library that the image does not list",
                FormattableString.Invariant($"at most {image.Libraries.Count}"),
                FormattableString.Invariant($"{ordinal}"));
    }
}
