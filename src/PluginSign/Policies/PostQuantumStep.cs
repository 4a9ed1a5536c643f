using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>From a date on, a signature needs a trusted signer of either kind: one that everybody can check today, and one that outlives RSA and ECDSA.</summary>
internal static class PostQuantumStep
{
    /// <summary>An error from the date on, a warning before it; null when both kinds are there, or nothing was required.</summary>
    /// <param name="from">The date, or null when the policy has none.</param>
    /// <param name="validationTime">The time that everything is judged for: never a clock, a signing time or a timestamp, all of which may lie before the date.</param>
    /// <param name="signers">Every signer, judged.</param>
    public static Finding? Judge(DateTimeOffset? from, DateTimeOffset validationTime, ImmutableArray<SignerReport> signers)
    {
        if (from is not { } date || signers.IsEmpty)
        {
            return null;
        }

        bool hasClassical = signers.Any(static s => s.IsTrustedClassical);
        bool hasPostQuantum = signers.Any(static s => s.IsTrustedPostQuantum);
        if (hasClassical && hasPostQuantum)
        {
            return null;
        }

        const string Expected = "a trusted classical signer, and a trusted ML-DSA signer whose CA uses ML-DSA as well";
        string missing = (hasClassical, hasPostQuantum) switch
        {
            (true, false) => "no trusted post-quantum signer",
            (false, true) => "no trusted classical signer",
            _ => "neither a trusted classical nor a trusted post-quantum signer",
        };
        string actual = string.Join(", ", signers.Select(Describe));
        return validationTime >= date
            ? Finding.Error(FindingCode.PostQuantumRequired, $"since {UtcText.Of(date)} both kinds of signers are required, and there is {missing}", Expected, actual)
            : signers.Any(static s => s.Verdict == Verdict.Trusted)
                ? Finding.Warning(FindingCode.PostQuantumSoonRequired, $"from {UtcText.Of(date)} on this will be refused: there is {missing}", Expected, actual).Advised()
                : null;
    }

    private static string Describe(SignerReport signer)
    {
        string standing = signer switch
        {
            { Verdict: not Verdict.Trusted } => "not trusted",
            { IsTrustedPostQuantum: true } or { IsTrustedClassical: true } => "trusted",
            _ => "trusted, but below a classical CA",
        };
        return $"{signer.Claim.Algorithm ?? "an unknown algorithm"} ({standing})";
    }
}
