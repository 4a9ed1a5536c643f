using Mono.Unix.Native;
using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Cli.Storage;

/// <summary>A directory that nobody but this user can enter: made so, or found so.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersAny = ~OwnerAlone & (UnixFileMode)0b111_111_111;

    /// <summary>Makes the directory, or checks the one that is there.</summary>
    /// <exception cref="UsageException">Others can enter the one that is there, or it is somebody else's.</exception>
    /// <exception cref="UnavailableException">It cannot be made.</exception>
    public static void Make(string option, string path)
    {
        Create(path);
        if (!OperatingSystem.IsWindows())
        {
            // Creating tells nothing about who made it, so it is looked at in any case.
            ThrowIfOpen(option, path);
        }
    }

    /// <summary>Makes the directory and what is missing above it: each with mode 0700, whatever the process' mask is.</summary>
    /// <exception cref="UnavailableException">It cannot be made.</exception>
    public static void Create(string path)
    {
        OutputPath.ThrowIfUnclear(path);
        try
        {
            Stack<string> missing = new();
            for (string? at = path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : path; !string.IsNullOrEmpty(at) && !Path.Exists(at); at = Path.GetDirectoryName(at))
            {
                missing.Push(at);
            }

            // One at a time: the runtime gives its mode to the last one alone, and the mask's to those above it.
            foreach (string directory in missing)
            {
                _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(directory) : Directory.CreateDirectory(directory, OwnerAlone);
            }

            if (missing.Count == 0 && !Directory.Exists(path))
            {
                throw new UnavailableException("the directory cannot be made", FindingCode.InputOutput, "a file of that name is there", path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UnavailableException("the directory cannot be made", Reasons.Code(e), Reasons.Of(e, path), path);
        }
    }

    private static void ThrowIfOpen(string option, string path)
    {
        // lstat: a link would lead to a directory that somebody else can put another one in the place of.
        if (Syscall.lstat(path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : path, out Stat status) != 0
            || (status.st_mode & FilePermissions.S_IFMT) != FilePermissions.S_IFDIR)
        {
            throw new UsageException($"{option} takes a directory, not a link to one", path);
        }

        if (status.st_uid != Syscall.geteuid())
        {
            throw new UsageException($"{option} takes a directory of this user's own", $"{path} belongs to user {status.st_uid}");
        }

        UnixFileMode mode = (UnixFileMode)((int)status.st_mode & 0xFFF);
        if ((mode & OthersAny) != UnixFileMode.None)
        {
            throw new UsageException(
                $"{option} takes a directory that only its owner can enter, or one that does not exist yet",
                $"{path} with mode 0{Convert.ToString((int)mode, 8)}",
                $"chmod 700 {Terminal.ShellWord.Of(path)}");
        }
    }

    /// <summary>Whoever may write to a directory above can rename this one away and put his own there: for what is named by path later, the way is judged as the one to a trusted root is.</summary>
    /// <exception cref="UsageException">Somebody else may write there.</exception>
    public static void ThrowIfReplaceable(string option, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Answer<TrustedRoot> judged = TrustedRoot.Open(path, LinkPolicy.WithinRoot, OwnerPolicy.RootAndCurrentUser());
        if (judged.TryGetValue(out TrustedRoot? root))
        {
            root.Dispose();
            return;
        }

        Finding against = judged.Findings.First(static f => f.Severity == Severity.Error);
        throw against.Code.IsEnvironment()
            ? new UnavailableException("the way to the directory cannot be judged", against.Code, against.Message, path)
            : new UsageException($"{option} takes a directory that nobody else can put another one in the place of", against.Message + (against.Actual is { } actual ? $" ({actual})" : string.Empty), RemedyWords.Of(against));
    }
}
