namespace PluginSign.Binaries.Go;

/// <summary>A name in a plugin's table of exported symbols.</summary>
/// <param name="Name">The Go name, without the package. May be hostile text.</param>
/// <param name="Kind">Function or variable: <c>Lookup</c> gives a function as it is and a variable as a pointer.</param>
/// <param name="Type">The full type with import paths; of a variable, the variable's type and not the pointer's.</param>
/// <param name="Value">The initial value of a variable of a string type; an <c>init</c> function may change it. Else null.</param>
/// <param name="IsFound">Whether the loader finds the symbol behind the name; when it does not, <c>plugin.Open</c> fails.</param>
public sealed record GoExport(string Name, GoExportKind Kind, string Type, string? Value, bool IsFound);
