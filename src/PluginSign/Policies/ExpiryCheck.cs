using System.Collections.Immutable;
using System.Globalization;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Warns before a certificate ends: a fleet that stops one morning was usually told by nobody.</summary>
internal static class ExpiryCheck
{
    public static ImmutableArray<Finding> Judge(CertificationPath path, TimeSpan? warnBefore)
        => warnBefore is not { } time
            ? []
            : [.. path.Certificates.Where(c => c.NotAfter - path.ValidationTime <= time).Select(c => Finding.Warning(
                FindingCode.CertificateExpiresSoon,
                $"`{c.Subject}` ends soon",
                string.Create(CultureInfo.InvariantCulture, $"valid for more than {time.TotalDays:0} days"),
                $"valid until {UtcText.Of(c.NotAfter)}",
                "renew it now, and timestamp what is signed with it, so that signatures outlive it").Telling(new FindingValues { Certificate = c.Fingerprint, NotBefore = c.NotBefore, NotAfter = c.NotAfter }))];
}
