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
        $"{text.Length} characters",
        "check the path");

    public static Finding NotText(string text) => Finding.Error(
        FindingCode.PathNotText, "the path is not text in UTF-8", "a path in UTF-8", text, "rename the file");

    public static Finding LeadsToNoText(string text) => Finding.Error(
        FindingCode.PathNotText,
        $"{text} leads to a file whose name is not text in UTF-8",
        "a file whose name, and whose directories' names, are text in UTF-8",
        "bytes that are no UTF-8",
        "rename that file or directory");

    public static Finding NotPortable(string text, string fault) => Finding.Error(
        FindingCode.PathNotPortable, $"{text} holds {fault}", "a name that means the same on every system", text, "rename the file");

    public static Finding NamesDirectory(string text) => Finding.Error(
        FindingCode.PathNamesDirectory, $"{text} names a directory", "the path of a file", "a path that ends in a slash or dot", "name the plugin file itself");

    public static Finding Climbs(string text) => Finding.Error(
        FindingCode.PathOutsideRoot, $"{text} climbs out of a directory with `..`", Inside, text, "write the path without `..`");

    public static Finding Outside(string text, IEnumerable<string> roots) => Finding.Error(
        FindingCode.PathOutsideRoot,
        $"{text} lies outside every trusted root",
        $"a path inside {string.Join(" or ", roots)}",
        text,
        "move the plugin into a trusted root, or trust its directory with --root");

    public static Finding NoLinks(string path, string target) => Finding.Error(
        FindingCode.LinkNotAllowed,
        $"{path} is a symbolic link, and links are not allowed",
        "no symbolic link",
        $"a link to {target}",
        "name the file itself, or allow links that stay inside the root with --links within-root");

    public static Finding LinkLeaves(string path, string target, string leadsTo) => Finding.Error(
        FindingCode.LinkLeavesRoot,
        $"{path} is a symbolic link that leads out of the trusted root",
        "a link that stays inside the root",
        $"{target} (leads to {leadsTo})",
        "move the file into the root, or trust the directory where it lies with --links DIR");

    public static Finding Loop(string path) => Finding.Error(
        FindingCode.LinkLoop, "the symbolic links on the way go in a circle", "a file at the end", $"{path} is met again and again", $"see where it points: ls -l {ShellText.Of(path)}");

    public static Finding ManyLinks(string path) => Finding.Error(
        FindingCode.TooManyLinks, "there are too many symbolic links on the way", $"at most {Limits.Links}", $"{Limits.Links + 1} at {path}", "name the file itself");

    public static Finding UnreadableLink(string path) => Finding.Error(
        FindingCode.PathNotText, $"{path} is a symbolic link whose target is not text in UTF-8", "a path in UTF-8", null, "make the link again");

    public static Finding Dangling(string path, string target) => Finding.Error(
        FindingCode.LinkTargetMissing,
        $"{path} is a symbolic link to something that does not exist",
        "a regular file at the end",
        $"{target} is missing",
        "make the link again, or wait until the deployment is through");

    public static Finding Unstable(string path) => Finding.Error(
        FindingCode.PathKeepsChanging, $"{path} kept changing while the path was walked", "a path that stays the same", $"{Limits.WalkAttempts} attempts", "find out who renames there; try again when nobody does");

    public static Finding RootMissing(string path) => Finding.Error(
        FindingCode.FileMissing, $"the trusted directory {path} does not exist", "a directory", "no such directory", "check the path, or create the directory");

    public static Finding NoCandidate(string name, IEnumerable<string> tried) => Finding.Error(
        FindingCode.NoCandidate, $"{name} was not found", $"a file at {string.Join(" or ", tried)}", "nothing there", "check the name, and the directories that are searched (pluginsign resolve shows them)");

    public static Finding Extension(string value) => Finding.Error(
        FindingCode.SearchVariableMalformed, "PLUGIN_EXT is not a file name extension", "a dot and letters, like .so", value, "correct the environment variable or unset it");

    public static Finding RootIsNoDirectory(string path, string kind) => Finding.Error(
        FindingCode.RootNotADirectory, $"{path} is not a directory, so it cannot be a trusted root", "a directory", kind, "name the directory that holds the plugins");

    public static Finding Unsupported() => Finding.Error(
        FindingCode.PathTrustUnsupported,
        "trusted roots cannot be judged on this system",
        "Linux",
        System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        "verify without a trusted root, and protect the directory by the system's own means");

    public static Finding NoExec(string path, bool refuse)
    {
        const string Message = "the file system is mounted noexec, and loading from memory would pass it by";
        return refuse
            ? Finding.Error(FindingCode.MountNoExec, Message, "a mount without noexec", path, "move the plugin to a file system for programs")
            : Finding.Note(FindingCode.MountNoExec, Message, null, path);
    }
}
