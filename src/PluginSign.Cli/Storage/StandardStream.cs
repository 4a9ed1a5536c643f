using System.Runtime.InteropServices;

namespace PluginSign.Cli.Storage;

/// <summary>stdout or stderr, written with write(2) itself: the runtime's own stream passes over a closed pipe in silence, and throws where there is no stream.</summary>
internal sealed partial class StandardStream : Stream
{
    private const int GetDescriptorFlags = 1; // F_GETFD, FD_CLOEXEC and O_RDWR are the same on every Unix
    private const int CloseOnExec = 1;
    private const int ReadWrite = 2;
    private const int LastStandard = 2;
    private const short Writable = 4; // POLLOUT
    private const int Interrupted = 4; // EINTR

    private static readonly int TryAgain = OperatingSystem.IsLinux() ? 11 : 35; // EAGAIN: the terminal or pipe is shared with somebody who does not want to wait

    private readonly int _descriptor;
    private readonly bool _isForgiving;

    private StandardStream(int descriptor, bool isForgiving)
    {
        _descriptor = descriptor;
        _isForgiving = isForgiving;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The stream of a descriptor. One that was closed when the process began throws when it is written; stderr is lost in silence, for there is nobody left to tell.</summary>
    /// <param name="descriptor">1 or 2.</param>
    public static Stream Open(int descriptor)
    {
        bool isError = descriptor == LastStandard;
        return OperatingSystem.IsWindows()
            ? isError ? Console.OpenStandardError() : Console.OpenStandardOutput()
            : new StandardStream(IsInherited(descriptor) ? descriptor : -1, isError);
    }

    /// <summary>Puts /dev/null where a standard stream was closed: else the next file that is opened would get its number, and the result would be written into it.</summary>
    public static void Plug()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        for (int descriptor = 0; descriptor <= LastStandard; descriptor++)
        {
            if (Control(descriptor, GetDescriptorFlags) < 0 && OpenFile("/dev/null", ReadWrite) < 0)
            {
                return; // no descriptor is left: then nothing else is opened, either
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* start = buffer)
            {
                written = Write(_descriptor, start, (nuint)buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == TryAgain)
            {
                PollDescriptor ready = new() { Descriptor = _descriptor, Events = Writable, Returned = 0 };
                _ = Poll(&ready, 1, -1);
            }
            else if (error != Interrupted)
            {
                if (_isForgiving)
                {
                    return;
                }

                throw new LostResultException(_descriptor < 0 ? "stdout is closed" : Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Whoever started this process cannot have handed over what closes on exec: such a number is the runtime's own, which found it free.
    private static bool IsInherited(int descriptor) => Control(descriptor, GetDescriptorFlags) is >= 0 and int flags && (flags & CloseOnExec) == 0;

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint Write(int descriptor, byte* bytes, nuint count);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);
}
