using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>What <see cref="TrustPolicy.Decide"/> answers.</summary>
/// <param name="Verdict">The answer for the file.</param>
/// <param name="Signers">Every signer, with the answer for it.</param>
/// <param name="Findings">Every finding, errors first.</param>
internal sealed record Decision(Verdict Verdict, ImmutableArray<SignerReport> Signers, ImmutableArray<Finding> Findings)
{
    /// <summary>What became of a check: the worst of its findings, and else a pass only when the check had something to look at.</summary>
    public CheckResult Result(Check check, bool evaluated)
    {
        Verdict worst = Findings.Where(f => f.Check == check).Worst(Verdict.Trusted);
        return worst switch
        {
            Verdict.Refused => CheckResult.Refused,
            Verdict.Indeterminate => CheckResult.Indeterminate,
            Verdict.Trusted => evaluated ? CheckResult.Passed : CheckResult.NotEvaluated,
        };
    }
}
