using PluginSign.Certificates;
using PluginSign.Cli.Terminal;
using PluginSign.Policies;

namespace PluginSign.Cli.Reports;

/// <summary>One signer of a report.</summary>
internal sealed record SignerEntry(string? Subject, string? Issuer, string? Fingerprint, string? Algorithm, string? Verdict, string? SigningTime, string? Timestamp)
{
    public static SignerEntry Of(SignerReport signer) => new(
        signer.Certificate?.Subject,
        signer.Certificate?.Issuer,
        signer.Certificate?.Fingerprint,
        signer.Claim.Algorithm,
        Words.Field(signer.Verdict),
        signer.Claim.SigningTime is { } time ? Numbers.Time(time) : null,
        signer.Time.Timestamp is { } stamped ? Numbers.Time(stamped) : null);

    /// <summary>Whoever signs is not judged, so there is no verdict.</summary>
    public static SignerEntry Of(SignedBy signer, DateTimeOffset time, string? timestamp) => new(
        signer.Certificate.Subject,
        signer.Certificate.Issuer,
        signer.Certificate.Fingerprint,
        signer.Algorithm,
        null,
        Numbers.Time(time),
        timestamp);
}

/// <summary>One signer that signed just now.</summary>
internal sealed record SignedBy(Certificate Certificate, string Algorithm);
