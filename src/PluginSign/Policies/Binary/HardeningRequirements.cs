using PluginSign.Binaries;

namespace PluginSign.Policies;

/// <summary>Protections that the binary must ask of the loader. The default asks for none. One that a format does not have is not asked of that format.</summary>
public sealed record HardeningRequirements
{
    /// <summary>The stack (ELF) or data (PE) is not executable.</summary>
    public bool Nx { get; init; }

    /// <summary>Least of relocated data that becomes read-only (ELF).</summary>
    public RelroKind Relro { get; init; }

    /// <summary>All functions are bound before anything runs (ELF).</summary>
    public bool BindNow { get; init; }

    /// <summary>Code is not changed while loading (ELF).</summary>
    public bool NoTextRelocations { get; init; }

    /// <summary>No segment is writable and executable at once.</summary>
    public bool NoWritableExecutableSegment { get; init; }

    /// <summary>The image may be placed anywhere.</summary>
    public bool RandomBase { get; init; }

    /// <summary>Indirect calls are checked (PE GUARD_CF).</summary>
    public bool ControlFlowGuard { get; init; }
}
