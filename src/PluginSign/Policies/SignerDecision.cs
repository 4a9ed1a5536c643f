using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>The answer for one signer.</summary>
/// <param name="Standing">The signer.</param>
/// <param name="Verdict">The answer for this signer alone.</param>
/// <param name="Findings">Everything found about this signer.</param>
internal sealed record SignerDecision(SignerStanding Standing, Verdict Verdict, ImmutableArray<Finding> Findings);
