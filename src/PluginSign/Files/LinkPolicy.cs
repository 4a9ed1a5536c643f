using System.Collections.Immutable;

namespace PluginSign.Files;

/// <summary>Which symbolic links may be followed below a trusted root. There is none that follows links anywhere.</summary>
public sealed record LinkPolicy
{
    private LinkPolicy(bool allowsLinks, ImmutableArray<string> targets)
    {
        AllowsLinks = allowsLinks;
        AllowedTargets = targets;
    }

    /// <summary>No link at all.</summary>
    public static LinkPolicy None { get; } = new(allowsLinks: false, []);

    /// <summary>Links that stay inside the root.</summary>
    public static LinkPolicy WithinRoot { get; } = new(allowsLinks: true, []);

    /// <summary>Whether links are followed at all.</summary>
    public bool AllowsLinks { get; }

    /// <summary>Directories besides the root into which links may lead. Each is judged like a root.</summary>
    public ImmutableArray<string> AllowedTargets { get; }

    /// <summary>Links that stay inside the root or lead into one of these directories, for example <c>/nix/store</c>.</summary>
    /// <exception cref="ArgumentException">A directory is empty.</exception>
    public static LinkPolicy AllowTargets(params IEnumerable<string> directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        ImmutableArray<string> targets = [.. directories];
        return targets.Any(string.IsNullOrEmpty)
            ? throw new ArgumentException("a directory needs a name", nameof(directories))
            : new LinkPolicy(allowsLinks: true, targets);
    }
}
