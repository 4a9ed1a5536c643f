using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;
using PluginSign.Findings;

namespace PluginSign.Files.Native;

/// <summary>Opening on Linux: open(2) that never waits, fstat(2) on what was opened, and the kernel's word for where that is.</summary>
internal static class LinuxOpen
{
    public static Answer<OpenedFile> Open(string path)
    {
        Errno error = UnixFile.Open(path, out int descriptor);
        if (error != UnixFile.None)
        {
            return Answers.Refused<OpenedFile>(Failure(path, error));
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        error = UnixFile.Status(descriptor, out Stat status);
        if (error != UnixFile.None)
        {
            handle.Dispose();
            return Answers.Refused<OpenedFile>(Failure(path, error));
        }

        if ((status.st_mode & FilePermissions.S_IFMT) != FilePermissions.S_IFREG)
        {
            handle.Dispose();
            return Answers.Refused<OpenedFile>(FileFindings.NotRegular(path, Kind(status.st_mode)));
        }

        // A link may lead to a name that no text stands for: whatever would be told or opened by it would be another file.
        // The kernel resolves /proc/self/fd/N to the place of the open file itself, whatever has happened to the name since. Null where there is no /proc.
        byte[]? place = UnixFile.LinkTarget(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}"));
        string? canonical = place is null ? path : FileNameText.Read(place);
        if (canonical is null)
        {
            handle.Dispose();
            return Answers.Refused<OpenedFile>(PathFindings.LeadsToNoText(path));
        }

        return Answers.Passed(new OpenedFile(handle, canonical, Identity(status)));
    }

    /// <summary>The identity now: another stat of the same open file.</summary>
    public static FileIdentity? Identity(SafeFileHandle handle)
        => UnixFile.Status((int)handle.DangerousGetHandle(), out Stat status) == UnixFile.None ? Identity(status) : null;

    public static FileIdentity Identity(Stat status) => new(
        status.st_dev, status.st_ino, status.st_size, (status.st_mtime, status.st_mtime_nsec), (status.st_ctime, status.st_ctime_nsec));

    private static Finding Failure(string path, Errno error) => error switch
    {
        Errno.ENOENT or Errno.ENOTDIR => FileFindings.Missing(path),
        Errno.EACCES or Errno.EPERM => FileFindings.Unreadable(path),
        Errno.ENXIO => FileFindings.NotRegular(path, "a socket or a device without a driver"),
        _ => FileFindings.InputOutput(path, UnixFile.Reason(error)),
    };

    /// <summary>What a mode says a file is, in words.</summary>
    public static string Kind(FilePermissions mode) => (mode & FilePermissions.S_IFMT) switch
    {
        FilePermissions.S_IFDIR => "a directory",
        FilePermissions.S_IFIFO => "a FIFO",
        FilePermissions.S_IFSOCK => "a socket",
        FilePermissions.S_IFCHR => "a character device",
        FilePermissions.S_IFBLK => "a block device",
        FilePermissions.S_IFLNK => "a symbolic link",
        FilePermissions.S_IFREG => "a regular file",
        _ => "something else",
    };
}
