namespace PluginSign.Binaries.Elf;

/// <summary>What the linker made.</summary>
public enum ElfFileType
{
    /// <summary>Nothing that is known.</summary>
    Unknown = 0,

    /// <summary>A shared library: it can be loaded into a process.</summary>
    SharedLibrary = 1,

    /// <summary>A position-independent executable. The loader refuses to load it into a process.</summary>
    PieExecutable = 2,

    /// <summary>An executable at a fixed address.</summary>
    Executable = 3,
}
