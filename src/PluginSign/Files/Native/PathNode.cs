using Microsoft.Win32.SafeHandles;

namespace PluginSign.Files.Native;

/// <summary>A place in the file system, held open: it stays the same place whatever happens to its name.</summary>
internal sealed class PathNode(SafeFileHandle handle, NodeStatus status) : IDisposable
{
    public SafeFileHandle Handle { get; } = handle;

    public NodeStatus Status { get; } = status;

    public int Descriptor => (int)Handle.DangerousGetHandle();

    public void Dispose() => Handle.Dispose();
}
