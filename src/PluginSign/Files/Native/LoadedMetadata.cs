using System.Reflection;
using System.Reflection.Metadata;

namespace PluginSign.Files.Native;

/// <summary>What the runtime really loaded.</summary>
internal static class LoadedMetadata
{
    /// <summary>Whether a loaded assembly's metadata is, byte for byte, the given one: a runtime may prefer a file of the same name over a stream (dotnet/runtime#123049).</summary>
    public static unsafe bool Equals(Assembly assembly, ReadOnlySpan<byte> metadata)
        => assembly.TryGetRawMetadata(out byte* loaded, out int length) && new ReadOnlySpan<byte>(loaded, length).SequenceEqual(metadata);
}
