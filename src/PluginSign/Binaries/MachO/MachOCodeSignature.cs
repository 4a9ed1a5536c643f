namespace PluginSign.Binaries.MachO;

/// <summary>An embedded code signature, as it describes itself.</summary>
/// <param name="Identifier">The signing identifier. May be hostile text; null without a code directory.</param>
/// <param name="IsAdHoc">It says that nobody has signed it.</param>
/// <param name="HasCms">It holds a CMS signature.</param>
public sealed record MachOCodeSignature(string? Identifier, bool IsAdHoc, bool HasCms);
