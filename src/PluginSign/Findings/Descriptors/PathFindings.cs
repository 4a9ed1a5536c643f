namespace PluginSign.Findings.Descriptors;

/// <summary>1xxx: files and paths.</summary>
internal static class PathFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.NoTrustedRoot, Check.Path, Severity.Note)
        {
            Meaning = "No trusted root was asked for, so the path itself was not judged.",
            Hint = "name the directory in which the plugin must lie as a trusted root, so that the way to it is judged too",
            Remedy = Remedy.TrustRoot,
        },
        new(FindingCode.PathMalformed, Check.Path, Severity.Error)
        {
            Meaning = "The path is empty, too long or holds a NUL.",
            Hint = "check the path",
        },
        new(FindingCode.NotARegularFile, Check.Path, Severity.Error)
        {
            Meaning = "A directory, FIFO, socket or device stands where a regular file should.",
            Hint = "name the plugin file itself",
        },
        new(FindingCode.ChangedWhileRead, Check.Path, Severity.Error)
        {
            Meaning = "The file changed while it was being read.",
            Hint = "find out who writes there; verify again when nobody does",
        },
        new(FindingCode.TooLargeToHold, Check.Path, Severity.Error)
        {
            Meaning = "The file is larger than what is held in memory for loading.",
            Hint = "load a smaller plugin; verifying alone has no such limit",
        },
        new(FindingCode.HeldUnsealed, Check.Path, Severity.Note)
        {
            Meaning = "This system has no sealed memory, so the bytes are held in a private copy, which is weaker.",
            Hint = "nothing needs to be done; on Linux the bytes are sealed",
        },
        new(FindingCode.PathOutsideRoot, Check.Path, Severity.Error)
        {
            Meaning = "The path lies outside the trusted roots: it is absolute and elsewhere, or climbs with `..`.",
            Hint = "move the plugin into a trusted root, or trust its directory as a root as well",
            Remedy = Remedy.TrustRoot,
        },
        new(FindingCode.PathNotText, Check.Path, Severity.Error)
        {
            Meaning = "The path, or a link's target, is not text in UTF-8.",
            Hint = "rename the file or directory, or make the link again",
        },
        new(FindingCode.PathNotPortable, Check.Path, Severity.Error)
        {
            Meaning = "The path has a form that means something else on another system: a device, a stream, a drive, a backslash, a control character.",
            Hint = "rename the file",
        },
        new(FindingCode.PathNamesDirectory, Check.Path, Severity.Error)
        {
            Meaning = "The path ends in a slash, so it names a directory.",
            Hint = "name the plugin file itself",
        },
        new(FindingCode.HopWritable, Check.Path, Severity.Error)
        {
            Meaning = "A directory or file on the way can be written by group or others.",
            Hint = "take the right to write away from everybody but the owner (chmod go-w)",
        },
        new(FindingCode.OwnerNotAllowed, Check.Path, Severity.Error)
        {
            Meaning = "A directory, link or file on the way belongs to somebody who is not an allowed owner.",
            Hint = "look at what it holds, then give it to an allowed owner (chown), or allow this owner",
            Remedy = Remedy.AllowOwner,
        },
        new(FindingCode.LinkNotAllowed, Check.Path, Severity.Error)
        {
            Meaning = "A symbolic link where none is allowed.",
            Hint = "name the file itself, or allow links that stay inside the root",
            Remedy = Remedy.AllowLinksWithinRoot,
        },
        new(FindingCode.LinkLeavesRoot, Check.Path, Severity.Error)
        {
            Meaning = "A symbolic link leads out of the root and into no other trusted directory.",
            Hint = "move the file into the root, or trust the directory where it lies as a target of links",
            Remedy = Remedy.TrustLinkTarget,
        },
        new(FindingCode.LinkLoop, Check.Path, Severity.Error)
        {
            Meaning = "Symbolic links that go in a circle.",
            Hint = "see where the link points, and make it again",
        },
        new(FindingCode.TooManyLinks, Check.Path, Severity.Error)
        {
            Meaning = "More symbolic links on the way than the cap.",
            Hint = "name the file itself",
        },
        new(FindingCode.HardLinked, Check.Path, Severity.Error)
        {
            Meaning = "The file has more than one name, so it can be reached, and changed by its owner, from elsewhere.",
            Hint = "copy the file to a name of its own, and look for its other names",
        },
        new(FindingCode.MountNoExec, Check.Path, Severity.Error)
        {
            Meaning = "The file lies on a file system from which nothing may be executed.",
            Hint = "move the plugin to a file system for programs",
        },
        new(FindingCode.RootNotADirectory, Check.Path, Severity.Error)
        {
            Meaning = "A trusted root, or a trusted link target, is not a directory.",
            Hint = "name the directory that holds the plugins",
        },
        new(FindingCode.AccessListWritable, Check.Path, Severity.Error)
        {
            Meaning = "An access list lets somebody write who is not an allowed owner.",
            Hint = "remove the access list (setfacl -b), then the right of the group to write",
        },
        new(FindingCode.PathKeepsChanging, Check.Path, Severity.Error)
        {
            Meaning = "The path kept changing while it was walked.",
            Hint = "find out who renames there; try again when nobody does",
        },
        new(FindingCode.SearchVariableMalformed, Check.Path, Severity.Error)
        {
            Meaning = "An environment variable of the search has a value that cannot be used.",
            Hint = "correct the environment variable or unset it",
        },
    ];
}
