using System.Security.Cryptography;

namespace PluginSign.Cli.Storage;

/// <summary>A file that is written whole or not at all: first beside its place under another name, flushed, then renamed. Disposing takes back what was not placed.</summary>
internal sealed class PendingFile : IDisposable
{
    /// <summary>Owner reads and writes; nobody else does anything.</summary>
    public const UnixFileMode PrivateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Everyone reads, the owner writes.</summary>
    public const UnixFileMode PublicMode = PrivateMode | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Everyone reads, nobody writes: what was verified stays as it is.</summary>
    public const UnixFileMode ReadOnlyMode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const int PieceBytes = 1024 * 1024;

    private readonly string _temporary;
    private bool _pending;

    private PendingFile(string path, string temporary)
    {
        Path = path;
        _temporary = temporary;
        _pending = true;
    }

    public string Path { get; }

    /// <summary>Writes the bytes beside <paramref name="path"/>.</summary>
    /// <exception cref="UnavailableException">Writing failed; nothing is left behind.</exception>
    public static PendingFile Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode)
    {
        using MemoryStream stream = new(bytes.ToArray(), writable: false);
        return Write(path, stream, mode);
    }

    /// <summary>Writes the bytes beside <paramref name="path"/>, a piece at a time.</summary>
    /// <exception cref="UnavailableException">Writing failed; nothing is left behind.</exception>
    public static PendingFile Write(string path, Stream bytes, UnixFileMode mode)
    {
        OutputPath.ThrowIfUnclear(path);
        string directory = System.IO.Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        string temporary = System.IO.Path.Combine(directory, $".pluginsign-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}.tmp");
        PendingFile file = new(path, temporary);
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = mode; // created with it: a private key is never readable by others, not even for a moment
            }

            using FileStream stream = new(temporary, options);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(stream.SafeFileHandle, mode); // the mask of the process may have taken bits away
            }

            bytes.CopyTo(stream, PieceBytes);
            stream.Flush(flushToDisk: true);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file.Dispose();
            throw new UnavailableException("the file cannot be written", Reasons.Code(e), Reasons.Of(e, path), path);
        }
    }

    /// <summary>What is really on the disk, at most <paramref name="cap"/> bytes.</summary>
    public byte[] ReadBack(int cap) => InputFile.ReadRegular("the signature", _temporary, cap);

    /// <summary>Gives the file its name. Without <paramref name="overwrite"/>, a file that appeared meanwhile is kept.</summary>
    /// <exception cref="UnavailableException">It could not be renamed.</exception>
    public void Place(bool overwrite)
    {
        try
        {
            File.Move(_temporary, Path, overwrite);
            _pending = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UnavailableException("the file cannot be written", Reasons.Code(e), Reasons.Of(e, Path), Path);
        }
    }

    public void Dispose()
    {
        if (_pending)
        {
            _pending = false;
            try
            {
                File.Delete(_temporary);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The directory went away below it. Why nothing was placed is told already, and must not be lost to this.
            }
        }
    }
}
