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

    public static Finding InputOutput(string path, IOException failure) => Finding.Error(
        FindingCode.InputOutput, $"{path} could not be read", null, failure.Message, "check the disk and the path");

    public static Finding InputOutput(string path, string failure) => Finding.Error(
        FindingCode.InputOutput, $"{path} could not be opened", null, failure, "check the disk and the path");
}
