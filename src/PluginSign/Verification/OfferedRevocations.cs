using System.Collections.Immutable;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>Makes revocation information of the bytes that came with a signature. What cannot be read is not there, and the report says so.</summary>
internal static class OfferedRevocations
{
    public static (RevocationInformation Information, ImmutableArray<Finding> Findings) Read(SignatureRevocations bytes)
    {
        List<Finding> findings = [];
        List<CertificateRevocationList> lists = [];
        foreach (ReadOnlyMemory<byte> der in bytes.Lists)
        {
            Keep(CertificateRevocationList.Read(der), lists, "a CRL in the signature", findings);
        }

        List<OcspResponse> responses = [];
        foreach (ReadOnlyMemory<byte> der in bytes.OcspResponses)
        {
            Keep(OcspResponse.Read(der), responses, "an OCSP response in the signature", findings);
        }

        return (lists.Count + responses.Count == 0 ? RevocationInformation.None : new RevocationInformation(lists, responses), [.. findings]);
    }

    private static void Keep<T>(Answer<T> read, List<T> kept, string what, List<Finding> findings)
        where T : class
    {
        if (read.TryGetValue(out T? value))
        {
            kept.Add(value);
            return;
        }

        Finding reason = read.Findings[0];
        findings.Add(Finding.Warning(reason.Code, $"{what} cannot be read and was passed over", reason.Expected, reason.Actual, "ask the publisher to leave it out or to mend it"));
    }
}
