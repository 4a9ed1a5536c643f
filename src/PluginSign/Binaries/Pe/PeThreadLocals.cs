using System.Reflection.PortableExecutable;

namespace PluginSign.Binaries.Pe;

/// <summary>The TLS directory: its callbacks run before the entry point.</summary>
internal static class PeThreadLocals
{
    public static int CountCallbacks(PeImage image)
    {
        DirectoryEntry directory = image.Header.ThreadLocalStorageTableDirectory;
        if (directory.RelativeVirtualAddress == 0)
        {
            return 0;
        }

        // Three addresses come before it: where the data begins and ends, and where the index goes.
        int width = image.Is64 ? 8 : 4;
        ulong list = image.At(directory.RelativeVirtualAddress).Word(3L * width, image.Is64);
        if (list == 0)
        {
            return 0;
        }

        if (list < image.Header.ImageBase || list - image.Header.ImageBase > int.MaxValue)
        {
            throw UnreadableBinaryException.Malformed("the list of TLS callbacks lies outside of the image", null, FormattableString.Invariant($"0x{list:x}"));
        }

        ImageBytes callbacks = image.At((long)(list - image.Header.ImageBase));
        int count = 0;
        while (callbacks.Word((long)count * width, image.Is64) != 0)
        {
            if (++count > Limits.Initializers)
            {
                throw UnreadableBinaryException.TooMuch("TLS callbacks", Limits.Initializers);
            }
        }

        return count;
    }
}
