using PluginSign.Binaries;
using PluginSign.Binaries.Go;

namespace PluginSign.Cli.Output;

/// <summary>The words of documents and tables for what a binary is.</summary>
internal static class BinaryWords
{
    public static string Of(BinaryFormat format) => format switch
    {
        BinaryFormat.Unknown => "unknown",
        BinaryFormat.Elf => "elf",
        BinaryFormat.Pe => "pe",
        BinaryFormat.MachO => "macho",
        BinaryFormat.Wasm => "wasm",
    };

    public static string Of(BinaryKind kind) => kind switch
    {
        BinaryKind.Unknown => "unknown",
        BinaryKind.Native => "native",
        BinaryKind.GoPlugin => "go-plugin",
        BinaryKind.GoExecutable => "go-executable",
        BinaryKind.DotNet => "dotnet",
        BinaryKind.WasmModule => "wasm-module",
    };

    public static string Of(ExportKind kind) => kind switch
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

    public static string Of(GoExportKind kind) => kind switch
    {
        GoExportKind.Unknown => "unknown",
        GoExportKind.Function => "func",
        GoExportKind.Variable => "var",
    };

    public static string Of(RelroKind kind) => kind switch
    {
        RelroKind.None => "none",
        RelroKind.Partial => "partial",
        RelroKind.Full => "full",
    };
}
