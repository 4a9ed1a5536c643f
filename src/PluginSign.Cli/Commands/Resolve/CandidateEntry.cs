using PluginSign.Cli.Terminal;
using PluginSign.Files;

namespace PluginSign.Cli.Commands.Resolve;

/// <summary>One place that a search looked at.</summary>
internal sealed record CandidateEntry(string Path, string Origin, string Result)
{
    public static CandidateEntry Of(SearchCandidate candidate) => new(candidate.Path, candidate.Origin, Words.Of(candidate.Result));
}
