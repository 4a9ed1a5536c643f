namespace PluginSign.Cli.Commands.Ca;

/// <summary>One file of a development CA.</summary>
internal sealed record CaFileEntry(string Name, string Path, string Mode, string Use);
