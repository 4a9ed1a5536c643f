using PluginSign.Verification;

namespace PluginSign.Cli.Output;

/// <summary>One signer of a report.</summary>
internal sealed record SignerEntry(string? Subject, string? Issuer, string? Fingerprint, string? Algorithm, string? Verdict, string? SigningTime)
{
    public static SignerEntry Of(SignerReport signer) => new(
        signer.Certificate?.Subject,
        signer.Certificate?.Issuer,
        signer.Certificate?.Fingerprint,
        signer.Algorithm,
        Words.Field(signer.Verdict),
        signer.SigningTime is { } time ? Numbers.Time(time) : null);

    /// <summary>Whoever signs is not judged, so there is no verdict.</summary>
    public static SignerEntry Of(SignedBy signer, DateTimeOffset time) => new(
        signer.Certificate.Subject,
        signer.Certificate.Issuer,
        signer.Certificate.Fingerprint,
        signer.Algorithm,
        null,
        Numbers.Time(time));
}
