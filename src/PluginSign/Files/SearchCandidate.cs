namespace PluginSign.Files;

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
