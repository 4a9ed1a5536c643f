using Microsoft.Win32.SafeHandles;

namespace PluginSign.Cli;

/// <summary>One line on stderr with as little as can be: no encoding, no console, no other assembly. When that fails, too, the exit code has to do.</summary>
internal static class LastWords
{
    private const int StandardError = 2;

    public static void Say(string what, string why)
    {
        try
        {
            using SafeFileHandle handle = new(StandardError, ownsHandle: false);
            using FileStream stream = new(handle, FileAccess.Write, bufferSize: 1);
            byte[] line = new byte[what.Length + why.Length + 1];
            for (int i = 0; i < line.Length - 1; i++)
            {
                char letter = i < what.Length ? what[i] : why[i - what.Length];
                line[i] = letter is < ' ' or > '~' ? (byte)' ' : (byte)letter;
            }

            line[^1] = (byte)'\n';
            stream.Write(line, 0, line.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or TypeInitializationException)
        {
            // There is nobody left to tell; the exit code says that there is no answer.
        }
    }
}
