using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>What became of one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Result">Its result; <see cref="CheckResult.NotEvaluated"/> is never a pass.</param>
public sealed record CheckReport(Check Check, CheckResult Result);
