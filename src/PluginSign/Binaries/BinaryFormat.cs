namespace PluginSign.Binaries;

/// <summary>The container formats that can be read.</summary>
public enum BinaryFormat
{
    /// <summary>None of the known ones.</summary>
    Unknown = 0,

    /// <summary>ELF: Linux and other Unix systems.</summary>
    Elf = 1,

    /// <summary>PE: Windows, and .NET everywhere.</summary>
    Pe = 2,

    /// <summary>Mach-O, thin or fat: macOS.</summary>
    MachO = 3,

    /// <summary>WebAssembly.</summary>
    Wasm = 4,
}
