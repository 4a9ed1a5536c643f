using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Terminal;

/// <summary>The same words everywhere: for people, and for documents that programs read.</summary>
internal static class Words
{
    /// <summary>For a person.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Trusted => "trusted",
        Verdict.Refused => "refused",
        Verdict.Indeterminate => "could not be evaluated",
    };

    /// <summary>For a document.</summary>
    public static string Field(Verdict verdict) => ReportWords.Of(verdict);

    public static string Of(CandidateResult result) => result switch
    {
        CandidateResult.Found => "found",
        CandidateResult.Absent => "absent",
        CandidateResult.Refused => "refused",
    };

    public static string Of(HopType type) => type switch
    {
        HopType.Directory => "directory",
        HopType.Symlink => "symlink",
        HopType.File => "file",
        HopType.Other => "other",
    };

    public static string Of(Check check) => ReportWords.Of(check);

    public static string Field(Severity severity) => ReportWords.Of(severity);

    /// <summary>Where a search got a place from: a variable, or the option that names the trusted roots.</summary>
    public static string Origin(SearchCandidate candidate) => string.Equals(candidate.Origin, SearchEntry.Root.Origin, StringComparison.Ordinal) ? "--root" : candidate.Origin;
}
