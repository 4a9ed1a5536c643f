using Mono.Unix.Native;

namespace PluginSign.Cli.Storage;

/// <summary>A directory that nobody but this user can enter: made so, or found so.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersAny = ~OwnerAlone & (UnixFileMode)0b111_111_111;

    /// <summary>Makes the directory, mode 0700, or checks the one that is there.</summary>
    /// <exception cref="UsageException">Others can enter the one that is there, or it is somebody else's.</exception>
    /// <exception cref="UnavailableException">It cannot be made.</exception>
    public static void Make(string option, string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
                return;
            }

            // Its parents are the caller's affair. Creating tells nothing about who made it, so it is looked at in any case.
            Directory.CreateDirectory(path, OwnerAlone);
            ThrowIfOpen(option, path);
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
                $"chmod 700 {Output.ShellWord.Of(path)}");
        }
    }
}
