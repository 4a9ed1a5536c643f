namespace PluginSign.Cli.Commands.Inspect;

/// <summary>A package and the fingerprint of what it shows to others.</summary>
internal sealed record GoPackageEntry(string Path, string Hash);
