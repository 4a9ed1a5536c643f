using PluginSign.Findings;

namespace PluginSign.Verification.Reports;

/// <summary>The words of documents that programs read. They are stable within a version of a schema.</summary>
public static class ReportWords
{
    /// <summary><c>trusted</c>, <c>refused</c> or <c>indeterminate</c>.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Trusted => "trusted",
        Verdict.Indeterminate => "indeterminate",
        _ => "refused",
    };

    /// <summary><c>passed</c>, <c>refused</c>, <c>indeterminate</c> or <c>notEvaluated</c>.</summary>
    public static string Of(CheckResult result) => result switch
    {
        CheckResult.Passed => "passed",
        CheckResult.Refused => "refused",
        CheckResult.Indeterminate => "indeterminate",
        _ => "notEvaluated",
    };

    /// <summary><c>error</c>, <c>warning</c> or <c>note</c>.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Warning => "warning",
        Severity.Note => "note",
        _ => "error",
    };

    /// <summary>The name of a check, for example <c>signature</c>.</summary>
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
        _ => "none",
    };
}
