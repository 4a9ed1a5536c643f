using System.Collections.Immutable;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>A directory below which names are looked up, held open, with how one came to it.</summary>
internal sealed class RootDirectory : IDisposable
{
    public RootDirectory(string path, ImmutableArray<string> given, PathNode node, ImmutableArray<PathHop> hops, ImmutableArray<Finding> findings)
    {
        Path = path;
        Names = UntrustedPath.Names(path);
        GivenNames = given;
        Node = node;
        Hops = hops;
        Findings = findings;
    }

    /// <summary>Where it lies, links resolved.</summary>
    public string Path { get; }

    /// <summary>The names of <see cref="Path"/>.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The names of the path that it was given by, from <c>/</c> on.</summary>
    public ImmutableArray<string> GivenNames { get; }

    public PathNode Node { get; }

    /// <summary>From <c>/</c> to the directory itself; empty for <c>/</c> where nothing has been judged yet.</summary>
    public ImmutableArray<PathHop> Hops { get; }

    /// <summary>What speaks against the hops.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Opens a directory that the operator named, from <c>/</c> on. Links may lead anywhere, and each is judged.</summary>
    public static Answer<RootDirectory> Open(string directory, NodeOpener opener, HopJudge judge)
    {
        Answer<UntrustedPath> parsed = UntrustedPath.ParseDirectory(directory);
        if (!parsed.TryGetValue(out UntrustedPath? path))
        {
            return Answers.Refused<RootDirectory>(parsed.Findings);
        }

        NodeOpening opening = opener.Top();
        if (!opening.TryGet(out PathNode? top))
        {
            return Answers.Refused<RootDirectory>(FileFindings.InputOutput("/", opening.Reason));
        }

        ImmutableArray<Finding> against = [.. judge.Judge("/", top, null)];
        using RootDirectory start = new("/", [], top, [judge.Hop("/", top.Status, against)], against);
        Answer<UntrustedPath> current = path.IsAbsolute ? Answers.Passed(path) : UntrustedPath.Current();
        if (!current.TryGetValue(out UntrustedPath? here))
        {
            return Answers.Refused<RootDirectory>(current.Findings);
        }

        ImmutableArray<string> names = path.IsAbsolute ? path.Components : [.. here.Components, .. path.Components];
        using PathWalker walker = new(opener, judge, LinkPolicy.WithinRoot, [start]);
        walker.ToDirectory(names);
        if (walker.Found is not { } node)
        {
            return Answers.Refused<RootDirectory>(walker.IsAbsent ? [PathFindings.RootMissing(directory)] : walker.Findings);
        }

        ImmutableArray<PathHop> hops = walker.Hops;
        hops = hops.SetItem(hops.Length - 1, hops[^1] with { Remark = "trusted root" });
        return Answers.Passed(new RootDirectory(walker.FoundPath, names, node, hops, walker.Findings));
    }

    /// <summary>The names below this directory of an absolute path, by either spelling of the directory; null when it lies elsewhere.</summary>
    public ImmutableArray<string>? Below(ReadOnlySpan<string> names)
    {
        if (UntrustedPath.StartsWith(names, Names.AsSpan()))
        {
            return [.. names[Names.Length..]];
        }

        return UntrustedPath.StartsWith(names, GivenNames.AsSpan()) ? [.. names[GivenNames.Length..]] : null;
    }

    public void Dispose() => Node.Dispose();
}
