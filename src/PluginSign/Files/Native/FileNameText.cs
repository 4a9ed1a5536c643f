using System.Text;

namespace PluginSign.Files.Native;

/// <summary>On Unix a file name is bytes. It is read as text or not at all: the runtime's own decoding puts U+FFFD for what is no UTF-8, and a file of that very name may lie beside.</summary>
internal static class FileNameText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of the bytes; null when they are no UTF-8.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
