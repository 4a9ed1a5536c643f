namespace PluginSign.Cli.Commands.Chain;

/// <summary>The names of extended key usages (RFC 5280, 4.2.1.12), as certificates' printers write them.</summary>
internal static class PurposeNames
{
    private static readonly (string Name, string Oid)[] Known =
    [
        ("codeSigning", "1.3.6.1.5.5.7.3.3"),
        ("timeStamping", "1.3.6.1.5.5.7.3.8"),
        ("serverAuth", "1.3.6.1.5.5.7.3.1"),
        ("clientAuth", "1.3.6.1.5.5.7.3.2"),
        ("emailProtection", "1.3.6.1.5.5.7.3.4"),
        ("OCSPSigning", "1.3.6.1.5.5.7.3.9"),
        ("anyExtendedKeyUsage", "2.5.29.37.0"),
    ];

    public static IEnumerable<string> All => Known.Select(static k => k.Name);

    /// <summary>The identifier, null when there is no such name. Case and hyphens do not matter: <c>code-signing</c> is what <c>--purpose</c> calls it.</summary>
    public static string? Find(string name)
    {
        string plain = name.Replace("-", string.Empty, StringComparison.Ordinal);
        return Array.Find(Known, k => string.Equals(k.Name, plain, StringComparison.OrdinalIgnoreCase)).Oid;
    }
}
