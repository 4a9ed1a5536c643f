namespace PluginSign.Binaries.DotNet;

/// <summary>A native function that an assembly can call.</summary>
/// <param name="Library">The library as written. May be hostile text.</param>
/// <param name="EntryPoint">The function's name there. May be hostile text.</param>
/// <param name="Method">The .NET method that stands for it.</param>
public sealed record DotNetPInvoke(string Library, string EntryPoint, string Method);
