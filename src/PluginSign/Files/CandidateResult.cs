namespace PluginSign.Files;

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
