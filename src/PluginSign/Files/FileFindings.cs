using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>The sentences about files that several ways of opening share.</summary>
internal static class FileFindings
{
    public static Finding Missing(string path) => Finding.Error(
        FindingCode.FileMissing, $"{path} does not exist", "a regular file", "no such file or directory");

    public static Finding Unreadable(string path) => Finding.Error(
        FindingCode.FileUnreadable, $"{path} may not be read by this user", "read permission", "permission denied");

    public static Finding NotRegular(string path, string kind) => Finding.Error(
        FindingCode.NotARegularFile, $"{path} is not a regular file", "a regular file", kind);

    public static Finding ChangedWhileRead(string path, string expected, string actual) => Finding.Error(
        FindingCode.ChangedWhileRead, $"{path} changed while it was being read", expected, actual);

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
        FindingCode.InputOutput, $"{path} could not be read", null, failure.Message);

    public static Finding InputOutput(string path, string failure) => Finding.Error(
        FindingCode.InputOutput, $"{path} could not be opened", null, failure);
}
