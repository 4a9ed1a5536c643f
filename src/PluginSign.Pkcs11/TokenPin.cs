using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>A token's PIN. Disposing clears it; no text of it shows it.</summary>
[DebuggerDisplay("PIN")]
public sealed class TokenPin : IDisposable
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _utf8;

    private TokenPin(byte[] utf8)
    {
        _utf8 = utf8;
    }

    /// <summary>A PIN that somebody typed in. The caller clears the text.</summary>
    /// <exception cref="ArgumentException">The PIN is empty.</exception>
    public static TokenPin FromText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            throw new ArgumentException("the PIN is empty", nameof(text));
        }

        byte[] utf8 = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true); // never moved, so no copy is left behind
        Encoding.UTF8.GetBytes(text, utf8);
        return new TokenPin(utf8);
    }

    /// <summary>The first line of a file that nobody but its owner can read or write.</summary>
    /// <param name="path">The file.</param>
    public static Answer<TokenPin> FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Fault(path) is { } fault)
        {
            return Answers.Refused<TokenPin>(TokenFindings.PinFile(path, fault));
        }

        byte[] buffer = GC.AllocateArray<byte>(Limits.PinFileBytes + 1, pinned: true);
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) is var mode && (mode & ~OwnerAlone) != UnixFileMode.None)
            {
                return Answers.Refused<TokenPin>(TokenFindings.PinFileOpen(path, mode));
            }

            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > Limits.PinFileBytes
                ? Answers.Refused<TokenPin>(TokenFindings.PinFile(path, $"more than {Limits.PinFileBytes} bytes"))
                : FromLine(path, buffer.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be read";
            return Answers.Refused<TokenPin>(TokenFindings.PinFile(path, why));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>What it is, never the PIN.</summary>
    public override string ToString() => "PIN";

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_utf8);

    internal byte[] Utf8 => _utf8;

    // A FIFO would wait for ever for somebody to write into it: only a regular file is opened, and PluginFile finds out without waiting.
    private static string? Fault(string path)
    {
        Answer<PluginFile> opened = PluginFile.Open(path);
        if (opened.TryGetValue(out PluginFile? file))
        {
            file.Dispose();
            return null;
        }

        return opened.Findings[0] switch
        {
            { Code: FindingCode.FileMissing } => "there is no such file",
            { Code: FindingCode.NotARegularFile, Actual: { } kind } => $"it is {kind}",
            { Code: FindingCode.PathNotText } => "its name is not text in UTF-8",
            _ => "it cannot be read",
        };
    }

    private static Answer<TokenPin> FromLine(string path, ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
        if (line.IsEmpty)
        {
            return Answers.Refused<TokenPin>(TokenFindings.PinFile(path, "its first line is empty"));
        }

        byte[] utf8 = GC.AllocateArray<byte>(line.Length, pinned: true);
        line.CopyTo(utf8);
        return Answers.Passed(TakeOver(utf8));
    }

    // The answer hands the PIN to the caller, who disposes it.
    private static TokenPin TakeOver(byte[] utf8) => new(utf8);
}
