using System.Collections.Immutable;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>A directory that the host trusts to hold plugins, held open. Names are looked up below it by handle, and never lead out of it unseen.</summary>
/// <remarks>Serves many files and several threads. Linux only: elsewhere opening one answers <see cref="FindingCode.PathTrustUnsupported"/>.</remarks>
public sealed class TrustedRoot : IDisposable
{
    private readonly NodeOpener _opener;
    private readonly OwnerPolicy _owners;
    private readonly HopJudge _judge;
    private readonly LinkPolicy _links;
    private readonly ImmutableArray<RootDirectory> _anchors;

    private TrustedRoot(string given, NodeOpener opener, HopJudge judge, LinkPolicy links, OwnerPolicy owners, ImmutableArray<RootDirectory> anchors)
    {
        GivenPath = given;
        _opener = opener;
        _judge = judge;
        _links = links;
        _owners = owners;
        _anchors = anchors;
    }

    /// <summary>The directory as the caller gave it.</summary>
    public string GivenPath { get; }

    /// <summary>Where it lies, links resolved.</summary>
    public string Path => Directory.Path;

    /// <summary>Every hop from <c>/</c> to the directory.</summary>
    public ImmutableArray<PathHop> Hops => Directory.Hops;

    internal RootDirectory Directory => _anchors[0];

    /// <summary>What speaks against the directory itself. Empty for whoever got it from <see cref="Open(string, LinkPolicy, OwnerPolicy)"/>.</summary>
    internal ImmutableArray<Finding> Findings => Directory.Findings;

    internal WalkBackEnd BackEnd => _opener.BackEnd;

    /// <summary>Opens a directory as a trusted root: every hop from <c>/</c> to it must belong to an allowed owner, and nobody else may write there.</summary>
    /// <param name="directory">The directory, named by the host's operator; a relative one starts at the current directory. Links on the way to it are followed and judged.</param>
    /// <param name="links">Which links may be followed below it.</param>
    /// <param name="owners">Whose directories and files are trusted.</param>
    public static Answer<TrustedRoot> Open(string directory, LinkPolicy links, OwnerPolicy owners)
    {
        Answer<TrustedRoot> opened = Hold(directory, links, owners);
        if (!opened.TryGetValue(out TrustedRoot? root) || root.Findings.All(static f => f.Severity != Severity.Error))
        {
            return root is null ? opened : Answers.Passed(root, root.Findings);
        }

        root.Dispose();
        return Answers.Refused<TrustedRoot>(root.Findings);
    }

    /// <summary>Walks an untrusted path below the root and opens the regular file at its end.</summary>
    /// <param name="untrustedPath">Relative to the root, or absolute and inside it.</param>
    /// <returns>The walk, with every hop, whatever the answer is.</returns>
    public PathWalk Open(string untrustedPath)
    {
        ArgumentNullException.ThrowIfNull(untrustedPath);
        ObjectDisposedException.ThrowIf(Directory.Node.Handle.IsClosed, this);
        Answer<UntrustedPath> parsed = UntrustedPath.Parse(untrustedPath);
        if (!parsed.TryGetValue(out UntrustedPath? path))
        {
            return Refused(untrustedPath, [.. parsed.Findings]);
        }

        ImmutableArray<string>? below = path.IsAbsolute ? Directory.Below(path.Components.AsSpan()) : path.Components;
        return below is { } names ? Walk(untrustedPath, names) : Refused(untrustedPath, PathFindings.Outside(untrustedPath, [GivenPath]));
    }

    /// <summary>Opens a directory that may yet be refused: then every walk below it is.</summary>
    internal static Answer<TrustedRoot> Hold(string directory, LinkPolicy links, OwnerPolicy owners, WalkBackEnd backEnd = WalkBackEnd.Strongest)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(owners);
        if (!OperatingSystem.IsLinux())
        {
            return Answers.Refused<TrustedRoot>(PathFindings.Unsupported());
        }

        NodeOpener opener = NodeOpener.Choose(backEnd);
        HopJudge judge = new(owners, new OwnerNames());
        List<RootDirectory> anchors = [];
        foreach (string anchor in links.AllowedTargets.Prepend(directory))
        {
            Answer<RootDirectory> opened = RootDirectory.Open(anchor, opener, judge);
            if (!opened.TryGetValue(out RootDirectory? held))
            {
                anchors.ForEach(static a => a.Dispose());
                return Answers.Refused<TrustedRoot>(opened.Findings);
            }

            anchors.Add(held);
        }

        return Answers.Passed(new TrustedRoot(directory, opener, judge, links, owners, [.. anchors]));
    }

    /// <summary>Walks names of which none is odd in itself.</summary>
    internal PathWalk Walk(string givenPath, ImmutableArray<string> names)
    {
        foreach (string name in names)
        {
            if (PortableName.Fault(name) is { } fault)
            {
                return Refused(givenPath, PathFindings.NotPortable(givenPath, fault));
            }
        }

        using PathWalker walker = new(_opener, _judge, _links, _anchors);
        walker.ToFile(names);
        ImmutableArray<Finding> findings = walker.Findings;
        if (walker.Found is not { } node)
        {
            return new PathWalk(givenPath, Path, walker.Hops, Answers.Refused<PluginFile>(findings), walker.IsAbsent);
        }

        if (NodeOpener.IsNoExec(node))
        {
            findings = [.. findings, PathFindings.NoExec(walker.FoundPath, _owners.RefuseNoExec)];
        }

        PluginFile file = new(givenPath, new OpenedFile(node.Handle, walker.FoundPath, node.Status.Identity), walker.Hops);
        Answer<PluginFile> answer = Answers.Passed(file, findings);
        if (!answer.Passed)
        {
            file.Dispose();
        }

        return new PathWalk(givenPath, Path, walker.Hops, answer, isAbsent: false);
    }

    private PathWalk Refused(string givenPath, params ImmutableArray<Finding> findings)
        => new(givenPath, Path, Hops, Answers.Refused<PluginFile>([.. Findings, .. findings]), isAbsent: false);

    /// <summary>Lets go of the directory.</summary>
    public void Dispose()
    {
        foreach (RootDirectory anchor in _anchors)
        {
            anchor.Dispose();
        }
    }
}
