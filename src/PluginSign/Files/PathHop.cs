using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>One step of a walk, from <c>/</c> to the file: what was there, whose it was, and whether it may be passed.</summary>
public sealed record PathHop
{
    internal PathHop()
    {
    }

    /// <summary>Where it is, with every link before it resolved.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required HopType Type { get; init; }

    /// <summary>Where a symbolic link points, as it is written in the link; null for anything else.</summary>
    public string? Target { get; init; }

    /// <summary>The owner's name, or its number when it has none.</summary>
    public required string Owner { get; init; }

    /// <summary>The group's name, or its number when it has none.</summary>
    public required string Group { get; init; }

    /// <summary>The permission bits, with set-user-id, set-group-id and sticky: 07777 at most.</summary>
    public required int Mode { get; init; }

    /// <summary>Whether it may be passed.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What else there is to say of it, for example where a link leads; null for nothing.</summary>
    public string? Remark { get; init; }
}
