namespace PluginSign.Binaries.DotNet;

/// <summary>An assembly that is referred to.</summary>
/// <param name="Name">Its simple name. May be hostile text.</param>
/// <param name="Version">The least version, four numbers.</param>
/// <param name="PublicKeyToken">16 hexadecimal digits; null when the reference has none or the whole key.</param>
public sealed record DotNetReference(string Name, string Version, string? PublicKeyToken);
