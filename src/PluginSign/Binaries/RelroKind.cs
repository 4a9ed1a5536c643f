namespace PluginSign.Binaries;

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
