using System.Collections.Immutable;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>Walks one path, component by component, by handle. Links are read and resolved here, never by the kernel, so each is a hop that is judged.</summary>
/// <remarks>Used once. What it holds open is closed when it ends, but for <see cref="Found"/>.</remarks>
internal sealed class PathWalker : IDisposable
{
    private const string StaysInside = "stays inside";

    private readonly NodeOpener _opener;
    private readonly HopJudge _judge;
    private readonly LinkPolicy _links;
    private readonly ImmutableArray<RootDirectory> _anchors;
    private readonly Stack<PathStep> _below = new();
    private readonly Stack<string> _rest = new();
    private readonly List<PathHop> _hops = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<(ulong Device, ulong Inode)> _seenLinks = [];
    private RootDirectory _anchor;
    private PathHop? _lastLink;
    private int _linkCount;
    private int _steps;
    private int _attempts;

    // The least number of names that were left at any time. A name that leaves fewer is one of the caller's; others come from links.
    private int _floor;

    /// <summary>A walk that has not begun.</summary>
    /// <param name="opener">How nodes are opened.</param>
    /// <param name="judge">Judges owner and mode.</param>
    /// <param name="links">Which links may be followed.</param>
    /// <param name="anchors">Where the walk starts (the first), and where else links may lead.</param>
    public PathWalker(NodeOpener opener, HopJudge judge, LinkPolicy links, ImmutableArray<RootDirectory> anchors)
    {
        _opener = opener;
        _judge = judge;
        _links = links;
        _anchors = anchors;
        _anchor = anchors[0];
        Enter(_anchor);
    }

    public ImmutableArray<PathHop> Hops => [.. _hops];

    public ImmutableArray<Finding> Findings => [.. _findings];

    /// <summary>What stands at the end: a directory, or a file that is open for reading. Null when something spoke against it. The caller's to close.</summary>
    public PathNode? Found { get; private set; }

    /// <summary>Where <see cref="Found"/> is, links resolved.</summary>
    public string FoundPath { get; private set; } = string.Empty;

    /// <summary>Whether nothing of this name is there, and no link on the way said that there should be.</summary>
    public bool IsAbsent { get; private set; }

    private PathStep Here => _below.TryPeek(out PathStep step) ? step : new PathStep(_anchor.Node, _anchor.Path);

    private bool IsRefused => _findings.Any(static f => f.Severity == Severity.Error);

    /// <summary>Walks to a regular file and opens it, unless anything on the way speaks against it.</summary>
    public void ToFile(ImmutableArray<string> names)
    {
        Push(names);
        _floor = names.Length;
        while (Found is null && _rest.TryPop(out string? name))
        {
            if (!Step(name, wantsFile: true))
            {
                return;
            }
        }

        if (Found is null)
        {
            _findings.Add(FileFindings.NotRegular(Here.Path, "a directory"));
        }
    }

    /// <summary>Walks to a directory.</summary>
    public void ToDirectory(ImmutableArray<string> names)
    {
        Push(names);
        _floor = names.Length;
        while (_rest.TryPop(out string? name))
        {
            if (!Step(name, wantsFile: false))
            {
                return;
            }
        }

        FoundPath = Here.Path;
        Found = _below.TryPop(out PathStep last) ? last.Node : _opener.Top().Node;
    }

    public void Dispose()
    {
        while (_below.TryPop(out PathStep step))
        {
            step.Node.Dispose();
        }
    }

    private bool Step(string name, bool wantsFile)
    {
        if (++_steps > Limits.WalkSteps)
        {
            return Stop(PathFindings.ManyLinks(Here.Path));
        }

        bool isGiven = _rest.Count < _floor;
        _floor = Math.Min(_floor, _rest.Count);
        switch (name)
        {
            case "" or ".":
                return true;
            case "..":
                return Up();
        }

        PathStep here = Here;
        string path = here.Below(name);
        NodeOpening opening = _opener.Look(here.Node, name);
        if (!opening.TryGet(out PathNode? node))
        {
            return Failed(path, name, opening, isGiven);
        }

        switch (node.Status.Type)
        {
            case HopType.Directory:
                AddHop(path, node, here.Node.Status, null);
                _below.Push(new PathStep(node, path));
                return true;
            case HopType.Symlink:
                using (node)
                {
                    return Follow(path, node, here.Node.Status);
                }

            case HopType.File or HopType.Other:
                using (node)
                {
                    return wantsFile && _rest.Count == 0 ? Open(path, name, here, node, isGiven) : NoDirectory(path, here, node, wantsFile, isGiven);
                }
        }

        return false;
    }

    // `..` of a link's target, or of a root's own path. Beneath the anchor our own handles say what is above, not the kernel.
    private bool Up()
    {
        if (_below.TryPop(out PathStep left))
        {
            left.Node.Dispose();
            return true;
        }

        return _anchor.Names.IsEmpty || Anchor([.. _anchor.Names[..^1]]);
    }

    private bool Follow(string path, PathNode link, NodeStatus parent)
    {
        if (NodeOpener.Target(link) is not { } target)
        {
            AddHop(path, link, parent, null);
            return Stop(PathFindings.UnreadableLink(path));
        }

        _lastLink = AddHop(path, link, parent, target);
        if (!_links.AllowsLinks)
        {
            return Stop(PathFindings.NoLinks(path, target));
        }

        bool isNew = _seenLinks.Add((link.Status.Identity.Device, link.Status.Identity.Inode));
        if (++_linkCount > Limits.Links)
        {
            return Stop(isNew ? PathFindings.ManyLinks(path) : PathFindings.Loop(path));
        }

        Push([.. target.Split('/')]);
        if (!target.StartsWith('/'))
        {
            return true;
        }

        return Anchor([]);
    }

    // What is left to walk starts at a place outside the present anchor: it must lie below one of those that are allowed.
    private bool Anchor(List<string> names)
    {
        int climbs = 0;
        while (_rest.TryPeek(out string? next) && next is "" or "." or "..")
        {
            _rest.Pop();
            if (next is ".." && names.Count > 0)
            {
                names.RemoveAt(names.Count - 1);
            }

            if (++climbs > Limits.WalkSteps)
            {
                break;
            }
        }

        string[] full = [.. names, .. _rest.Where(static n => n is not ("" or "."))];
        RootDirectory? inside = _anchors.Where(a => a.Below(full) is not null).MaxBy(a => full.Length - a.Below(full)!.Value.Length);
        if (inside is null)
        {
            PathHop? link = _lastLink;
            Remark(link, "leads out of the root", Verdict.Refused);
            return Stop(PathFindings.LinkLeaves(link?.Path ?? Here.Path, link?.Target ?? string.Empty, "/" + string.Join('/', full)));
        }

        // A slash at the end stays: it says that what comes must be a directory.
        bool endsInSlash = _rest.Count > 0 && _rest.Last() is "" or ".";
        Dispose();
        _rest.Clear();
        Push([.. inside.Below(full)!.Value, .. endsInSlash ? [string.Empty] : Array.Empty<string>()]);
        _anchor = inside;
        if (!inside.Names.IsEmpty)
        {
            Remark(_lastLink, ReferenceEquals(inside, _anchors[0]) ? StaysInside : $"leads into {inside.Path}, which is trusted", null);
        }

        Enter(inside);
        return true;
    }

    private bool Open(string path, string name, PathStep here, PathNode node, bool isGiven)
    {
        if (node.Status.Type != HopType.File)
        {
            AddHop(path, node, here.Node.Status, null);
            return Stop(FileFindings.NotRegular(path, node.Status.Kind));
        }

        NodeOpening opening = _opener.Read(here.Node, name);
        if (!opening.TryGet(out PathNode? file))
        {
            if (opening.Failure is NodeFailure.Denied)
            {
                AddHop(path, node, here.Node.Status, null);
            }

            return Failed(path, name, opening, isGiven);
        }

        // The open file is judged, not what stood at its name a moment before.
        AddHop(path, file, here.Node.Status, null);
        if (file.Status.Type != HopType.File)
        {
            _findings.Add(FileFindings.NotRegular(path, file.Status.Kind));
        }

        if (IsRefused)
        {
            file.Dispose();
            return false;
        }

        (Found, FoundPath) = (file, path);
        return true;
    }

    private bool NoDirectory(string path, PathStep here, PathNode node, bool wantsFile, bool isGiven)
    {
        AddHop(path, node, here.Node.Status, null);
        if (wantsFile)
        {
            // A file in the place of a directory: nothing can lie below it, whether the path or a link asks for it.
            if (!isGiven && _lastLink is { Target: { } target } link)
            {
                Remark(link, null, Verdict.Refused);
                return Stop(PathFindings.Dangling(link.Path, target));
            }

            IsAbsent = isGiven;
            return Stop(FileFindings.Missing(path + "/" + string.Join('/', _rest)));
        }

        return Stop(PathFindings.RootIsNoDirectory(path, node.Status.Kind));
    }

    private bool Failed(string path, string name, NodeOpening opening, bool isGiven)
    {
        switch (opening.Failure)
        {
            case NodeFailure.Swapped when ++_attempts < Limits.WalkAttempts:
                _rest.Push(name);
                _floor += isGiven ? 1 : 0;
                return true;
            case NodeFailure.Swapped:
                return Stop(PathFindings.Unstable(path));
            case NodeFailure.Missing when !isGiven && _lastLink is { Target: { } target } link:
                Remark(link, null, Verdict.Refused);
                return Stop(PathFindings.Dangling(link.Path, target));
            case NodeFailure.Missing:
                IsAbsent = true;
                return Stop(FileFindings.Missing(path));
            case NodeFailure.Denied:
                return Stop(FileFindings.Unreadable(path));
            case NodeFailure.TooLong:
                return Stop(PathFindings.Malformed(path));
            default:
                return Stop(FileFindings.InputOutput(path, opening.Reason));
        }
    }

    private bool Stop(Finding finding)
    {
        _findings.Add(finding);
        if (finding.Verdict == Verdict.Refused && _hops.Count > 0 && finding.Code is not (FindingCode.LinkLeavesRoot or FindingCode.PathKeepsChanging))
        {
            _hops[^1] = _hops[^1] with { Verdict = Verdict.Refused };
        }

        return false;
    }

    private void Enter(RootDirectory anchor)
    {
        foreach (PathHop hop in anchor.Hops.Where(h => !_hops.Contains(h)))
        {
            _hops.Add(hop);
        }

        _findings.AddRange(anchor.Findings.Where(f => !_findings.Contains(f)));
    }

    private PathHop AddHop(string path, PathNode node, NodeStatus? parent, string? target)
    {
        ImmutableArray<Finding> against = [.. _judge.Judge(path, node, parent)];
        string? remark = target is not null && !_anchors[0].Names.IsEmpty ? StaysInside : null;
        PathHop hop = _judge.Hop(path, node.Status, against, target, remark);
        _findings.AddRange(against);
        _hops.Add(hop);
        return hop;
    }

    private void Remark(PathHop? hop, string? remark, Verdict? verdict)
    {
        int at = _hops.FindLastIndex(h => h == hop);
        if (at >= 0)
        {
            _hops[at] = _lastLink = hop! with { Remark = remark ?? hop.Remark, Verdict = verdict ?? hop.Verdict };
        }
    }

    private void Push(ImmutableArray<string> names)
    {
        for (int i = names.Length - 1; i >= 0; i--)
        {
            _rest.Push(names[i]);
        }
    }
}

/// <summary>A directory that a walk stands in: the node, and where that is.</summary>
internal readonly record struct PathStep(PathNode Node, string Path)
{
    public string Below(string name) => Path is "/" ? "/" + name : $"{Path}/{name}";
}
