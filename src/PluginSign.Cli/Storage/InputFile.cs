using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Storage;

/// <summary>Reads a whole small file: certificates, keys, passwords. Nothing here waits for ever, and nothing but a file, or a pipe where one makes sense, is read.</summary>
/// <remarks>
/// Options take pipes, as <c>--ca &lt;(...)</c> is one; what a command is about, and what it writes again, does not. A pipe has <see cref="WriterSeconds"/> seconds to
/// find its writer and <see cref="PipeSeconds"/> to come to its end.
/// </remarks>
internal static class InputFile
{
    /// <summary>The shell starts writer and reader together: one that has not come by now does not come.</summary>
    public const int WriterSeconds = 3;

    /// <summary>A secret store or a slow link may take a while; a deploy that hangs takes a person.</summary>
    public const int PipeSeconds = 30;

    private const int PauseMilliseconds = 10;

    /// <summary>The bytes of a file or pipe that an option names, at most <paramref name="cap"/>.</summary>
    /// <exception cref="UsageException">The file is larger than the cap, so it is not what the option takes.</exception>
    /// <exception cref="UnavailableException">The file is missing, unreadable or no file.</exception>
    public static byte[] Read(string option, string path, int cap) => Read(option, path, cap, takesPipe: true);

    /// <summary>The bytes of a regular file, and of nothing else.</summary>
    /// <inheritdoc cref="Read(string, string, int)"/>
    public static byte[] ReadRegular(string option, string path, int cap) => Read(option, path, cap, takesPipe: false);

    private static byte[] Read(string option, string path, int cap, bool takesPipe)
    {
        ProcessNames.ThrowIfNotText(path);
        try
        {
            using SafeFileHandle file = InputHandle.Open(option, path, takesPipe, out bool isPipe);
            using MemoryStream bytes = new();
            byte[] buffer = new byte[16 * 1024];
            Stopwatch waited = Stopwatch.StartNew();
            int read;
            while ((read = isPipe ? ReadPipe(file, buffer, bytes.Length > 0, waited, Unreadable) : RandomAccess.Read(file, buffer, bytes.Length)) > 0)
            {
                if (bytes.Length + read > cap)
                {
                    throw new UsageException($"{option} takes a file of at most {Numbers.Grouped(cap)} bytes", path);
                }

                bytes.Write(buffer, 0, read);
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(Reasons.Code(e), Reasons.Of(e, path));
        }

        UnavailableException Unreadable(FindingCode code, string reason) => new(InputHandle.Sentence(option), code, reason, path);
    }

    // read(2) of a pipe that does not wait: 0 when nobody writes (yet, or any more), EAGAIN when somebody is there who has not written yet.
    private static int ReadPipe(SafeFileHandle pipe, byte[] buffer, bool hasBegun, Stopwatch waited, Func<FindingCode, string, UnavailableException> unreadable)
    {
        while (true)
        {
            long read = ReadOnce(pipe, buffer);
            if (read > 0 || (read == 0 && hasBegun))
            {
                return (int)read;
            }

            Errno error = read == 0 ? Errno.EAGAIN : Stdlib.GetLastError();
            if (error is not (Errno.EAGAIN or Errno.EINTR))
            {
                throw unreadable(FindingCode.InputOutput, Mono.Unix.UnixMarshal.GetErrorDescription(error));
            }

            if (read == 0 && waited.Elapsed.TotalSeconds >= WriterSeconds)
            {
                throw unreadable(FindingCode.InputOutput, $"it is a pipe into which nobody wrote anything within {WriterSeconds} seconds");
            }

            if (waited.Elapsed.TotalSeconds >= PipeSeconds)
            {
                throw unreadable(FindingCode.InputOutput, $"it is a pipe that did not come to its end within {PipeSeconds} seconds");
            }

            Thread.Sleep(PauseMilliseconds);
        }
    }

    private static unsafe long ReadOnce(SafeFileHandle pipe, byte[] buffer)
    {
        fixed (byte* start = buffer)
        {
            return Syscall.read((int)pipe.DangerousGetHandle(), start, (ulong)buffer.Length);
        }
    }
}
