namespace PluginSign.Binaries;

/// <summary>What an exported name stands for.</summary>
public enum ExportKind
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Code.</summary>
    Function = 1,

    /// <summary>Data.</summary>
    DataObject = 2,

    /// <summary>A WebAssembly global.</summary>
    Global = 3,

    /// <summary>A WebAssembly memory.</summary>
    Memory = 4,

    /// <summary>A WebAssembly table.</summary>
    Table = 5,

    /// <summary>A .NET type.</summary>
    Type = 6,

    /// <summary>A .NET method.</summary>
    Method = 7,
}
