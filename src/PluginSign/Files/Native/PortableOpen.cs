using Microsoft.Win32.SafeHandles;
using PluginSign.Findings;

namespace PluginSign.Files.Native;

/// <summary>Opening where there is no Linux: the runtime's own calls, with weaker guarantees (no device and inode, and a check before the open).</summary>
internal static class PortableOpen
{
    public static Answer<OpenedFile> Open(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (Directory.Exists(path) || (file.Exists && file.Attributes.HasFlag(FileAttributes.Device)))
            {
                return Answers.Refused<OpenedFile>(FileFindings.NotRegular(path, "a directory or device"));
            }

            // A FIFO would make the open wait; the runtime shows it as neither a directory nor a file with a length.
            if (!OperatingSystem.IsWindows() && file.Exists && file is { Length: 0, UnixFileMode: UnixFileMode.None })
            {
                return Answers.Refused<OpenedFile>(FileFindings.NotRegular(path, "no regular file"));
            }

            SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            return Answers.Passed(new OpenedFile(handle, file.FullName, Identity(handle)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Answers.Refused<OpenedFile>(FileFindings.Missing(path));
        }
        catch (UnauthorizedAccessException)
        {
            return Answers.Refused<OpenedFile>(FileFindings.Unreadable(path));
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            return Answers.Refused<OpenedFile>(FileFindings.NotRegular(path, e.Message));
        }
        catch (IOException e)
        {
            return Answers.Refused<OpenedFile>(FileFindings.InputOutput(path, e));
        }
    }

    public static FileIdentity Identity(SafeFileHandle handle)
    {
        long modified = File.GetLastWriteTimeUtc(handle).Ticks;
        return new FileIdentity(0, 0, RandomAccess.GetLength(handle), (modified, 0), (0, 0));
    }
}
