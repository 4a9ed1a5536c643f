namespace PluginSign.Binaries.Elf;

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
