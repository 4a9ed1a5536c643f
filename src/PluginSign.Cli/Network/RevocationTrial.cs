using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Cli.Network;

/// <summary>Tries one CRL or OCSP response on a validated path, alone: does anything in it count there? What is kept for later, and what is taken from what was kept, must.</summary>
/// <remarks>Without this, whoever gets a useless answer into the cache once would keep the true one away until the useless one runs out.</remarks>
internal sealed class RevocationTrial(CertificationPath path, IReadOnlyList<Certificate> intermediates, DateTimeOffset time)
{
    private readonly PathValidator _paths = new([path.Anchor], [.. path.Certificates, .. intermediates]);

    /// <summary>What the item is worth for the path.</summary>
    public RevocationWorth Of(RevocationItem item)
    {
        PathValidation validation = Judge(item.Alone);
        ImmutableArray<Finding> with = validation.Answer.Findings;
        if (with.Any(static f => f.Code == FindingCode.RevocationUnusable))
        {
            return RevocationWorth.None;
        }

        if (with.Any(static f => f.Code == FindingCode.CertificateRevoked))
        {
            return IsFresh(item) ? RevocationWorth.Current : RevocationWorth.Stale;
        }

        if (with.Any(static f => f.Code == FindingCode.RevocationStale))
        {
            return RevocationWorth.Stale;
        }

        // Alone, it must say "good" of somebody and leave nobody open of whom it speaks.
        bool speaks = validation.Revocations.Contains(RevocationStatus.Good) && !validation.Revocations.Contains(RevocationStatus.Unknown);
        return speaks && item.IsCurrentAt(time) ? RevocationWorth.Current : RevocationWorth.None;
    }

    // A revocation counts however old it is; whether there is news is worth asking after a day at the latest.
    private bool IsFresh(RevocationItem item) => item.IsCurrentAt(time)
        && (item.Response is not { } response || time - response.ProducedAt <= TimeSpan.FromSeconds(Limits.OcspSecondsWithoutNextUpdate));

    private PathValidation Judge(RevocationInformation information) => _paths.Validate(
        path.EndEntity,
        [],
        path.ValidationTime,
        new PathRequirements { Purpose = CertificatePurpose.Any, MaximumIntermediates = Limits.PathIntermediatesMost },
        new RevocationInputs { Mode = RevocationMode.AllowUnknown, Information = information, Time = time });
}

/// <summary>What a CRL or OCSP response is worth for a path.</summary>
internal enum RevocationWorth
{
    /// <summary>Nothing: it cannot be believed, or does not speak about the path.</summary>
    None,

    /// <summary>It is out of date. Better than nothing: what it says is revoked stays so.</summary>
    Stale,

    /// <summary>It counts.</summary>
    Current,
}
