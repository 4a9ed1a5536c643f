using System.Diagnostics.CodeAnalysis;

namespace PluginSign.Files.Native;

/// <summary>A node, or why there is none.</summary>
internal readonly record struct NodeOpening(PathNode? Node, NodeFailure Failure, string Reason)
{
    public bool TryGet([NotNullWhen(true)] out PathNode? node)
    {
        node = Node;
        return node is not null;
    }
}
