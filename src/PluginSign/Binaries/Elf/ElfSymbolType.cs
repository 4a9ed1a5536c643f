
namespace PluginSign.Binaries.Elf;

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
