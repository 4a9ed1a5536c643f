using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>Says where a path ended: which issuer was looked for, and what was at hand instead.</summary>
internal static class NoIssuer
{
    private const int Listed = 5;

    public static Finding Of(PathMember last, IssuerIndex[] pools)
    {
        Certificate certificate = last.Certificate;
        string anchors = $"trust anchors: {List(pools[0].All)}";
        int intermediates = pools[1].All.Count + pools[2].All.Count;
        string actual = intermediates == 0 ? $"{anchors}; no intermediates" : $"{anchors}; intermediates: {List([.. pools[1].All, .. pools[2].All])}";
        if (certificate.IsSelfIssued && last.Role != PathRole.EndEntity)
        {
            return Finding.Error(
                FindingCode.NoPathToAnchor,
                $"the path ends at `{certificate.Subject}`, which is not a trust anchor",
                $"a trust anchor above {last}",
                actual,
                "if this is your CA, name it as trust anchor; if not, the signer belongs to another CA");
        }

        bool known = pools.Any(p => p.Named(certificate.IssuerDistinguishedName).Count > 0);
        return Finding.Error(
            FindingCode.NoPathToAnchor,
            certificate.IsSelfIssued ? $"{last} was issued by itself and not by a trust anchor"
                : known ? $"no path leads from {last} to a trust anchor: the certificates at hand issue each other in a circle"
                : $"no path leads from {last} to a trust anchor: its issuer is not known",
            $"a certificate of the issuer `{certificate.Issuer}`",
            actual);
    }

    private static string List(IReadOnlyList<Certificate> certificates)
    {
        string listed = string.Join(", ", certificates.Take(Listed).Select(static c => $"`{c.Subject}`{(IsCa(c) ? string.Empty : " (not a CA)")}"));
        return certificates.Count > Listed ? $"{listed} and {certificates.Count - Listed} more" : listed;
    }

    private static bool IsCa(Certificate certificate) => certificate.Known.BasicConstraints is { IsCa: true };
}
