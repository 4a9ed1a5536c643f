namespace PluginSign.Binaries;

/// <summary>What the binary asks of the loader that makes attacks harder, or easier. Null where the format has no such thing.</summary>
public sealed record BinaryHardening
{
    /// <summary>The stack (ELF), or data (PE), is not executable.</summary>
    public bool? Nx { get; internal init; }

    /// <summary>Relocated data becomes read-only (ELF).</summary>
    public RelroKind? Relro { get; internal init; }

    /// <summary>All functions are bound before anything runs (ELF).</summary>
    public bool? BindNow { get; internal init; }

    /// <summary>Code is changed while loading (ELF TEXTREL).</summary>
    public bool? TextRelocations { get; internal init; }

    /// <summary>A segment is writable and executable at once.</summary>
    public bool? WritableExecutableSegment { get; internal init; }

    /// <summary>The image may be placed anywhere (PE DYNAMIC_BASE, ELF PIE or library, Mach-O PIE).</summary>
    public bool? RandomBase { get; internal init; }

    /// <summary>Indirect calls are checked (PE GUARD_CF).</summary>
    public bool? ControlFlowGuard { get; internal init; }
}

/// <summary>How much of the relocated data becomes read-only before the program runs.</summary>
public enum RelroKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Everything but the lazily bound part.</summary>
    Partial = 1,

    /// <summary>Everything.</summary>
    Full = 2,
}
