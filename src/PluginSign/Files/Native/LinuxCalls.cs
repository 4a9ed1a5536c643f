using System.Runtime.InteropServices;

namespace PluginSign.Files.Native;

/// <summary>The calls that Mono.Unix lacks, or gives only with a conversion on every call, or that are needed where its native half is not to be loaded.</summary>
internal static unsafe partial class LinuxCalls
{
    /// <summary>The number of openat2(2), the same on every 64-bit architecture.</summary>
    public const nint OpenAt2Number = 437;

    /// <summary>AT_FDCWD.</summary>
    public const int CurrentDirectory = -100;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenAt2(nint number, int directory, string path, OpenHow* how, nuint size);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Status(nint number, int directory, string path, int flags, uint wanted, LinuxStatus* status);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(int directory, string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ReadLinkAt(int directory, string path, byte* target, nuint size);
}
