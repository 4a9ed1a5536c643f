using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>What all sources together say about one certificate.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Text">Revoked: when and why. Stale: since when. Good: who says so. Unknown: why. Unheard: empty.</param>
/// <param name="Findings">What was found beside it: information that cannot be believed, a revocation that came later than the signature.</param>
internal sealed record RevocationAnswer(RevocationStatus Status, string Text, IReadOnlyList<Finding> Findings);
