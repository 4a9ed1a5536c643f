namespace PluginSign.Binaries.MachO;

/// <summary>A library that an image asks for.</summary>
/// <param name="Name">Its install name. May be hostile text.</param>
/// <param name="IsWeak">The image loads without it.</param>
/// <param name="IsReexported">Its names are offered as this image's own.</param>
public sealed record MachOLibrary(string Name, bool IsWeak, bool IsReexported);
