using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>The sentences about the way to a file.</summary>
internal static class PathFindings
{
    private const string Inside = "a path inside a trusted root";

    public static Finding Malformed(string text) => Finding.Error(
        FindingCode.PathMalformed,
        "the path is empty, too long or holds a NUL",
        $"1 to {Limits.PathCharacters} characters without a NUL, and at most {Limits.NameBytes} bytes a name",
        $"{text.Length} characters");

    public static Finding NotText(string text) => Finding.Error(
        FindingCode.PathNotText, "the path is not text in UTF-8", "a path in UTF-8", text, "rename the file");

    public static Finding LeadsToNoText(string text) => Finding.Error(
        FindingCode.PathNotText,
        $"{text} leads to a file whose name is not text in UTF-8",
        "a file whose name, and whose directories' names, are text in UTF-8",
        "bytes that are no UTF-8",
        "rename that file or directory");

    public static Finding NotPortable(string text, string fault) => Finding.Error(
        FindingCode.PathNotPortable, $"{text} holds {fault}", "a name that means the same on every system", text);

    public static Finding NamesDirectory(string text) => Finding.Error(
        FindingCode.PathNamesDirectory, $"{text} names a directory", "the path of a file", "a path that ends in a slash or dot");

    public static Finding Climbs(string text) => Finding.Error(
        FindingCode.PathOutsideRoot, $"{text} climbs out of a directory with `..`", Inside, text, "write the path without `..`");

    public static Finding Outside(string text, IEnumerable<string> roots) => Finding.Error(
        FindingCode.PathOutsideRoot,
        $"{text} lies outside every trusted root",
        $"a path inside {string.Join(" or ", roots)}",
        text);

    public static Finding NoLinks(string path, string target) => Finding.Error(
        FindingCode.LinkNotAllowed,
        $"{path} is a symbolic link, and links are not allowed",
        "no symbolic link",
        $"a link to {target}");

    public static Finding LinkLeaves(string path, string target, string leadsTo) => Finding.Error(
        FindingCode.LinkLeavesRoot,
        $"{path} is a symbolic link that leads out of the trusted root",
        "a link that stays inside the root",
        $"{target} (leads to {leadsTo})");

    public static Finding Loop(string path) => Finding.Error(
        FindingCode.LinkLoop, "the symbolic links on the way go in a circle", "a file at the end", $"{path} is met again and again", $"see where it points: ls -l {ShellText.Of(path)}");

    public static Finding ManyLinks(string path) => Finding.Error(
        FindingCode.TooManyLinks, "there are too many symbolic links on the way", $"at most {Limits.Links}", $"{Limits.Links + 1} at {path}");

    public static Finding UnreadableLink(string path) => Finding.Error(
        FindingCode.PathNotText, $"{path} is a symbolic link whose target is not text in UTF-8", "a path in UTF-8", null, "make the link again");

    public static Finding Dangling(string path, string target) => Finding.Error(
        FindingCode.LinkTargetMissing,
        $"{path} is a symbolic link to something that does not exist",
        "a regular file at the end",
        $"{target} is missing");

    public static Finding Unstable(string path) => Finding.Error(
        FindingCode.PathKeepsChanging, $"{path} kept changing while the path was walked", "a path that stays the same", $"{Limits.WalkAttempts} attempts");

    public static Finding RootMissing(string path) => Finding.Error(
        FindingCode.FileMissing, $"the trusted directory {path} does not exist", "a directory", "no such directory", "check the path, or create the directory");

    public static Finding NoCandidate(string name, IEnumerable<string> tried) => Finding.Error(
        FindingCode.NoCandidate, $"{name} was not found", $"a file at {string.Join(" or ", tried)}", "nothing there");

    public static Finding Extension(string value) => Finding.Error(
        FindingCode.SearchVariableMalformed, "PLUGIN_EXT is not a file name extension", "a dot and letters, like .so", value);

    public static Finding RootIsNoDirectory(string path, string kind) => Finding.Error(
        FindingCode.RootNotADirectory, $"{path} is not a directory, so it cannot be a trusted root", "a directory", kind);

    public static Finding Unsupported() => Finding.Error(
        FindingCode.PathTrustUnsupported,
        "trusted roots cannot be judged on this system",
        "Linux",
        System.Runtime.InteropServices.RuntimeInformation.OSDescription);

    public static Finding NoExec(string path, bool refuse)
    {
        const string Message = "the file system is mounted noexec, and loading from memory would pass it by";
        return refuse
            ? Finding.Error(FindingCode.MountNoExec, Message, "a mount without noexec", path)
            : Finding.Note(FindingCode.MountNoExec, Message, null, path);
    }
}
