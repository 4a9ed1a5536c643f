using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mono.Unix;
using Mono.Unix.Native;
using PluginSign.Findings;

namespace PluginSign.Files.Native;

/// <summary>Copies a file into memory that nobody can change afterwards: memfd_create(2), then every seal of fcntl(2).</summary>
internal static class SealedMemory
{
    // What is copied and then hashed stays in the processor's cache in between.
    private const int PieceBytes = 256 * 1024;

    // A second thread costs more than it saves below this.
    private const int CopyAheadBytes = 4 * 1024 * 1024;

    public static Answer<PluginSnapshot> Take(PluginFile file, ContentHashes hashes, IProgress<long>? progress)
    {
        if (file.Length == 0)
        {
            return Answers.Refused<PluginSnapshot>(FileFindings.NotRegular(file.GivenPath, "an empty file"));
        }

        int descriptor = Libc.CreateMemoryFile("plugin:" + TellingName(file.CanonicalPath), Libc.CloseOnExec | Libc.AllowSealing);
        if (descriptor < 0)
        {
            return Answers.Refused<PluginSnapshot>(NoSealedMemory(Marshal.GetLastPInvokeErrorMessage()));
        }

        SafeFileHandle memory = new(descriptor, ownsHandle: true);
        MappedBytes? mapped = null;
        bool isTaken = false;
        try
        {
            mapped = Syscall.ftruncate(descriptor, file.Length) == 0 ? MappedBytes.Create(descriptor, (int)file.Length) : null;
            Finding? failure = mapped is null
                ? NoSealedMemory(UnixMarshal.GetErrorDescription(Stdlib.GetLastError()))
                : Fill(file, descriptor, mapped, hashes, progress) ?? CheckUnchanged(file) ?? Seal(descriptor);
            if (failure is not null)
            {
                return Answers.Refused<PluginSnapshot>(failure);
            }

            Answer<PluginSnapshot> taken = Answers.Passed(new PluginSnapshot(memory, mapped!), [.. MountFindings(file)]);
            isTaken = true;
            return taken;
        }
        finally
        {
            // Also when whoever is told of the progress has ended it: a gigabyte must not wait for a finalizer.
            if (!isTaken)
            {
                mapped?.Dispose();
                memory.Dispose();
            }
        }
    }

    /// <summary>Takes a stream's bytes, to its end. What is hashed is what was sealed.</summary>
    public static Answer<PluginSnapshot> Take(Stream content, string name, ContentHashes hashes, IProgress<long>? progress)
    {
        int descriptor = Libc.CreateMemoryFile("plugin:" + TellingName(name), Libc.CloseOnExec | Libc.AllowSealing);
        if (descriptor < 0)
        {
            return Answers.Refused<PluginSnapshot>(NoSealedMemory(Marshal.GetLastPInvokeErrorMessage()));
        }

        SafeFileHandle memory = new(descriptor, ownsHandle: true);
        MappedBytes? mapped = null;
        bool isTaken = false;
        try
        {
            Finding? failure = Copy(content, name, memory, out int length);
            mapped = failure is null ? MappedBytes.Create(descriptor, length) : null;
            failure ??= mapped is null ? NoSealedMemory(UnixMarshal.GetErrorDescription(Stdlib.GetLastError())) : Seal(descriptor);
            if (failure is not null)
            {
                return Answers.Refused<PluginSnapshot>(failure);
            }

            ReadOnlySpan<byte> bytes = mapped!.Span; // nobody else has it yet
            for (int offset = 0, count; offset < bytes.Length; offset += count)
            {
                count = Math.Min(PieceBytes, bytes.Length - offset);
                hashes.Append(bytes.Slice(offset, count));
                progress?.Report(offset + count);
            }

            isTaken = true;
            return Answers.Passed(new PluginSnapshot(memory, mapped));
        }
        finally
        {
            if (!isTaken)
            {
                mapped?.Dispose();
                memory.Dispose();
            }
        }
    }

    private static Finding? Copy(Stream content, string name, SafeFileHandle memory, out int length)
    {
        length = 0;
        byte[] piece = new byte[PieceBytes];
        try
        {
            int count;
            while ((count = content.Read(piece)) > 0)
            {
                if (count > Limits.HeldBytes - length)
                {
                    return PluginSnapshot.TooLarge(name, "more");
                }

                RandomAccess.Write(memory, piece.AsSpan(0, count), length);
                length += count;
            }
        }
        catch (IOException e)
        {
            return FileFindings.InputOutput(name, e);
        }

        return length > 0 ? null : FileFindings.NotRegular(name, "an empty file");
    }

    // What is hashed is the memory file, never the source. Until the seals are on nobody but this process has it, so the beginning can be
    // hashed while the rest is copied.
    private static Finding? Fill(PluginFile file, int descriptor, MappedBytes mapped, ContentHashes hashes, IProgress<long>? progress)
    {
        long copied = 0;
        Task<Finding?> copying = file.Length > CopyAheadBytes ? Task.Run(Copy) : Task.FromResult(Copy());
        try
        {
            ReadOnlySpan<byte> bytes = mapped.Span; // nobody else has it yet
            for (int offset = 0, count; offset < bytes.Length; offset += count)
            {
                count = Math.Min(PieceBytes, bytes.Length - offset);
                if (!WaitFor(offset + count))
                {
                    break;
                }

                hashes.Append(bytes.Slice(offset, count));
                progress?.Report(offset + count);
            }
        }
        finally
        {
            ((IAsyncResult)copying).AsyncWaitHandle.WaitOne(); // nobody may close the files while it runs
        }

        return copying.GetAwaiter().GetResult();

        Finding? Copy()
        {
            for (long offset = 0; offset < file.Length; offset += PieceBytes)
            {
                long count = Math.Min(PieceBytes, file.Length - offset);
                if (CopyPiece(file, descriptor, mapped, offset, count) is { } failure)
                {
                    return failure;
                }

                Volatile.Write(ref copied, offset + count);
            }

            return null;
        }

        // The copy is a fraction of a millisecond away: waking a sleeping thread that often would take longer than the wait.
        bool WaitFor(long end)
        {
            SpinWait spin = default;
            while (Volatile.Read(ref copied) < end && !copying.IsCompleted)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }

            return Volatile.Read(ref copied) >= end;
        }
    }

    // sendfile(2) copies from the page cache straight into the memory file, to where the last piece ended; file systems that cannot do it are read.
    private static Finding? CopyPiece(PluginFile file, int descriptor, MappedBytes mapped, long at, long length)
    {
        int source = (int)file.Handle.DangerousGetHandle();
        long offset = at;
        long end = at + length;
        while (offset < end)
        {
            long count = Syscall.sendfile(descriptor, source, ref offset, (ulong)(end - offset));
            if (count == 0)
            {
                return FileFindings.ChangedWhileRead(file.GivenPath, $"{file.Length} bytes", $"{offset} bytes");
            }

            Errno error = count < 0 ? Stdlib.GetLastError() : Errno.EINTR;
            if (error is Errno.EINVAL or Errno.ENOSYS && offset == at)
            {
                return ReadPiece(file, descriptor, at, (int)length);
            }

            if (error is not (Errno.EINTR or Errno.EAGAIN))
            {
                return FileFindings.InputOutput(file.GivenPath, UnixMarshal.GetErrorDescription(error));
            }
        }

        mapped.Populate(at, length);
        return null;
    }

    private static Finding? ReadPiece(PluginFile file, int descriptor, long at, int length)
    {
        byte[] buffer = new byte[length];
        try
        {
            using SafeFileHandle target = new(descriptor, ownsHandle: false);
            for (int read = 0, count; read < length; read += count)
            {
                count = RandomAccess.Read(file.Handle, buffer.AsSpan(read), at + read);
                if (count == 0)
                {
                    return FileFindings.ChangedWhileRead(file.GivenPath, $"{file.Length} bytes", $"{at + read} bytes");
                }
            }

            RandomAccess.Write(target, buffer, at);
            return Syscall.lseek(descriptor, at + length, SeekFlags.SEEK_SET) < 0 ? FileFindings.InputOutput(file.GivenPath, "the copy has no end") : null;
        }
        catch (IOException e)
        {
            return FileFindings.InputOutput(file.GivenPath, e);
        }
    }

    // Not the whole identity: ctime changes when another file is renamed over this one, and that does no harm to bytes that we hold.
    private static Finding? CheckUnchanged(PluginFile file)
    {
        FileIdentity? after = LinuxOpen.Identity(file.Handle);
        return after?.Size == file.Length && after.Modified == file.Identity.Modified
            ? null
            : FileFindings.ChangedWhileRead(file.GivenPath, file.Identity.ToString(), after?.ToString() ?? "unknown");
    }

    private static Finding? Seal(int descriptor)
        => Libc.Control(descriptor, Libc.AddSeals, Libc.AllSeals) == 0 && (Libc.Control(descriptor, Libc.GetSeals, 0) & Libc.AllSeals) == Libc.AllSeals
            ? null
            : NoSealedMemory(Marshal.GetLastPInvokeErrorMessage());

    // mmap(2) refuses to run code from a noexec mount; a copy in memory no longer knows where it came from.
    private static IEnumerable<Finding> MountFindings(PluginFile file)
    {
        if (Syscall.fstatvfs((int)file.Handle.DangerousGetHandle(), out Statvfs mount) == 0 && mount.f_flag.HasFlag(MountFlags.ST_NOEXEC))
        {
            yield return Finding.Warning(
                FindingCode.MountNoExec,
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
        reason);

    // What /proc/self/maps, a debugger and a crash report show; only characters that need no escape anywhere.
    private static string TellingName(string path)
        => new([.. Path.GetFileName(path).Take(Limits.HeldNameCharacters).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' ? c : '_')]);
}
