namespace PluginSign.Binaries.DotNet;
/// <summary>.</summary>
public sealed record DotNetFacts;
