namespace PluginSign.Binaries.Elf;

/// <summary>One entry of the dynamic symbol table, as the loader reads it.</summary>
/// <param name="Name">The name without its version. May be hostile text.</param>
/// <param name="Type">What it stands for.</param>
/// <param name="Binding">Who may bind to it.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="SectionIndex">st_shndx: 0 when it is wanted from elsewhere.</param>
/// <param name="Value">Its address, before the file is moved to where it is loaded.</param>
/// <param name="Size">Its size in bytes, as declared.</param>
/// <param name="Version">Its version; null when it has none.</param>
/// <param name="IsHiddenVersion">A plain lookup passes it over: only a lookup with the version finds it.</param>
public sealed record ElfSymbol(
    string Name,
    ElfSymbolType Type,
    ElfBinding Binding,
    ElfVisibility Visibility,
    int SectionIndex,
    ulong Value,
    ulong Size,
    ElfVersionName? Version,
    bool IsHiddenVersion)
{
    /// <summary>Whether the file has it, rather than wants it.</summary>
    public bool IsDefined => SectionIndex != 0;
}

/// <summary>Who may bind to a symbol (gABI, "Symbol Table", st_info). Other numbers may occur.</summary>
public enum ElfBinding
{
    /// <summary>Only the file itself.</summary>
    Local = 0,

    /// <summary>Everyone.</summary>
    Global = 1,

    /// <summary>Everyone; as an import: it may be missing.</summary>
    Weak = 2,

    /// <summary>Everyone, one for the whole process (GNU).</summary>
    Unique = 10,
}

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

/// <summary>What a symbol stands for (gABI, "Symbol Table", st_info). Other numbers may occur.</summary>
public enum ElfSymbolType
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>Data.</summary>
    Variable = 1,

    /// <summary>Code.</summary>
    Function = 2,

    /// <summary>A section.</summary>
    Section = 3,

    /// <summary>A source file.</summary>
    File = 4,

    /// <summary>Uninitialized data.</summary>
    Common = 5,

    /// <summary>Data of each thread.</summary>
    ThreadLocal = 6,

    /// <summary>A function that is chosen by a resolver, which runs while loading (GNU).</summary>
    IndirectFunction = 10,
}
