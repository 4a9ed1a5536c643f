namespace PluginSign.Files;

/// <summary>Names that are something else on another system. They are refused on every system, so that a verdict does not change with the machine.</summary>
/// <remarks>Windows: "Naming Files, Paths, and Namespaces". CVE-2023-45283, CVE-2023-45284, CVE-2024-51745: reserved names with superscript digits, spaces and extensions.</remarks>
internal static class PortableName
{
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase) { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" };

    /// <summary>What is wrong with one name of a path; null when nothing is.</summary>
    public static string? Fault(string name) => name switch
    {
        _ when name.Contains('\\', StringComparison.Ordinal) => "a backslash, which separates directories on Windows",
        _ when name.Contains(':', StringComparison.Ordinal) => "a colon, which names a drive or a stream on Windows",
        _ when name.Any(char.IsControl) => "a control character",
        _ when name.AsSpan().ContainsAny('*', '?', '"') || name.AsSpan().ContainsAny('<', '>', '|') => "a character that no Windows file name may hold",
        _ when name[^1] is '.' or ' ' => "a dot or space at the end of a name, which Windows leaves out",
        _ when IsDevice(name) => "the name of a Windows device",
        _ => null,
    };

    private static bool IsDevice(string name)
    {
        // Whatever follows the first dot does not matter, nor do spaces before it: `nul .so` is the device, too.
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string stem = (dot < 0 ? name : name[..dot]).TrimEnd(' ');
        return Devices.Contains(stem)
            || (stem.Length == 4 && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³'
                && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)));
    }
}
