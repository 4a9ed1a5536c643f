using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Verification;

/// <summary>Writes the report of a decision. It decides nothing.</summary>
internal static class VerificationReports
{
    public static VerificationReport Create(Evidence evidence, PluginStanding standing, Decision decision, TrustPolicy policy)
    {
        bool hasCertificate = standing.Signers.Any(static s => s.Search is not null);
        bool isInspected = standing.Binary is { Passed: true };
        VerifiedPlugin? proof = decision.Verdict == Verdict.Trusted && evidence.Image is { } image
            ? new VerifiedPlugin(evidence.Name, evidence.CanonicalPath, image.Sha256, [.. decision.Signers.Where(static s => s.Verdict == Verdict.Trusted).Select(static s => s.Chain).OfType<CertificationPath>()])
            : null;
        return new VerificationReport
        {
            Verdict = decision.Verdict,
            Path = evidence.Name,
            CanonicalPath = evidence.CanonicalPath,
            Hops = evidence.Hops,
            Size = evidence.Size,
            Sha256 = evidence.Sha256,
            ValidationTime = standing.ValidationTime,
            Signers = decision.Signers,
            Checks =
            [
                new CheckReport(Check.Path, decision.Result(Check.Path, evidence.IsBelowRoot && standing.IsContentRead)),
                new CheckReport(Check.Signature, decision.Result(Check.Signature, standing.Signers.Length > 0)),
                new CheckReport(Check.Chain, decision.Result(Check.Chain, hasCertificate)),
                new CheckReport(Check.Revocation, decision.Result(Check.Revocation, decision.Findings.Any(static f => f.Code == FindingCode.RevocationGood))),
                new CheckReport(Check.Timestamp, decision.Result(Check.Timestamp, !standing.Signers.IsEmpty && standing.Signers.All(static s => s.Time.TrustedTime is not null))),
                new CheckReport(Check.Binary, decision.Result(Check.Binary, isInspected)),
                new CheckReport(Check.Symbols, decision.Result(Check.Symbols, isInspected && policy.Binary is { AsksForNames: true })),
                new CheckReport(Check.Policy, decision.Result(Check.Policy, hasCertificate && (!policy.ExpectedSigners.IsDefaultOrEmpty || policy.RequirePostQuantumAfter is not null))),
            ],
            Findings = decision.Findings,
            Plugin = proof,
            Held = proof is not null && evidence is { IsForLoading: true, Image.Snapshot: { } bytes } ? new HeldPlugin(proof, bytes) : null,
        };
    }

    /// <summary>What a reader of the report must know beside the reasons.</summary>
    public static IEnumerable<Finding> Notes(Evidence evidence, TrustInputs trust)
    {
        if (!evidence.IsBelowRoot && evidence.IsContentOpen)
        {
            yield return Finding.Note(FindingCode.NoTrustedRoot, "no trusted root was asked for: the path itself was not judged");
        }

        if (trust.EvidenceFreshAsOf is { } fresh)
        {
            yield return Finding.Note(FindingCode.EvidencePackUsed, "evidence from a pack was used", null, $"fresh as of {UtcText.Of(fresh)}");
        }
    }

}
