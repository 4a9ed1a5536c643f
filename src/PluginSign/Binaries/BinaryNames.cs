namespace PluginSign.Binaries;

/// <summary>What documents, tables and findings call the kinds of things that a binary has.</summary>
public static class BinaryNames
{
    /// <summary>The name of a container format, for example <c>elf</c>.</summary>
    public static string Name(this BinaryFormat format) => format switch
    {
        BinaryFormat.Unknown => "unknown",
        BinaryFormat.Elf => "elf",
        BinaryFormat.Pe => "pe",
        BinaryFormat.MachO => "macho",
        BinaryFormat.Wasm => "wasm",
    };

    /// <summary>The name of what loads a binary, for example <c>go-plugin</c>.</summary>
    public static string Name(this BinaryKind kind) => kind switch
    {
        BinaryKind.Unknown => "unknown",
        BinaryKind.Native => "native",
        BinaryKind.GoPlugin => "go-plugin",
        BinaryKind.GoExecutable => "go-executable",
        BinaryKind.DotNet => "dotnet",
        BinaryKind.WasmModule => "wasm-module",
    };

    /// <summary>The name of what an export stands for, for example <c>function</c>.</summary>
    public static string Name(this ExportKind kind) => kind switch
    {
        ExportKind.Unknown => "unknown",
        ExportKind.Function => "function",
        ExportKind.DataObject => "object",
        ExportKind.Global => "global",
        ExportKind.Memory => "memory",
        ExportKind.Table => "table",
        ExportKind.Type => "type",
        ExportKind.Method => "method",
    };

    /// <summary>The name of how much of the relocated data becomes read-only, for example <c>full</c>.</summary>
    public static string Name(this RelroKind kind) => kind switch
    {
        RelroKind.None => "none",
        RelroKind.Partial => "partial",
        RelroKind.Full => "full",
    };
}
