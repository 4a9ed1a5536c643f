namespace PluginSign.Findings.Descriptors;

/// <summary>9xxx: the environment: neither trusted nor untrusted.</summary>
internal static class EnvironmentFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.FileMissing, Check.Path, Severity.Error)
        {
            Meaning = "The file does not exist.",
            Hint = "check the path",
            IsIndeterminate = true,
        },
        new(FindingCode.FileUnreadable, Check.Path, Severity.Error)
        {
            Meaning = "Permission to read the file is denied.",
            Hint = "let this user read the file and enter its directories",
            IsIndeterminate = true,
        },
        new(FindingCode.InputOutput, Check.Path, Severity.Error)
        {
            Meaning = "Reading failed.",
            Hint = "check the disk and the path",
            IsIndeterminate = true,
        },
        new(FindingCode.ProcMissing, Check.Path, Severity.Error)
        {
            Meaning = "/proc is not there, so the sealed bytes have no name to be loaded by.",
            Hint = "mount /proc in the container or chroot; the plugin is never loaded by its path instead",
            IsIndeterminate = true,
        },
        new(FindingCode.NoSealedMemory, Check.Path, Severity.Error)
        {
            Meaning = "The system gives no sealed memory.",
            Hint = "allow memfd_create and fcntl in the sandbox, and check the memory limit",
            IsIndeterminate = true,
        },
        new(FindingCode.LoadingUnsupported, Check.Path, Severity.Error)
        {
            Meaning = "This kind of plugin cannot be loaded on this system.",
            Hint = "use a plugin of a kind that this system can load",
            IsIndeterminate = true,
        },
        new(FindingCode.PathTrustUnsupported, Check.Path, Severity.Error)
        {
            Meaning = "This system has no way to judge a path by handle.",
            Hint = "verify without a trusted root, and protect the directory by the system's own means",
            IsIndeterminate = true,
        },
        new(FindingCode.NoCandidate, Check.Path, Severity.Error)
        {
            Meaning = "The search found no candidate.",
            Hint = "check the name, and the directories that are searched",
            Remedy = Remedy.ShowCandidates,
            IsIndeterminate = true,
        },
        new(FindingCode.LinkTargetMissing, Check.Path, Severity.Error)
        {
            Meaning = "A symbolic link leads to nothing.",
            Hint = "make the link again, or wait until the deployment is through",
            IsIndeterminate = true,
        },
        new(FindingCode.OwnerUnknown, Check.Path, Severity.Error)
        {
            Meaning = "A user that was named as an owner does not exist.",
            Hint = "look it up with `id`",
            IsIndeterminate = true,
        },
        new(FindingCode.ServiceUnreachable, Check.Timestamp, Severity.Error)
        {
            Meaning = "The timestamp service could not be reached.",
            Hint = "look whether this host can reach the address",
            IsIndeterminate = true,
        },
        new(FindingCode.ServiceTimeout, Check.Timestamp, Severity.Error)
        {
            Meaning = "The timestamp service did not answer in time.",
            Hint = "try again, or use another service",
            IsIndeterminate = true,
        },
        new(FindingCode.ServiceAnswer, Check.Timestamp, Severity.Error)
        {
            Meaning = "The timestamp service answered with an error, or with something else than a timestamp.",
            Hint = "check the address: it must be that of an RFC 3161 timestamp service",
            IsIndeterminate = true,
        },
        new(FindingCode.ServiceAnswerTooLarge, Check.Timestamp, Severity.Error)
        {
            Meaning = "The timestamp service answered with more bytes than the cap.",
            Hint = "check the address, or use another service",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenModuleMissing, Check.Signature, Severity.Error)
        {
            Meaning = "The PKCS #11 module cannot be loaded.",
            Hint = "install the token's software, or correct module-path",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenMissing, Check.Signature, Severity.Error)
        {
            Meaning = "No token matches.",
            Hint = "insert the token, or correct the URI",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenKeyMissing, Check.Signature, Severity.Error)
        {
            Meaning = "The token holds no private key that matches.",
            Hint = "correct the id or the object in the URI",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenPinNeeded, Check.Signature, Severity.Error)
        {
            Meaning = "The token wants a PIN and none was given.",
            Hint = "add pin-source=file:PATH to the URI, or give it as other passwords are given",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenPinWrong, Check.Signature, Severity.Error)
        {
            Meaning = "The token refused the PIN. It was tried once.",
            Hint = "check the PIN before you try again",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenPinLocked, Check.Signature, Severity.Error)
        {
            Meaning = "The token has locked the PIN.",
            Hint = "have the token's security officer unlock it",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenPinFileUnusable, Check.Signature, Severity.Error)
        {
            Meaning = "The PIN file cannot be read, is empty or too large.",
            Hint = "correct pin-source in the URI",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenPinFileOpen, Check.Signature, Severity.Error)
        {
            Meaning = "Others than its owner can read the PIN file.",
            Hint = "let the owner alone read the file (chmod 600), and change the PIN if others may have read it",
            IsIndeterminate = true,
        },
        new(FindingCode.TokenFailed, Check.Signature, Severity.Error)
        {
            Meaning = "The token failed otherwise.",
            Hint = "see what the token's software says",
            IsIndeterminate = true,
        },
    ];
}
