using PluginSign.Files.Native;

namespace PluginSign.Files;

/// <summary>A directory that a walk stands in: the node, and where that is.</summary>
internal readonly record struct PathStep(PathNode Node, string Path)
{
    public string Below(string name) => Path is "/" ? "/" + name : $"{Path}/{name}";
}
