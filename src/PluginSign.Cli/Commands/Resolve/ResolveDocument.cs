using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.Resolve;

/// <summary>The document of <c>resolve</c>.</summary>
internal sealed record ResolveDocument
{
    public string Schema { get; } = "pluginsign.resolve/1";

    public required string Request { get; init; }

    public required string Verdict { get; init; }

    public string? CanonicalPath { get; init; }

    public string? Root { get; init; }

    public required IReadOnlyList<CandidateEntry> Candidates { get; init; }

    public required IReadOnlyList<HopEntry> Hops { get; init; }

    public required IReadOnlyList<ReportFinding> Findings { get; init; }

    public static ResolveDocument Of(SearchAnswer answer) => new()
    {
        Request = answer.Request,
        Verdict = Words.Field(answer.Verdict),
        CanonicalPath = answer.Walk.Answer.TryGetValue(out PluginFile? file) ? file.CanonicalPath : null,
        Root = string.IsNullOrEmpty(answer.Walk.Root) ? null : answer.Walk.Root,
        Candidates = [.. answer.Candidates.Select(CandidateEntry.Of)],
        Hops = [.. answer.Walk.Hops.Select(HopEntry.Of)],
        Findings = [.. answer.Findings.Select(Entry.Of)],
    };
}

/// <summary>One place that a search looked at.</summary>
internal sealed record CandidateEntry(string Path, string Origin, string Result)
{
    public static CandidateEntry Of(SearchCandidate candidate) => new(candidate.Path, Words.Origin(candidate), Words.Of(candidate.Result));
}

/// <summary>One hop of a walk.</summary>
internal sealed record HopEntry(string Path, string Type, string? Target, string Owner, string Group, string Mode, string Verdict)
{
    public static HopEntry Of(PathHop hop)
        => new(hop.Path, Words.Of(hop.Type), hop.Target, hop.Owner, hop.Group, Numbers.Mode(hop.Mode), Words.Field(hop.Verdict));
}
