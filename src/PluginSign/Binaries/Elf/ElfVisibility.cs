namespace PluginSign.Binaries.Elf;

/// <summary>Who may see a symbol (gABI, "Symbol Table", st_other).</summary>
public enum ElfVisibility
{
    /// <summary>As its binding says.</summary>
    Default = 0,

    /// <summary>Nobody outside, and not through a pointer either.</summary>
    Internal = 1,

    /// <summary>Nobody outside.</summary>
    Hidden = 2,

    /// <summary>Everyone; the file itself uses its own.</summary>
    Protected = 3,
}
