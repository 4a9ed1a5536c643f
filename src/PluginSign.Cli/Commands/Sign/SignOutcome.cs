using System.Collections.Immutable;
using PluginSign.Cli.Reports;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>What became of one file that was to be signed.</summary>
/// <param name="Path">The plugin, as given.</param>
/// <param name="Signature">Where its signature is, or would have been.</param>
/// <param name="Signed">What was signed; null when nothing was.</param>
/// <param name="Findings">What was seen on the way.</param>
internal sealed record SignOutcome(string Path, string Signature, SignedContentFacts? Signed, ImmutableArray<Finding> Findings)
{
    /// <summary>Trusted stands for done.</summary>
    public Verdict Verdict => Findings.Select(static f => f.Verdict).Append(Signed is null ? Verdict.Refused : Verdict.Trusted)
        .Aggregate(static (a, b) => (a, b) switch
        {
            (Verdict.Indeterminate, _) or (_, Verdict.Indeterminate) => Verdict.Indeterminate,
            (Verdict.Refused, _) or (_, Verdict.Refused) => Verdict.Refused,
            _ => Verdict.Trusted,
        });
}

/// <summary>What was signed, and by whom: one signer, or the two of a hybrid signature.</summary>
internal sealed record SignedContentFacts(long Size, string Sha256, ImmutableArray<SignedBy> Signers, DateTimeOffset SigningTime, string? Timestamp);
