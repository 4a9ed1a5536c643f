using PluginSign.Findings;

namespace PluginSign.Cli.Storage;

/// <summary>Why a file could not be read or written, in plain words and without the machine's own paths.</summary>
internal static class Reasons
{
    public static FindingCode Code(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => FindingCode.FileMissing,
        UnauthorizedAccessException => FindingCode.FileUnreadable,
        _ => FindingCode.InputOutput,
    };

    public static string Of(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a directory" : "permission is denied",
        PathTooLongException => "the path is too long",
        NotSupportedException => "it is not a file that can be read",
        IOException io => io.HResult switch
        {
            28 => "the disk is full",
            17 => "a file of this name is there already",
            24 or 23 => "no more files can be opened (ulimit -n)",
            30 => "the file system is read-only",
            21 => "it is a directory",
            20 => "a part of the path is not a directory",
            _ => "reading or writing failed",
        },
        _ => "reading or writing failed",
    };
}
