using System.Globalization;

namespace PluginSign.Policies;

/// <summary>Names of a binary in a finding: a few, and not too long. A binary can have a million of 64 KiB.</summary>
internal static class ShownNames
{
    private const int Most = 5;
    private const int Characters = 200;

    public static string Of(string name) => name.Length <= Characters ? name : name[..Characters] + "…";

    public static string Of(IReadOnlyList<string> names)
    {
        string first = string.Join(", ", names.Take(Most).Select(static n => Of(n)));
        return names.Count switch
        {
            0 => "none",
            <= Most => first,
            _ => string.Create(CultureInfo.InvariantCulture, $"{first} and {names.Count - Most} more"),
        };
    }
}
