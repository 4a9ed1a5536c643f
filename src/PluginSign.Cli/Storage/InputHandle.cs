using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Cli.Storage;

/// <summary>Opens a file for reading without waiting for anybody: a FIFO, device, directory or socket is known by its handle and not read.</summary>
internal static class InputHandle
{
    /// <summary>What is said of a file that cannot be read.</summary>
    public static string Sentence(string option) => option.StartsWith("--", StringComparison.Ordinal) ? $"the file given with {option} cannot be read" : $"{option} cannot be read";

    /// <summary>Opens.</summary>
    /// <param name="option">Which option or argument names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="takesPipe">Whether a pipe will do.</param>
    /// <param name="isPipe">Whether it is one: then its reading must not wait, either.</param>
    /// <exception cref="UnavailableException">It is missing, unreadable or no file.</exception>
    public static SafeFileHandle Open(string option, string path, bool takesPipe, out bool isPipe)
    {
        isPipe = false;
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path);
        }

        Errno error = UnixFile.Open(path, out int descriptor);
        if (error != UnixFile.None)
        {
            throw Failure(option, path, error);
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        error = UnixFile.Status(descriptor, out Stat status);
        UnavailableException? fault = error != UnixFile.None
            ? Failure(option, path, error)
            : Fault(option, path, status.st_mode & FilePermissions.S_IFMT, takesPipe) ?? Misnamed(option, path, descriptor);
        isPipe = (status.st_mode & FilePermissions.S_IFMT) == FilePermissions.S_IFIFO;
        if (fault is not null)
        {
            handle.Dispose();
            throw fault;
        }

        return handle;
    }

    private static UnavailableException? Fault(string option, string path, FilePermissions kind, bool takesPipe) => kind switch
    {
        FilePermissions.S_IFREG => null,
        FilePermissions.S_IFIFO when takesPipe => null,
        _ => new UnavailableException(
            Sentence(option),
            FindingCode.NotARegularFile,
            kind switch
            {
                FilePermissions.S_IFDIR => "it is a directory",
                FilePermissions.S_IFIFO => "it is a pipe, and here a file is needed",
                FilePermissions.S_IFSOCK => "it is a socket",
                _ => "it is a device",
            },
            path),
    };

    // As with plugins: a link to a name that is no text leads nowhere that could be told.
    private static UnavailableException? Misnamed(string option, string path, int descriptor)
        => ProcessNames.LinkTarget($"/proc/self/fd/{descriptor}") is { } place && !ProcessNames.IsText(ProcessNames.Text(place))
            ? new UnavailableException(Sentence(option), FindingCode.PathNotText, "it leads to a file whose name is not text in UTF-8: rename that file", path)
            : null;

    private static UnavailableException Failure(string option, string path, Errno error) => new(
        Sentence(option),
        error switch
        {
            Errno.ENOENT or Errno.ENOTDIR => FindingCode.FileMissing,
            Errno.EACCES or Errno.EPERM => FindingCode.FileUnreadable,
            Errno.ENXIO => FindingCode.NotARegularFile,
            _ => FindingCode.InputOutput,
        },
        error switch
        {
            Errno.ENOENT => "there is no such file",
            Errno.ENOTDIR => "a part of the path is not a directory",
            Errno.EACCES or Errno.EPERM => "permission is denied",
            Errno.ENAMETOOLONG => "the path is too long",
            Errno.ENXIO => "it is a socket or a device without a driver",
            Errno.EMFILE or Errno.ENFILE => "no more files can be opened (ulimit -n)",
            _ => UnixFile.Reason(error),
        },
        path);
}
