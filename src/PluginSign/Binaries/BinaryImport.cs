namespace PluginSign.Binaries;

/// <summary>A name that the binary wants from elsewhere.</summary>
/// <param name="Name">The name; for a PE import by number <c>#17</c>. May be hostile text.</param>
/// <param name="Module">The library or module that it is wanted from, where the format says so; else null.</param>
/// <param name="Version">The symbol version wanted (ELF); else null.</param>
/// <param name="Signature">Its type or signature where the format has one; else null.</param>
/// <param name="IsWeak">The binary loads without it.</param>
public sealed record BinaryImport(string Name, string? Module = null, string? Version = null, string? Signature = null, bool IsWeak = false)
{
    /// <summary>
    /// The binary has it itself and leaves it to the loader to bind all the same: another library's of this name comes before its own. A call of it calls whatever that one is.
    /// </summary>
    public bool IsInterposable { get; init; }
}
