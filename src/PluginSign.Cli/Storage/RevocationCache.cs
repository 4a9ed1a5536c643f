using PluginSign.Cli.Network;
using PluginSign.Findings;

namespace PluginSign.Cli.Storage;

/// <summary>Fetched CRLs and OCSP responses on the disk, one file each, in a directory for its owner alone. What is in it is trusted no more than what comes over the network.</summary>
/// <param name="directory">Where; null when the environment names no place.</param>
internal sealed class RevocationCache(string? directory)
{
    private const string Hint = "let XDG_CACHE_HOME name a directory that this user can write and nobody else can enter; without a cache everything is fetched each time";

    private Finding? _mishap;
    private bool _isOpened;

    /// <summary>The cache of this user: below <c>$XDG_CACHE_HOME</c>, else below <c>~/.cache</c>.</summary>
    public static RevocationCache Of(Surroundings surroundings)
    {
        // The XDG base directory specification: a relative path is to be ignored.
        string? named = surroundings.Variable("XDG_CACHE_HOME") is { Length: > 0 } given && Path.IsPathFullyQualified(given) ? given : null;
        string? home = surroundings.Variable("HOME") is { Length: > 0 } own && Path.IsPathFullyQualified(own) ? Path.Combine(own, ".cache") : null;
        string? local = OperatingSystem.IsWindows() && surroundings.Variable("LOCALAPPDATA") is { Length: > 0 } app ? app : null;
        return new RevocationCache((named ?? home ?? local) is { } place ? Path.Combine(place, "pluginsign", "revocation") : null);
    }

    /// <summary>What was kept of a place; null when nothing was, or it cannot be read.</summary>
    public byte[]? Read(RevocationPlace place, ICollection<Finding> findings)
    {
        if (Open(findings) is not { } opened)
        {
            return null;
        }

        string path = Path.Combine(opened, place.Key);
        try
        {
            return InputFile.ReadRegular("the revocation cache", path, place.Cap);
        }
        catch (UnavailableException e)
        {
            if (e.Code != FindingCode.FileMissing)
            {
                findings.Add(Damaged(place, e.Reason));
            }

            return null;
        }
        catch (UsageException)
        {
            findings.Add(Damaged(place, $"more than {place.Cap} bytes"));
            return null;
        }
    }

    /// <summary>Keeps what came from a place. When that fails, the answer is as good as without a cache.</summary>
    public void Write(RevocationPlace place, ReadOnlySpan<byte> bytes, ICollection<Finding> findings)
    {
        if (Open(findings) is not { } opened)
        {
            return;
        }

        try
        {
            using PendingFile file = PendingFile.Write(Path.Combine(opened, place.Key), bytes, PendingFile.PrivateMode);
            file.Place(overwrite: true);
        }
        catch (UnavailableException e)
        {
            findings.Add(Finding.Note(FindingCode.RevocationCacheUnusable, "what was fetched could not be kept", $"{place.Noun} from {place.Url} in {opened}", e.Reason, Hint));
        }
    }

    /// <summary>The warning about something kept that is no good.</summary>
    public static Finding Damaged(RevocationPlace place, string reason) => Finding.Warning(
        FindingCode.RevocationCacheUnusable,
        $"what was kept of {place.Noun} was not used",
        $"{place.Noun} from {place.Url}",
        reason,
        "it is fetched again; if this comes back, look at the disk, and at who can write to the cache");

    // Made at the first use, and looked at: a directory that others can write is theirs, too.
    private string? Open(ICollection<Finding> findings)
    {
        if (!_isOpened)
        {
            _isOpened = true;
            _mishap = TryOpen();
        }

        if (_mishap is not null && !findings.Contains(_mishap))
        {
            findings.Add(_mishap);
        }

        return _mishap is null ? directory : null;
    }

    private Finding? TryOpen()
    {
        if (directory is null)
        {
            return Unusable("neither XDG_CACHE_HOME nor HOME names a place");
        }

        try
        {
            PrivateDirectory.Make("the revocation cache", directory);
            return null;
        }
        catch (UnavailableException e)
        {
            return Unusable($"{directory}: {e.Reason}");
        }
        catch (UsageException e)
        {
            return Unusable(e.Found is null ? e.Message : $"{e.Found}: {e.Message}");
        }
    }

    private static Finding Unusable(string reason) => Finding.Warning(
        FindingCode.RevocationCacheUnusable, "there is no cache of revocation information", "a directory that only this user can enter", reason, Hint);
}
