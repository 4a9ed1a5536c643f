using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>What a certificate must satisfy to issue others (RFC 5280, 6.1.4), wherever it stands in the path.</summary>
internal static class IssuerChecks
{
    public static void Judge(PathMember issuer, PathRequirements requirements, List<Finding> findings)
    {
        JudgeCa(issuer, findings);
        JudgeKeyUsage(issuer, findings);
        JudgePurpose(issuer, requirements.RequiredPurpose, findings);
        if (issuer.Certificate.SubjectDistinguishedName.IsEmpty)
        {
            findings.Add(Finding.Error(
                FindingCode.CertificateProfile,
                $"{issuer} is a CA without a name",
                "a subject that is not empty (RFC 5280, 4.1.2.6)",
                "an empty subject",
                "issue the CA's certificate again"));
        }
    }

    /// <summary>RFC 5280, 6.1.4 (l) and (m), and 4.2.1.9: <paramref name="below"/> counts the intermediates under this issuer that are not self-issued.</summary>
    public static void JudgePathLength(PathMember issuer, int below, List<Finding> findings)
    {
        if (issuer.Certificate.Known.BasicConstraints is { PathLength: { } most } && below > most)
        {
            findings.Add(Finding.Error(
                FindingCode.PathTooLong,
                $"{issuer} allows fewer intermediates below it than there are",
                $"at most {most} (path length constraint)",
                $"{below}",
                "have the signer issued directly by a CA that may issue end entities, or have the CA's certificate issued with a larger path length"));
        }
    }

    // 6.1.4 (k): v3, basic constraints present, cA true. A v1 or v2 certificate cannot say that it is a CA.
    private static void JudgeCa(PathMember issuer, List<Finding> findings)
    {
        Certificate certificate = issuer.Certificate;
        if (certificate.Known.BasicConstraints is { IsCa: true })
        {
            return;
        }

        string actual = (certificate.Version, certificate.Known.BasicConstraints) switch
        {
            ( < 3, _) => $"a version {certificate.Version} certificate, which cannot say so",
            (_, null) => "no basic constraints",
            _ => "basic constraints with cA false",
        };
        bool isAnchor = issuer.Role == PathRole.Anchor;
        findings.Add(Finding.Error(
            isAnchor ? FindingCode.AnchorNotCa : FindingCode.IssuerNotCa,
            isAnchor ? $"{issuer} cannot act as one: it is not a CA" : $"{issuer} issued a certificate but is not a CA",
            "basic constraints with cA true",
            actual,
            isAnchor ? "name the CA's certificate as trust anchor, not a signer's" : "have the signer issued by a CA; a signer's key must not issue certificates"));
    }

    // 6.1.4 (n): if there is a key usage, it must have keyCertSign.
    private static void JudgeKeyUsage(PathMember issuer, List<Finding> findings)
    {
        if (issuer.Certificate.Known.KeyUsage is { } usage && (usage & KeyUsages.KeyCertSign) == KeyUsages.None)
        {
            findings.Add(Finding.Error(
                FindingCode.KeyUsageMismatch,
                $"{issuer} issued a certificate but its key is not for that",
                "key usage with keyCertSign",
                usage.Text(),
                "have the CA's certificate issued again with keyCertSign"));
        }
    }

    // RFC 5280 says nothing of CAs here; every validator in use reads an extended key usage of a CA as a limit of what lies below it.
    private static void JudgePurpose(PathMember issuer, string? purpose, List<Finding> findings)
    {
        ImmutableArray<string> purposes = issuer.Certificate.Known.ExtendedKeyUsage;
        if (purpose is not null && !purposes.IsDefault && !EndEntityChecks.Allows(purposes, purpose, anyCounts: true))
        {
            findings.Add(EndEntityChecks.PurposeMismatch(issuer, purpose, purposes));
        }
    }
}
