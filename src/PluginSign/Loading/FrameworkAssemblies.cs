namespace PluginSign.Loading;

/// <summary>Which assemblies belong to .NET itself: those that lie beside the core library in the list the host was started with, under .NET's own names.</summary>
internal static class FrameworkAssemblies
{
    private const string CoreLibrary = "System.Private.CoreLib.dll";

    /// <summary>The simple names.</summary>
    public static HashSet<string> Names()
    {
        string[] trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string? folder = Path.GetDirectoryName(trusted.FirstOrDefault(static f => Path.GetFileName(f) is CoreLibrary));
        return folder is null
            ? new(StringComparer.OrdinalIgnoreCase)
            : trusted.Where(f => string.Equals(Path.GetDirectoryName(f), folder, StringComparison.Ordinal))
                .Select(static f => Path.GetFileNameWithoutExtension(f))
                .Where(IsOfDotNet)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    // In a self-contained program everything lies in one folder, the host's own assemblies too.
    private static bool IsOfDotNet(string name)
        => name is "System" or "mscorlib" or "netstandard" or "WindowsBase"
            || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal);
}
