using PluginSign.Certificates;
using PluginSign.Cli.Network;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands;

/// <summary>Verifies one file after another with the same trust inputs, below the trusted roots when there are any.</summary>
/// <param name="trust">Whom the host trusts.</param>
/// <param name="policy">What it wants on top.</param>
/// <param name="search">Opens; null when no root was asked for.</param>
/// <param name="at">The validation time.</param>
/// <param name="signature">Where the signature lies, when it was named. Its bytes are checked by its signer's key, so it may lie outside the roots.</param>
/// <param name="online">Fetches revocation information; null when nothing is to be fetched.</param>
internal sealed class FileVerification(TrustInputs trust, TrustPolicy policy, PluginSearch? search, DateTimeOffset at, string? signature, OnlineRevocation? online)
{
    private readonly PluginVerifier _verifier = new(trust, policy);

    /// <summary>For an answer alone.</summary>
    public VerificationReport Of(string file, IProgress<long>? progress) => Verify(file, verifier => search is null
        ? verifier.Verify(file, at, signature, progress)
        : BelowRoots(search, file, (plugin, beside) => verifier.VerifyFound(plugin, beside, at, progress)));

    /// <summary>The report holds the verified bytes.</summary>
    public VerificationReport Holding(string file, IProgress<long>? progress) => Verify(file, verifier => search is null
        ? verifier.VerifyForLoading(file, at, signature, progress)
        : BelowRoots(search, file, (plugin, beside) => verifier.VerifyFoundForLoading(plugin, beside, at, progress)));

    private VerificationReport Verify(string file, Func<PluginVerifier, VerificationReport> verify)
    {
        if (online is null)
        {
            return verify(_verifier);
        }

        RevocationGathering gathering = online.Begin(trust.Revocation, trust.Intermediates, at);
        VerificationReport report = OnlineRounds.Run(
            gathering,
            trust.RevocationMode,
            (known, mode) => verify(new PluginVerifier(trust with { Revocation = known, RevocationMode = mode }, policy)),
            TrustedPaths,
            static r => r.Held?.Dispose(),
            file);
        return report.Adding(gathering.Findings);
    }

    // Of a file that is refused for whatever reason, nobody is asked about anything.
    private static IReadOnlyList<CertificationPath> TrustedPaths(VerificationReport report) => report.Verdict != Verdict.Trusted
        ? []
        : [.. report.Signers.Where(static s => s.Verdict == Verdict.Trusted).SelectMany(static s => new[] { s.Path, s.TimestampPath }.OfType<CertificationPath>().Concat(s.RenewalPaths))];

    private VerificationReport BelowRoots(PluginSearch roots, string file, Func<SearchAnswer, PathWalk, VerificationReport> verify)
    {
        using SearchAnswer answer = roots.Find(file);
        using PathWalk beside = signature is null ? answer.OpenBeside(PluginVerifier.SignatureSuffix) : PathWalk.WithoutRoot(signature);
        return verify(answer, beside);
    }
}
