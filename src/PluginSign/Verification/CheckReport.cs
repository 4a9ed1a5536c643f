using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>What became of one check. The library alone makes one.</summary>
public sealed class CheckReport
{
    internal CheckReport(Check check, CheckResult result)
    {
        Check = check;
        Result = result;
    }

    /// <summary>The check.</summary>
    public Check Check { get; }

    /// <summary>Its result; <see cref="CheckResult.NotEvaluated"/> is never a pass.</summary>
    public CheckResult Result { get; }
}
