namespace PluginSign.Binaries.MachO;
/// <summary>.</summary>
public sealed record MachOFacts;
