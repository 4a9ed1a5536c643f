using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>What a search came to: every place it looked at, and the walk that decided.</summary>
public sealed class SearchAnswer : IDisposable
{
    private readonly TrustedRoot? _root;
    private readonly ImmutableArray<string> _names;

    internal SearchAnswer(string request, ImmutableArray<SearchCandidate> candidates, PathWalk walk, TrustedRoot? root, ImmutableArray<string> names)
    {
        Request = request;
        Candidates = candidates;
        Walk = walk;
        _root = root;
        _names = names;
    }

    /// <summary>The name that was asked for.</summary>
    public string Request { get; }

    /// <summary>Every place that was looked at, in order; the last one decided, unless it is absent, too.</summary>
    public ImmutableArray<SearchCandidate> Candidates { get; }

    /// <summary>The walk of the candidate that decided; when there is none, its answer says so.</summary>
    public PathWalk Walk { get; }

    /// <summary>Everything that was found.</summary>
    public ImmutableArray<Finding> Findings => Walk.Answer.Findings;

    /// <summary>Trusted for a file that may be used, indeterminate when there is no candidate or it cannot be judged.</summary>
    public Verdict Verdict => Walk.Answer.Passed ? Verdict.Trusted : Findings.Worst(Verdict.Refused);

    /// <summary>Opens the file whose name is the candidate's with something appended, below the same root: a signature lies beside its plugin.</summary>
    /// <param name="suffix">What to append, for example <c>.p7s</c>.</param>
    public PathWalk OpenBeside(string suffix)
    {
        ArgumentException.ThrowIfNullOrEmpty(suffix);
        string given = Walk.GivenPath + suffix;
        return _root is null
            ? new PathWalk(given, Walk.Root, [], Answers.Refused<PluginFile>(FileFindings.Missing(given)), isAbsent: true)
            : _root.Walk(given, [.. _names[..^1], _names[^1] + suffix]);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => Walk.Dispose();
}

/// <summary>What became of one candidate of a search.</summary>
public enum CandidateResult
{
    /// <summary>It exists and may not be used, or cannot be judged: the search ends here.</summary>
    Refused = 0,

    /// <summary>Nothing of this name is there: the search goes on.</summary>
    Absent = 1,

    /// <summary>It is what the search found.</summary>
    Found = 2,
}

/// <summary>One place that a search looked at.</summary>
public sealed class SearchCandidate
{
    internal SearchCandidate(string path, string origin, CandidateResult result)
    {
        Path = path;
        Origin = origin;
        Result = result;
    }

    /// <summary>The place.</summary>
    public string Path { get; }

    /// <summary>What named it: <c>as given</c>, <c>--root</c>, <c>current directory</c> or an environment variable.</summary>
    public string Origin { get; }

    /// <summary>What became of it.</summary>
    public CandidateResult Result { get; }
}
