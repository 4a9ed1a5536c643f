using System.Runtime.InteropServices;
using Mono.Unix;
using Mono.Unix.Native;

namespace PluginSign.Files.Native;

/// <summary>The calls that every file needs: open(2), fstat(2), readlink(2). On Linux they go to the system itself, because loading the native half of Mono.Unix takes half a millisecond; elsewhere through it.</summary>
/// <remarks>Mono.Unix numbers errors and modes as Linux does, so that its names stand for both. The command compiles this file for itself.</remarks>
internal static unsafe class UnixFile
{
    /// <summary>No error.</summary>
    public const Errno None = default;

    // linux/fcntl.h and linux/stat.h
    private const int EmptyPath = 0x1000;
    private const int NoAutomount = 0x800;
    private const uint BasicStatus = 0x7FF;

    private static readonly nint StatusCall = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 332,
        Architecture.X86 or Architecture.Ppc64le => 383,
        Architecture.Arm => 397,
        Architecture.S390x => 379,
        Architecture.Arm64 or Architecture.LoongArch64 or Architecture.RiscV64 => 291,
        _ => 0,
    };

    /// <summary>Opens for reading, through links, and waits for nobody.</summary>
    public static Errno Open(string path, out int descriptor)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            descriptor = -1; // it would end the name for the system
            return Errno.ENOENT;
        }

        if (OperatingSystem.IsLinux())
        {
            descriptor = LinuxCalls.OpenAt(LinuxCalls.CurrentDirectory, path, LinuxFlags.Follow);
            return descriptor < 0 ? LastError() : None;
        }

        descriptor = Syscall.open(path, OpenFlags.O_RDONLY | OpenFlags.O_CLOEXEC | OpenFlags.O_NONBLOCK | OpenFlags.O_NOCTTY);
        return descriptor < 0 ? Stdlib.GetLastError() : None;
    }

    /// <summary>What the system says of an open file.</summary>
    public static Errno Status(int descriptor, out Stat status)
    {
        if (OperatingSystem.IsLinux() && StatusCall != 0)
        {
            // statx(2) has one layout on every architecture; fstat(2) has not.
            LinuxStatus found = default;
            if (LinuxCalls.Status(StatusCall, descriptor, string.Empty, EmptyPath | NoAutomount, BasicStatus, &found) == 0)
            {
                status = found.ToStat();
                return None;
            }

            // Not before Linux 4.11, and sandboxes that are older than the call forbid it.
            if (LastError() is not (Errno.ENOSYS or Errno.EPERM))
            {
                status = default;
                return LastError();
            }
        }

        return Syscall.fstat(descriptor, out status) == 0 ? None : Stdlib.GetLastError();
    }

    /// <summary>The bytes of a link's target; null when there is no such link, or no end of it within <see cref="Limits.PathCharacters"/>.</summary>
    public static byte[]? LinkTarget(string link)
    {
        if (OperatingSystem.IsLinux())
        {
            byte* start = stackalloc byte[Limits.PathCharacters];
            nint count = LinuxCalls.ReadLinkAt(LinuxCalls.CurrentDirectory, link, start, Limits.PathCharacters);
            return count is > 0 and < Limits.PathCharacters ? new ReadOnlySpan<byte>(start, (int)count).ToArray() : null;
        }

        byte[] target = new byte[Limits.PathCharacters];
        return Syscall.readlink(link, target) is > 0 and long length && length < target.Length ? target[..(int)length] : null;
    }

    /// <summary>The error of the last call to Linux.</summary>
    public static Errno LastError() => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>The system's sentence for an error.</summary>
    public static string Reason(Errno error) => OperatingSystem.IsLinux() ? Marshal.GetPInvokeErrorMessage((int)error) : UnixMarshal.GetErrorDescription(error);
}
