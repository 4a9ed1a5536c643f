namespace PluginSign.Binaries.Go;

/// <summary>A package and the fingerprint of what it shows to others. Two packages with the same one fit together; it says nothing of what their code does.</summary>
/// <param name="Path">The import path. May be hostile text.</param>
/// <param name="Fingerprint">The compiler's fingerprint of the export data, as lower-case hexadecimal digits.</param>
public sealed record GoPackage(string Path, string Fingerprint);
