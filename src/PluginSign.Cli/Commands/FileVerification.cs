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
    public VerificationReport Of(string file, IProgress<long>? progress) => Verify(file, forLoading: false, progress);

    /// <summary>The report holds the verified bytes.</summary>
    public VerificationReport Holding(string file, IProgress<long>? progress) => Verify(file, forLoading: true, progress);

    // Gathered once, however often it is judged.
    private VerificationReport Verify(string file, bool forLoading, IProgress<long>? progress)
    {
        Evidence evidence = Gather(file, forLoading, progress);
        VerificationReport? report = null;
        try
        {
            report = online is null ? _verifier.Judge(evidence, at) : Judge(evidence, online, file);
            return report;
        }
        finally
        {
            if (report?.Held is null)
            {
                evidence.Dispose();
            }
        }
    }

    private Evidence Gather(string file, bool forLoading, IProgress<long>? progress)
    {
        if (search is null)
        {
            return _verifier.Gather(ContentSource.At(file), signature is null ? SignatureSource.Beside : SignatureSource.At(signature), forLoading, progress);
        }

        using SearchAnswer answer = search.Find(file);
        using PathWalk beside = signature is null ? answer.OpenBeside(PluginVerifier.SignatureSuffix) : PathWalk.WithoutRoot(signature);
        return _verifier.Gather(ContentSource.Of(answer), SignatureSource.Of(beside), forLoading, progress);
    }

    private VerificationReport Judge(Evidence evidence, OnlineRevocation source, string file)
    {
        RevocationGathering gathering = source.Begin(trust.Revocation, trust.Intermediates, at);
        return OnlineRounds.Run(
            gathering,
            trust.RevocationMode,
            (known, mode) => new PluginVerifier(trust with { Revocation = known, RevocationMode = mode, InputFindings = [.. trust.InputFindings, .. gathering.Findings] }, policy).Judge(evidence, at),
            TrustedPaths,
            file);
    }

    // For a file that is refused for whatever reason no request is made.
    private static IReadOnlyList<CertificationPath> TrustedPaths(VerificationReport report) => report.Verdict != Verdict.Trusted
        ? []
        : [.. report.Signers.Where(static s => s.Verdict == Verdict.Trusted).SelectMany(static s => new[] { s.Chain, s.Time.Chain }.OfType<CertificationPath>().Concat(s.Time.RenewalChains))];
}
