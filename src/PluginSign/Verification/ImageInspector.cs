using PluginSign.Binaries;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>Reads the facts of a binary off bytes that are held. It trusts nothing and decides nothing.</summary>
public static class ImageInspector
{
    /// <summary>What the binary is.</summary>
    /// <param name="image">From <see cref="PluginImage.Hold"/>.</param>
    /// <exception cref="InvalidOperationException">The bytes were streamed, and are not held.</exception>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public static Answer<BinaryFacts> Inspect(PluginImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Snapshot is { } snapshot
            ? snapshot.Read(static bytes => BinaryInspector.Inspect(bytes))
            : throw new InvalidOperationException("the bytes were streamed, and are not held");
    }
}
