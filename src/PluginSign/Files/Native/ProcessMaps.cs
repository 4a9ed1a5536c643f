using System.Globalization;

namespace PluginSign.Files.Native;

/// <summary>The kernel's word for what is mapped where: /proc/self/maps (proc_pid_maps(5)).</summary>
/// <param name="processFolder">Where the process shows itself: <c>/proc/self</c>.</param>
internal sealed class ProcessMaps(string processFolder)
{
    /// <summary>Device and inode of the file that is mapped at an address, as the kernel prints them (<c>00:01 1234</c>); null when no file is.</summary>
    /// <exception cref="IOException">There is no such list.</exception>
    public string? FileAt(nint address) => LineAt(address) is { } fields ? $"{fields[3]} {fields[4]}" : null;

    /// <summary>Path of the file that is mapped at an address; null when no file is. A line feed in it is <c>\012</c>, and a file that is gone ends with <c> (deleted)</c>.</summary>
    /// <exception cref="IOException">There is no such list.</exception>
    public string? PathAt(nint address) => LineAt(address) is [_, _, _, _, _, string path] ? path : null;

    // Fields of the line that holds an address and has a file: start-end permissions offset device inode   name
    private string[]? LineAt(nint address)
    {
        using StreamReader maps = new(processFolder + "/maps");
        while (maps.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 5 && Holds(fields[0], (ulong)address))
            {
                return fields[4] is "0" ? null : fields;
            }
        }

        return null;
    }

    private static bool Holds(string range, ulong address)
    {
        int dash = range.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && ulong.TryParse(range.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong start)
            && ulong.TryParse(range.AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong end)
            && start <= address
            && address < end;
    }
}
