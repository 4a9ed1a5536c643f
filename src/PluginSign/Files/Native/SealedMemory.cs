using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix;
using Mono.Unix.Native;
using PluginSign.Findings;

namespace PluginSign.Files.Native;

/// <summary>Copies a file into memory that nobody can change afterwards: memfd_create(2), then every seal of fcntl(2).</summary>
internal static class SealedMemory
{
    private const int CopyBytes = 256 * 1024;

    public static Checked<PluginSnapshot> Take(PluginFile file)
    {
        int descriptor = Libc.CreateMemoryFile("plugin:" + TellingName(file.CanonicalPath), Libc.CloseOnExec | Libc.AllowSealing);
        if (descriptor < 0)
        {
            return CheckedAnswers.Refused<PluginSnapshot>(NoSealedMemory(Marshal.GetLastPInvokeErrorMessage()));
        }

        SafeFileHandle memory = new(descriptor, ownsHandle: true);
        Checked<PluginSnapshot> taken = Take(file, memory, descriptor);
        if (!taken.Passed)
        {
            memory.Dispose();
        }

        return taken;
    }

    private static Checked<PluginSnapshot> Take(PluginFile file, SafeFileHandle memory, int descriptor)
    {
        // One byte more than the file has: a file that grows shows.
        if (Copy(file, descriptor, file.Length + 1, out long copied) is { } failure)
        {
            return CheckedAnswers.Refused<PluginSnapshot>(failure);
        }

        // Not the whole identity: ctime changes when another file is renamed over this one, and that does no harm to bytes that we hold.
        FileIdentity? after = LinuxOpen.Identity(file.Handle);
        if (copied != file.Length || after?.Size != file.Length || after.Modified != file.Identity.Modified)
        {
            return CheckedAnswers.Refused<PluginSnapshot>(
                FileFindings.ChangedWhileRead(file.GivenPath, file.Identity.ToString(), after?.ToString() ?? "unknown"));
        }

        if (copied == 0)
        {
            return CheckedAnswers.Refused<PluginSnapshot>(FileFindings.NotRegular(file.GivenPath, "an empty file"));
        }

        if (Libc.Control(descriptor, Libc.AddSeals, Libc.AllSeals) != 0 || (Libc.Control(descriptor, Libc.GetSeals, 0) & Libc.AllSeals) != Libc.AllSeals)
        {
            return CheckedAnswers.Refused<PluginSnapshot>(NoSealedMemory(Marshal.GetLastPInvokeErrorMessage()));
        }

        return MappedBytes.Create(descriptor, (int)copied) is { } mapped
            ? CheckedAnswers.Passed(new PluginSnapshot(memory, mapped), [.. MountFindings(file)])
            : CheckedAnswers.Refused<PluginSnapshot>(NoSealedMemory(UnixMarshal.GetErrorDescription(Stdlib.GetLastError())));
    }

    // sendfile(2) copies from the page cache straight into the memory file; file systems that cannot do it are read.
    private static Finding? Copy(PluginFile file, int descriptor, long most, out long copied)
    {
        int source = (int)file.Handle.DangerousGetHandle();
        copied = 0;
        while (copied < most)
        {
            long count = Syscall.sendfile(descriptor, source, ref copied, (ulong)(most - copied));
            if (count == 0)
            {
                return null;
            }

            if (count < 0)
            {
                Errno error = Stdlib.GetLastError();
                if (error is Errno.EINVAL or Errno.ENOSYS && copied == 0)
                {
                    return CopyByReading(file, descriptor, most, out copied);
                }

                if (error is not (Errno.EINTR or Errno.EAGAIN))
                {
                    return FileFindings.InputOutput(file.GivenPath, UnixMarshal.GetErrorDescription(error));
                }
            }
        }

        return null;
    }

    private static Finding? CopyByReading(PluginFile file, int descriptor, long most, out long copied)
    {
        byte[] buffer = new byte[CopyBytes];
        copied = 0;
        try
        {
            using SafeFileHandle target = new(descriptor, ownsHandle: false);
            int count;
            while (copied < most && (count = RandomAccess.Read(file.Handle, buffer.AsSpan(0, (int)Math.Min(CopyBytes, most - copied)), copied)) > 0)
            {
                RandomAccess.Write(target, buffer.AsSpan(0, count), copied);
                copied += count;
            }

            return null;
        }
        catch (IOException e)
        {
            return FileFindings.InputOutput(file.GivenPath, e);
        }
    }

    // mmap(2) refuses to run code from a noexec mount; a copy in memory no longer knows where it came from.
    private static IEnumerable<Finding> MountFindings(PluginFile file)
    {
        if (Syscall.fstatvfs((int)file.Handle.DangerousGetHandle(), out Statvfs mount) == 0 && mount.f_flag.HasFlag(MountFlags.ST_NOEXEC))
        {
            yield return Finding.Warning(
                FindingCode.NoExecMount,
                $"{file.GivenPath} lies on a file system that is mounted noexec, which does not stop bytes that are held in memory",
                "a file system from which programs may run",
                "noexec",
                "keep plugins where programs may run, or ask for a refusal");
        }
    }

    private static Finding NoSealedMemory(string reason) => Finding.Error(
        FindingCode.NoSealedMemory,
        "this system gives no sealed memory, so the bytes cannot be held for loading",
        "memfd_create with sealing (Linux 3.17)",
        reason,
        "allow memfd_create and fcntl in the sandbox, and check the memory limit");

    // What /proc/self/maps, a debugger and a crash report show; only characters that need no escape anywhere.
    private static string TellingName(string path)
        => new([.. Path.GetFileName(path).Take(Limits.HeldNameCharacters).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' ? c : '_')]);
}
