using PluginSign.Files;
using PluginSign.Findings;

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
    public static string Field(Verdict verdict) => verdict switch
    {
        Verdict.Trusted => "trusted",
        Verdict.Refused => "refused",
        Verdict.Indeterminate => "indeterminate",
    };

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

    public static string Of(Check check) => check switch
    {
        Check.Path => "path",
        Check.Signature => "signature",
        Check.Chain => "chain",
        Check.Timestamp => "timestamp",
        Check.Policy => "policy",
        Check.Revocation => "revocation",
        Check.Binary => "binary",
        Check.Symbols => "symbols",
        Check.Load => "load",
        Check.None => "none",
    };

    public static string Field(CheckResult result) => result switch
    {
        CheckResult.Passed => "passed",
        CheckResult.Refused => "refused",
        CheckResult.Indeterminate => "indeterminate",
        CheckResult.NotEvaluated => "notEvaluated",
    };

    public static string Field(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
    };

    /// <summary>Where a search got a place from: a variable, or the option that names the trusted roots.</summary>
    public static string Origin(SearchCandidate candidate) => string.Equals(candidate.Origin, SearchEntry.Root.Origin, StringComparison.Ordinal) ? "--root" : candidate.Origin;
}
