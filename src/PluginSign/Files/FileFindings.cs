using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>The sentences about files that several ways of opening share.</summary>
internal static class FileFindings
{
    public static Finding Missing(string path) => Finding.Error(
        FindingCode.FileMissing, $"{path} does not exist", "a regular file", "no such file or directory", "check the path");

    public static Finding Unreadable(string path) => Finding.Error(
        FindingCode.FileUnreadable, $"{path} may not be read by this user", "read permission", "permission denied", "let this user read the file and enter its directories");

    public static Finding NotRegular(string path, string kind) => Finding.Error(
        FindingCode.NotARegularFile, $"{path} is not a regular file", "a regular file", kind, "name the plugin file itself");

    public static Finding ChangedWhileRead(string path, string expected, string actual) => Finding.Error(
        FindingCode.ChangedWhileRead, $"{path} changed while it was being read", expected, actual, "find out who writes there; verify again when nobody does");

    /// <summary>What the system makes up while it is read (/proc, /sys) says one size and gives another; so does a file that grows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">Bytes that it said it has.</param>
    /// <param name="read">Bytes that reading gave; null for more than it said.</param>
    public static Finding OtherSize(string path, long size, long? read) => Finding.Error(
        FindingCode.ChangedWhileRead,
        $"{path} is not what a regular file on a disk is: its size and its content contradict each other",
        $"{size} bytes, as its size says",
        read is { } count ? $"{count} bytes" : "more bytes",
        "name a file on a disk; if it is one, find out who writes there");

    public static Finding InputOutput(string path, IOException failure) => Finding.Error(
        FindingCode.InputOutput, $"{path} could not be read", null, failure.Message, "check the disk and the path");

    public static Finding InputOutput(string path, string failure) => Finding.Error(
        FindingCode.InputOutput, $"{path} could not be opened", null, failure, "check the disk and the path");
}
