using System.Collections.Immutable;
using System.Globalization;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Verification;

/// <summary>Writes the report of a decision. It decides nothing.</summary>
internal static class VerificationReports
{
    public static VerificationReport Create(PathWalk plugin, string name, Evidence evidence, Decision decision, TrustPolicy policy, PluginSnapshot? held)
    {
        string? canonicalPath = plugin.Answer.TryGetValue(out PluginFile? file) ? file.CanonicalPath : null;
        ImmutableArray<SignerReport> signers = [.. decision.Signers.Select(Signer)];
        bool hasCertificate = evidence.Signers.Any(static s => s.Path is not null);
        bool isInspected = evidence.Binary is { Passed: true };
        VerifiedPlugin? proof = decision.Verdict == Verdict.Trusted && evidence.Image is { } image && canonicalPath is not null
            ? new VerifiedPlugin(canonicalPath, image.Sha256, [.. signers.Where(static s => s.Verdict == Verdict.Trusted).Select(static s => s.Path).OfType<CertificationPath>()])
            : null;
        return new VerificationReport
        {
            Verdict = decision.Verdict,
            Path = name,
            CanonicalPath = canonicalPath,
            Hops = plugin.Hops,
            Size = evidence.Image?.Length,
            Sha256 = evidence.Image?.Sha256.Hex,
            ValidationTime = evidence.ValidationTime,
            Signers = signers,
            Checks =
            [
                new CheckReport(Check.Path, decision.Result(Check.Path, plugin.Root is not null && evidence.Image is not null)),
                new CheckReport(Check.Signature, decision.Result(Check.Signature, evidence.Signers.Length > 0)),
                new CheckReport(Check.Chain, decision.Result(Check.Chain, hasCertificate)),
                new CheckReport(Check.Revocation, decision.Result(Check.Revocation, decision.Findings.Any(static f => f.Code == FindingCode.RevocationGood))),
                new CheckReport(Check.Timestamp, decision.Result(Check.Timestamp, !evidence.Signers.IsEmpty && evidence.Signers.All(static s => s.Timestamp.TrustedTime is not null))),
                new CheckReport(Check.Binary, decision.Result(Check.Binary, isInspected)),
                new CheckReport(Check.Symbols, decision.Result(Check.Symbols, isInspected && policy.Binary is { AsksForNames: true })),
                new CheckReport(Check.Policy, decision.Result(Check.Policy, hasCertificate && (!policy.ExpectedSigners.IsDefaultOrEmpty || policy.RequirePostQuantumAfter is not null))),
            ],
            Findings = decision.Findings,
            Plugin = proof,
            Held = proof is not null && held is not null ? new HeldPlugin(proof, held) : null,
        };
    }

    public static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static SignerReport Signer(SignerDecision decision) => new()
    {
        Verdict = decision.Verdict,
        Certificate = decision.Standing.Signature.Certificate,
        Algorithm = decision.Standing.Signature.Algorithm,
        SigningTime = decision.Standing.Signature.SigningTime,
        Timestamp = decision.Standing.Timestamp.GenTime,
        TrustedTime = decision.Standing.Timestamp.TrustedTime,
        TimestampPath = decision.Standing.Timestamp.Path,
        RenewalPaths = decision.Standing.Timestamp.OuterPaths,
        Path = decision.Standing.Path is { } search && search.Answer.TryGetValue(out CertificationPath? path) ? path : null,
        Considered = decision.Standing.Path?.Considered ?? [],
        Findings = decision.Findings,
    };
}
