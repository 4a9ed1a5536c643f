using PluginSign.Binaries;

namespace PluginSign.Policies;

/// <summary>A name that the loader must find in the binary.</summary>
/// <param name="Name">The name as the host looks it up (<c>dlsym</c>, <c>GetProcAddress</c>, Go's <c>Lookup</c>, a .NET type or <c>Type.Method</c>, a WebAssembly export); <c>*</c> stands for any characters.</param>
/// <param name="Kind">What it must stand for; <see cref="ExportKind.Unknown"/>: anything.</param>
/// <param name="Signature">Its type or signature as <c>pluginsign inspect</c> prints it (Go, .NET, WebAssembly); null: any. A format without signatures refuses one that is asked for.</param>
public sealed record SymbolRequirement(string Name, ExportKind Kind = ExportKind.Unknown, string? Signature = null)
{
    /// <summary>Requires the name alone.</summary>
    public static implicit operator SymbolRequirement(string name) => new(name);

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static SymbolRequirement FromString(string name) => new(name);
}
