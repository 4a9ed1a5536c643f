namespace PluginSign.Files;

/// <summary>One place that a search looked at.</summary>
/// <param name="Path">The place.</param>
/// <param name="Origin">What named it: <c>as given</c>, <c>--root</c>, <c>current directory</c> or an environment variable.</param>
/// <param name="Result">What became of it.</param>
public sealed record SearchCandidate(string Path, string Origin, CandidateResult Result);
