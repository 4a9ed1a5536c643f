using PluginSign.Findings;

namespace PluginSign.Cli;

/// <summary>What the process ends with; scripts and CI depend on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Trusted, or done.</summary>
    Done = 0,

    /// <summary>Refused.</summary>
    Refused = 1,

    /// <summary>The command line, a policy or a configuration file is wrong.</summary>
    Usage = 2,

    /// <summary>Could not be evaluated: a missing or unreadable file, I/O.</summary>
    NotEvaluated = 3,
}

/// <summary>How exit codes follow from verdicts and from one another.</summary>
internal static class ExitCodes
{
    public static ExitCode Of(Verdict verdict) => verdict switch
    {
        Verdict.Trusted => ExitCode.Done,
        Verdict.Indeterminate => ExitCode.NotEvaluated,
        Verdict.Refused => ExitCode.Refused,
    };

    /// <summary>Of several inputs the worst decides, in the order 2, 3, 1, 0. Nothing done is not a success.</summary>
    public static ExitCode Worst(IEnumerable<ExitCode> codes)
        => codes.Select(static c => (ExitCode?)c).MaxBy(static c => Rank(c!.Value)) ?? ExitCode.Refused;

    /// <summary>The verdict that goes with the worst of them, for a document.</summary>
    public static Verdict VerdictOf(IEnumerable<ExitCode> codes) => Worst(codes) switch
    {
        ExitCode.Done => Findings.Verdict.Trusted,
        ExitCode.NotEvaluated => Findings.Verdict.Indeterminate,
        ExitCode.Refused or ExitCode.Usage => Findings.Verdict.Refused,
    };

    private static int Rank(ExitCode code) => code switch
    {
        ExitCode.Done => 0,
        ExitCode.Refused => 1,
        ExitCode.NotEvaluated => 2,
        ExitCode.Usage => 3,
    };
}
