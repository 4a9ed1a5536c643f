using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Cli.Network;

/// <summary>One CRL or one OCSP response, read but not believed.</summary>
internal sealed record RevocationItem(CertificateRevocationList? List, OcspResponse? Response)
{
    public RevocationInformation Alone => new(List is null ? [] : [List], Response is null ? [] : [Response]);

    /// <summary>Reads what came from a place; null with the reason when it is nothing that can come from there.</summary>
    public static RevocationItem? Read(RevocationPlace place, ReadOnlyMemory<byte> bytes, out string? fault)
    {
        fault = null;
        if (place.Question is not null)
        {
            Answer<OcspResponse> read = OcspResponse.Read(bytes);
            if (read.TryGetValue(out OcspResponse? response))
            {
                return new RevocationItem(null, response);
            }

            fault = Fault(read.Findings);
            return null;
        }

        // One CRL in DER (RFC 5280, 4.2.1.13); a host CA of one's own is often served as the PEM file that it wrote.
        Answer<CrlBundle> bundle = CrlBundle.Read(bytes);
        if (bundle.TryGetValue(out CrlBundle? lists) && lists.Lists is [CertificateRevocationList list])
        {
            return new RevocationItem(list, null);
        }

        fault = lists is null ? Fault(bundle.Findings) : $"{lists.Lists.Length} CRLs instead of one";
        return null;
    }

    /// <summary>Whether it counts at this time, as far as it says itself.</summary>
    public bool IsCurrentAt(DateTimeOffset time) => List is { } list
        ? list.ThisUpdate <= time && list.NextUpdate >= time
        : Response is { } response && response.ProducedAt <= time;

    private static string Fault(IReadOnlyList<Finding> findings)
    {
        Finding error = findings.First(static f => f.Severity == Severity.Error);
        return error.Actual is null ? error.Message : $"{error.Message}: {error.Actual}";
    }
}
