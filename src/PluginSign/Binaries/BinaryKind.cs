namespace PluginSign.Binaries;

/// <summary>What loads such a file.</summary>
public enum BinaryKind
{
    /// <summary>Nothing that is known.</summary>
    Unknown = 0,

    /// <summary>The system's loader: a shared library or an executable in machine code.</summary>
    Native = 1,

    /// <summary>Go's <c>plugin.Open</c>.</summary>
    GoPlugin = 2,

    /// <summary>A Go program.</summary>
    GoExecutable = 3,

    /// <summary>The .NET runtime.</summary>
    DotNet = 4,

    /// <summary>A WebAssembly engine.</summary>
    WasmModule = 5,
}
