namespace PluginSign.Binaries.Go;

/// <summary>One build setting.</summary>
/// <param name="Key">For example <c>CGO_ENABLED</c>. May be hostile text.</param>
/// <param name="Value">For example <c>1</c>. May be hostile text.</param>
public sealed record GoSetting(string Key, string Value);
