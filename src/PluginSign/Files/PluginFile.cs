using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>An untrusted path, opened: a handle of a regular file and the place where it really lies. Everything after this looks at the handle, never at the path.</summary>
public sealed class PluginFile : IDisposable
{
    internal PluginFile(string givenPath, OpenedFile opened, ImmutableArray<PathHop> hops)
    {
        GivenPath = givenPath;
        Handle = opened.Handle;
        CanonicalPath = opened.CanonicalPath;
        Identity = opened.Identity;
        Hops = hops;
    }

    /// <summary>The path as the caller gave it.</summary>
    public string GivenPath { get; }

    /// <summary>Where the open file lies, every link resolved: as it was walked below a trusted root, else as the system says of the handle.</summary>
    public string CanonicalPath { get; }

    /// <summary>Every hop on the way, from <c>/</c> on; empty when no trusted root was asked for.</summary>
    public ImmutableArray<PathHop> Hops { get; }

    /// <summary>Bytes of the file when it was opened.</summary>
    public long Length => Identity.Size;

    internal SafeFileHandle Handle { get; }

    internal FileIdentity Identity { get; }

    /// <summary>Opens a regular file for reading. A FIFO, device, socket or directory is refused without waiting for anybody.</summary>
    /// <remarks>
    /// A string with half a surrogate pair, and a path that leads to a file whose name is not UTF-8, are refused with <see cref="FindingCode.PathNotText"/>.
    /// U+FFFD is taken as what the caller says. On Unix the runtime itself puts it for bytes that are no UTF-8, in arguments, environment and directory
    /// listings: whoever has the path from there compares it with the bytes first, as the command does.
    /// </remarks>
    /// <param name="path">The untrusted path; a relative one starts at the current directory.</param>
    public static Answer<PluginFile> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length is 0 or > Limits.PathCharacters || path.Contains('\0', StringComparison.Ordinal))
        {
            return Answers.Refused<PluginFile>(Finding.Error(
                FindingCode.PathMalformed,
                "the path is empty, too long or holds a NUL",
                $"1 to {Limits.PathCharacters} characters without a NUL",
                $"{path.Length} characters"));
        }

        if (!UntrustedPath.IsText(path))
        {
            return Answers.Refused<PluginFile>(PathFindings.NotText(path));
        }

        Answer<OpenedFile> opened = OperatingSystem.IsLinux() ? LinuxOpen.Open(path) : PortableOpen.Open(path);
        return opened.TryGetValue(out OpenedFile? file)
            ? Answers.Passed(new PluginFile(path, file, []), opened.Findings)
            : Answers.Refused<PluginFile>(opened.Findings);
    }

    /// <summary>Reads a small file whole.</summary>
    /// <param name="cap">Most bytes.</param>
    /// <param name="tooLarge">The code for a file above the cap.</param>
    internal Answer<byte[]> ReadWhole(int cap, FindingCode tooLarge)
    {
        if (Length > cap)
        {
            return Answers.Refused<byte[]>(Finding.Error(tooLarge, $"{GivenPath} is too large", $"at most {cap} bytes", $"{Length} bytes"));
        }

        byte[] bytes = new byte[(int)Length];
        try
        {
            int read = 0;
            while (read < bytes.Length)
            {
                int count = RandomAccess.Read(Handle, bytes.AsSpan(read), read);
                if (count == 0)
                {
                    return Answers.Refused<byte[]>(FileFindings.ChangedWhileRead(GivenPath, $"{bytes.Length} bytes", $"{read} bytes"));
                }

                read += count;
            }

            Span<byte> more = stackalloc byte[1];
            if (RandomAccess.Read(Handle, more, read) > 0)
            {
                return Answers.Refused<byte[]>(FileFindings.OtherSize(GivenPath, Length, null));
            }
        }
        catch (IOException e)
        {
            return Answers.Refused<byte[]>(FileFindings.InputOutput(GivenPath, e));
        }

        return Answers.Passed(bytes);
    }

    /// <summary>Closes the handle.</summary>
    public void Dispose() => Handle.Dispose();
}

/// <summary>What must stay the same while a file is read: another file, or another content of the same file, shows in one of these.</summary>
/// <param name="Device">The device that holds the file; 0 where the system does not say.</param>
/// <param name="Inode">The file's number on that device; 0 where the system does not say.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Last change of the content, in the system's finest unit.</param>
/// <param name="Changed">Last change of content or attributes, in the system's finest unit; it cannot be set back by the owner.</param>
internal sealed record FileIdentity(ulong Device, ulong Inode, long Size, (long Seconds, long Fraction) Modified, (long Seconds, long Fraction) Changed)
{
    /// <summary>For the report: enough to see what differs.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Size} bytes, device {Device} inode {Inode}, content changed at {Modified.Seconds}.{Modified.Fraction:D9}, attributes at {Changed.Seconds}.{Changed.Fraction:D9}");
}
