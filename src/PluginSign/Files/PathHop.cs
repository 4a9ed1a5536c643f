using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>One step of a walk, from <c>/</c> to the file: what was there, whose it was, and whether it may be passed.</summary>
public sealed record PathHop
{
    internal PathHop()
    {
    }

    /// <summary>Where it is, with every link before it resolved.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>What it is.</summary>
    public HopType Type { get; internal init; }

    /// <summary>Where a symbolic link points, as it is written in the link; null for anything else.</summary>
    public string? Target { get; internal init; }

    /// <summary>The owner's name, or its number when it has none.</summary>
    public string Owner { get; internal init; } = string.Empty;

    /// <summary>The group's name, or its number when it has none.</summary>
    public string Group { get; internal init; } = string.Empty;

    /// <summary>The permission bits, with set-user-id, set-group-id and sticky: 07777 at most.</summary>
    public int Mode { get; internal init; }

    /// <summary>Whether it may be passed.</summary>
    public Verdict Verdict { get; internal init; }

    /// <summary>What else there is to say of it, for example where a link leads; null for nothing.</summary>
    public string? Remark { get; internal init; }
}

/// <summary>What stands at one step of a path. The value 0 is never trusted.</summary>
public enum HopType
{
    /// <summary>A FIFO, socket, device or anything else that is no plugin.</summary>
    Other = 0,

    /// <summary>A directory.</summary>
    Directory = 1,

    /// <summary>A symbolic link.</summary>
    Symlink = 2,

    /// <summary>A regular file.</summary>
    File = 3,
}
