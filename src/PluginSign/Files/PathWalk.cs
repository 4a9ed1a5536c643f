using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>One untrusted path, walked: every hop on the way, and the open file when nothing speaks against it. Closing the walk closes the file.</summary>
public sealed class PathWalk : IDisposable
{
    internal PathWalk(string givenPath, string? root, ImmutableArray<PathHop> hops, Answer<PluginFile> answer, bool isAbsent)
    {
        GivenPath = givenPath;
        Root = root;
        Hops = hops;
        Answer = answer;
        IsAbsent = isAbsent;
    }

    /// <summary>The path as the caller gave it.</summary>
    public string GivenPath { get; }

    /// <summary>The trusted root below which it was walked; null when none was asked for, so that the path was not judged.</summary>
    public string? Root { get; }

    /// <summary>Every hop from <c>/</c> on, also when the answer is no; empty without a root.</summary>
    public ImmutableArray<PathHop> Hops { get; }

    /// <summary>The open file, or why there is none.</summary>
    public Answer<PluginFile> Answer { get; }

    /// <summary>Whether nothing of this name is there. A link that leads nowhere is there.</summary>
    public bool IsAbsent { get; }

    /// <summary>Opens a path without a trusted root: safely, but nobody judges where it lies.</summary>
    public static PathWalk WithoutRoot(string path)
    {
        Answer<PluginFile> opened = PluginFile.Open(path);
        return new PathWalk(path, root: null, [], opened, opened.Findings.Any(static f => f.Code == FindingCode.FileMissing));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (Answer.TryGetValue(out PluginFile? file))
        {
            file.Dispose();
        }
    }
}
