using System.Text;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Cli.Storage;

/// <summary>
/// Names as they were given to this process. On Unix they are bytes, and the runtime puts U+FFFD for those that are no UTF-8: the text may then be another
/// file's name. Where U+FFFD stands, the bytes are looked at: a name that holds that very character stays as it is, and in any other a byte 0xNN becomes
/// the half of a surrogate pair U+DCNN, which no file's name can be: whatever it reaches refuses it.
/// </summary>
internal static class ProcessNames
{
    /// <summary>Stands where the bytes cannot be read (no /proc): it may be a name that was changed.</summary>
    public const char Unknown = '\uDFFF';

    private const char Replacement = '\uFFFD';
    private const char EscapedByte = '\uDC00';

    /// <summary>The arguments, as they were given.</summary>
    /// <param name="arguments">As the runtime tells them.</param>
    /// <param name="commandLine">Where the kernel tells them; anything but <c>/proc/self/cmdline</c> is a test's.</param>
    public static string[] AsGiven(string[] arguments, string commandLine = "/proc/self/cmdline")
    {
        if (OperatingSystem.IsWindows() || !arguments.Any(static a => a.Contains(Replacement, StringComparison.Ordinal)))
        {
            return arguments;
        }

        // The runtime's own arguments stand before ours: `dotnet pluginsign.dll verify ...`.
        byte[][]? given = Parts(commandLine);
        return given is null || given.Length < arguments.Length ? [.. arguments.Select(Doubted)] : [.. given[^arguments.Length..].Select(static b => Text(b))];
    }

    /// <summary>A variable of the environment, as it was given.</summary>
    public static string? Variable(string name)
    {
        string? value = Environment.GetEnvironmentVariable(name);
        if (OperatingSystem.IsWindows() || value?.Contains(Replacement, StringComparison.Ordinal) is not true)
        {
            return value;
        }

        byte[] start = Encoding.UTF8.GetBytes(name + "=");
        byte[]? given = Parts("/proc/self/environ")?.FirstOrDefault(p => p.AsSpan().StartsWith(start));
        return given is null ? Doubted(value) : Text(given.AsSpan(start.Length));
    }

    /// <summary>Whether relative names mean what they say: the runtime makes them absolute with the current directory's name, which must be text for that.</summary>
    public static bool IsCurrentDirectoryText()
    {
        try
        {
            string current = Directory.GetCurrentDirectory();
            return OperatingSystem.IsWindows() || !current.Contains(Replacement, StringComparison.Ordinal)
                || (LinkTarget("/proc/self/cwd") is { } place && string.Equals(Text(place), current, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // there is none: then there is no relative name, either
        }
    }

    /// <summary>Whether a name came through unchanged.</summary>
    public static bool IsText(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            name = name[length..];
        }

        return true;
    }

    /// <summary>Refuses a name that is none.</summary>
    /// <exception cref="UnavailableException">With <see cref="FindingCode.PathNotText"/>.</exception>
    public static void ThrowIfNotText(string name)
    {
        if (!IsText(name))
        {
            throw name.Contains(Unknown, StringComparison.Ordinal)
                ? new UnavailableException("this name holds U+FFFD, and nobody can say whether that is what was given: mount /proc", FindingCode.PathNotText, "bytes that cannot be read", name)
                : new UnavailableException("this name is not text in UTF-8, so it could only be opened under another name: rename the file", FindingCode.PathNotText, "bytes that are no UTF-8", name);
        }
    }

    /// <summary>The bytes of a link's target; null when there is no such link, or no end of it.</summary>
    public static byte[]? LinkTarget(string link) => UnixFile.LinkTarget(link);

    /// <summary>The text of a name's bytes; what is no UTF-8 in it becomes halves of surrogate pairs.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool isText = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isText)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = 1;
                text.Append((char)(EscapedByte + bytes[0]));
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    private static string Doubted(string text) => text.Replace(Replacement, Unknown);

    // What ends with a NUL each, as the kernel tells it (proc_pid_cmdline(5), proc_pid_environ(5)).
    private static byte[][]? Parts(string file)
    {
        try
        {
            byte[] all = File.ReadAllBytes(file);
            List<byte[]> parts = [];
            for (int start = 0, end; (end = Array.IndexOf(all, (byte)0, start)) >= 0; start = end + 1)
            {
                parts.Add(all[start..end]);
            }

            return [.. parts];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
