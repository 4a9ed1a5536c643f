namespace PluginSign.Binaries.Elf;

/// <summary>Versions of glibc, compared as numbers: 2.4 is older than 2.34.</summary>
internal static class GlibcVersion
{
    private const string Prefix = "GLIBC_";

    public static string? Highest(List<ElfVersionName> needed)
        => needed.Where(static n => n.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static n => Version.TryParse(n.Name.AsSpan(Prefix.Length), out Version? version) ? version : null)
            .Max()?
            .ToString();
}
