using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>
/// RFC 5280's rules for what a CA may issue (section 4), where section 6 takes more. They say that a CA is careful, not that a path is secure;
/// so they are asked for, and hold for every certificate of the path.
/// </summary>
internal static class StrictChecks
{
    private const int SerialOctetsMost = 20;

    public static void Judge(PathMember member, List<Finding> findings)
    {
        JudgeFields(member, findings);
        JudgeSubject(member, findings);
        JudgeKeyIdentifiers(member, findings);
        JudgeCriticality(member, findings);
        JudgeAccess(member, findings);
        if (IsCa(member))
        {
            JudgeCa(member, findings);
        }
        else
        {
            JudgeNotCa(member, findings);
        }
    }

    // 4.1.2.1, 4.1.2.2, 4.1.2.5 and 4.1.2.8.
    private static void JudgeFields(PathMember member, List<Finding> findings)
    {
        Certificate certificate = member.Certificate;
        ReadOnlySpan<byte> serial = certificate.SerialNumber.Span;
        if (certificate.Version != 3)
        {
            Add(findings, member, "is of an old version", "version 3 (RFC 5280, 4.1.2.1)", $"version {certificate.Version}");
        }

        if ((serial[0] & 0x80) != 0 || !serial.ContainsAnyExcept((byte)0) || serial.Length > SerialOctetsMost)
        {
            string actual = serial.Length > SerialOctetsMost ? $"{serial.Length} octets" : (serial[0] & 0x80) != 0 ? "a negative number" : "0";
            Add(findings, member, "has a serial number that no CA may give", $"a positive number of at most {SerialOctetsMost} octets (RFC 5280, 4.1.2.2)", actual);
        }

        if (certificate.HasUnusualTimes)
        {
            Add(findings, member, "writes its validity in a wrong form", "UTCTime until 2049, GeneralizedTime without fractions from 2050 on (RFC 5280, 4.1.2.5)", "another form");
        }

        if (certificate.HasUniqueIdentifiers)
        {
            Add(findings, member, "has unique identifiers beside its names", "none (RFC 5280, 4.1.2.8)", "an issuer's or subject's unique identifier");
        }
    }

    // 4.1.2.6 and 4.2.1.6.
    private static void JudgeSubject(PathMember member, List<Finding> findings)
    {
        CertificateExtension? names = Find(member, CertificateOids.SubjectAltName);
        if (member.Certificate.SubjectDistinguishedName.IsEmpty && names is not { IsCritical: true })
        {
            Add(
                findings,
                member,
                "has an empty subject and no critical subject alternative name in its place",
                "a subject, or a critical subject alternative name (RFC 5280, 4.2.1.6)",
                names is null ? "neither" : "a subject alternative name that is not critical");
        }
    }

    // 4.2.1.1 and 4.2.1.2. Only a self-signed certificate may leave the authority's key out, and in a path only an anchor can be one:
    // below it, a certificate under its own name and key would be a loop.
    private static void JudgeKeyIdentifiers(PathMember member, List<Finding> findings)
    {
        bool exempt = member.Certificate.IsSelfIssued && member.Role == PathRole.Anchor;
        if (member.Certificate.Known.AuthorityKeyIdentifier.IsEmpty && !exempt)
        {
            Add(findings, member, "does not say which key signed it", "an authority key identifier with keyIdentifier (RFC 5280, 4.2.1.1)", "none");
        }

        if (IsCa(member) && member.Certificate.SubjectKeyIdentifier.IsEmpty)
        {
            Add(findings, member, "is a CA and does not name its key", "a subject key identifier (RFC 5280, 4.2.1.2)", "none");
        }
    }

    private static void JudgeCriticality(PathMember member, List<Finding> findings)
    {
        foreach (CertificateExtension extension in member.Certificate.Extensions)
        {
            if (CriticalityRules.Of(extension.Oid, IsCa(member)) is { } rule && rule.Critical != extension.IsCritical)
            {
                Add(
                    findings,
                    member,
                    $"has {rule.Name} {(extension.IsCritical ? "as a critical extension" : "in an extension that is not critical")}",
                    $"{(rule.Critical ? "critical" : "not critical")} (RFC 5280, {rule.Section})",
                    extension.IsCritical ? "critical" : "not critical");
            }
        }
    }

    // 4.2.2.1 and 4.2.2.2: one access description at least, each a method and a general name.
    private static void JudgeAccess(PathMember member, List<Finding> findings)
    {
        foreach (string oid in (ReadOnlySpan<string>)[CertificateOids.AuthorityInfoAccess, CertificateOids.SubjectInfoAccess])
        {
            if (Find(member, oid) is { } extension && AccessDescriptions.Fault(extension.Value) is { } fault)
            {
                Add(findings, member, "has a malformed information access extension", "a list of access methods and locations (RFC 5280, 4.2.2)", fault);
            }
        }
    }

    // 4.2.1.3.
    private static void JudgeCa(PathMember member, List<Finding> findings)
    {
        if (member.Certificate.Known.KeyUsage is null)
        {
            Add(findings, member, "is a CA and does not say what its key is for", "key usage with keyCertSign (RFC 5280, 4.2.1.3)", "no key usage");
        }
        else
        {
            JudgeKeyUsageBits(member, findings);
        }
    }

    // 4.2.1.3, 4.2.1.5, 4.2.1.9, 4.2.1.10, 4.2.1.11 and 4.2.1.14.
    private static void JudgeNotCa(PathMember member, List<Finding> findings)
    {
        JudgeKeyUsageBits(member, findings);
        if (member.Certificate.Known.KeyUsage is { } usage && (usage & KeyUsages.KeyCertSign) != KeyUsages.None)
        {
            Add(findings, member, "may sign certificates by its key usage but is not a CA", "no keyCertSign without cA (RFC 5280, 4.2.1.9)", usage.Text());
        }

        if (member.Certificate.Known.BasicConstraints is { PathLength: not null })
        {
            Add(findings, member, "limits a path below it but is not a CA", "no path length without cA (RFC 5280, 4.2.1.9)", "a path length constraint");
        }

        foreach (string oid in (ReadOnlySpan<string>)[CertificateOids.NameConstraints, CertificateOids.PolicyMappings, CertificateOids.PolicyConstraints, CertificateOids.InhibitAnyPolicy])
        {
            if (Find(member, oid) is not null)
            {
                Add(findings, member, "has an extension that only a CA may have", "none of what constrains a path below a CA (RFC 5280, 4.2.1)", $"extension {oid}");
            }
        }
    }

    private static void JudgeKeyUsageBits(PathMember member, List<Finding> findings)
    {
        if (member.Certificate.Known.KeyUsage is KeyUsages.None)
        {
            Add(findings, member, "has a key that is for nothing", "one bit of the key usage at least (RFC 5280, 4.2.1.3)", "none");
        }
    }

    private static bool IsCa(PathMember member) => member.Certificate.Known.BasicConstraints is { IsCa: true };

    private static CertificateExtension? Find(PathMember member, string oid)
        => member.Certificate.Extensions.FirstOrDefault(e => string.Equals(e.Oid, oid, StringComparison.Ordinal));

    private static void Add(List<Finding> findings, PathMember member, string fault, string expected, string actual) => findings.Add(Finding.Error(
        FindingCode.CertificateProfile, $"{member} {fault}", expected, actual, "have it issued again by the rules of RFC 5280, section 4, or validate without the strict rules"));
}
