namespace PluginSign.Binaries.Elf;

/// <summary>A version of a library's interface, such as <c>GLIBC_2.34</c>.</summary>
/// <param name="Library">The library that it is wanted from; null for a version that the file itself defines.</param>
/// <param name="Name">Its name. May be hostile text.</param>
/// <param name="IsWeak">The file loads without it.</param>
public sealed record ElfVersionName(string? Library, string Name, bool IsWeak);
