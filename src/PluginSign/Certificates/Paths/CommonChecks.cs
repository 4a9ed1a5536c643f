using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>What every certificate of a path must satisfy, the anchor included.</summary>
internal static class CommonChecks
{
    public static void Judge(PathMember member, DateTimeOffset time, List<Finding> findings)
    {
        JudgeValidity(member, time, findings);
        JudgeCriticalExtensions(member, findings);
        JudgeKey(member, findings);
        MlDsaKeyUsage.Judge(member, findings);
        if (member.Certificate.IssuerDistinguishedName.IsEmpty)
        {
            findings.Add(Finding.Error(
                FindingCode.CertificateProfile,
                $"{member} names no issuer",
                "a name that is not empty (RFC 5280, 4.1.2.4)",
                "an empty issuer",
                "issue the certificate again"));
        }
    }

    // RFC 5280, 6.1.3 (a) (2). Both ends belong to the period (4.1.2.5), and certificates know no fractions of a second.
    private static void JudgeValidity(PathMember member, DateTimeOffset time, List<Finding> findings)
    {
        DateTimeOffset second = time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));
        Certificate certificate = member.Certificate;
        if (second >= certificate.NotBefore && second <= certificate.NotAfter)
        {
            return;
        }

        bool expired = second > certificate.NotAfter;
        findings.Add(Finding.Error(
            expired ? FindingCode.CertificateExpired : FindingCode.CertificateNotYetValid,
            expired ? $"{member} has expired" : $"{member} is not valid yet",
            $"valid at {UtcText.Of(time)}",
            $"valid from {UtcText.Of(certificate.NotBefore)} until {UtcText.Of(certificate.NotAfter)}",
            expired
                ? "renew it and sign again with the new certificate, or validate for the time at which it was signed if that time is proven"
                : "check the clock and the validation time; if they are right, wait or have it issued again").Telling(new FindingValues { Certificate = certificate.Fingerprint, NotBefore = certificate.NotBefore, NotAfter = certificate.NotAfter }));
    }

    // RFC 5280, 4.2: a critical extension that is not understood MUST refuse the certificate.
    private static void JudgeCriticalExtensions(PathMember member, List<Finding> findings)
    {
        if (!member.Certificate.Known.UnknownCritical.IsEmpty)
        {
            findings.Add(Finding.Error(
                FindingCode.UnknownCriticalExtension,
                $"{member} has a critical extension that is not understood",
                "no unknown critical extension (RFC 5280, 4.2)",
                string.Join(", ", member.Certificate.Known.UnknownCritical)));
        }
    }

    private static void JudgeKey(PathMember member, List<Finding> findings)
    {
        foreach (Finding finding in member.Certificate.PublicKey.Findings)
        {
            findings.Add(finding.Saying($"{member}: {finding.Message}"));
        }
    }
}
