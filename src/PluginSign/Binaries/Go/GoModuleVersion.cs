namespace PluginSign.Binaries.Go;

/// <summary>A module that was linked in.</summary>
/// <param name="Path">For example <c>golang.org/x/text</c>. May be hostile text.</param>
/// <param name="Version">For example <c>v0.3.0</c>, or <c>(devel)</c>.</param>
/// <param name="Sum">The <c>h1:</c> checksum; null when it is not said.</param>
/// <param name="Replacement">What stands in for it; null when nothing does.</param>
public sealed record GoModuleVersion(string Path, string Version, string? Sum = null, GoModuleVersion? Replacement = null);
