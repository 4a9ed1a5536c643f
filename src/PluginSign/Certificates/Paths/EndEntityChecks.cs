using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>The profiles of the end entity, by purpose.</summary>
internal static class EndEntityChecks
{
    public static void Judge(PathMember member, PathRequirements requirements, List<Finding> findings)
    {
        switch (requirements.Purpose)
        {
            case CertificatePurpose.CodeSigning:
                JudgeCodeSigning(member, findings);
                break;
            case CertificatePurpose.TimeStamping:
                JudgeTimeStamping(member, findings);
                break;
            case CertificatePurpose.Any:
                JudgePurpose(member, requirements.ExtendedKeyUsage, anyCounts: true, findings);
                break;
            default:
                findings.Add(Finding.Error(
                    FindingCode.ExtendedKeyUsageMismatch,
                    $"no purpose was asked for, so {member} is right for none",
                    "a purpose, for example code signing",
                    "none",
                    "name the purpose in the path requirements"));
                break;
        }
    }

    public static bool Allows(ImmutableArray<string> purposes, string purpose, bool anyCounts)
        => purposes.Contains(purpose, StringComparer.Ordinal) || (anyCounts && purposes.Contains(CertificateOids.AnyExtendedKeyUsage, StringComparer.Ordinal));

    public static Finding PurposeMismatch(PathMember member, string purpose, ImmutableArray<string> purposes) => Finding.Error(
        FindingCode.ExtendedKeyUsageMismatch,
        $"{member} is not meant for {CertificateOids.PurposeName(purpose)}",
        $"extended key usage with {CertificateOids.PurposeName(purpose)}",
        string.Join(", ", purposes.Select(CertificateOids.PurposeName)),
        $"use a certificate that was issued for {CertificateOids.PurposeName(purpose)}");

    // This project's profile: stricter than RFC 5280, where a certificate without these extensions may sign anything.
    private static void JudgeCodeSigning(PathMember member, List<Finding> findings)
    {
        JudgeVersion(member, findings);
        JudgeNotCa(member, findings);
        if (member.Certificate.Known.KeyUsage is not { } usage)
        {
            findings.Add(Finding.Error(
                FindingCode.KeyUsageMissing,
                $"{member} does not say what its key is for",
                "key usage with digitalSignature",
                "no key usage"));
        }
        else if ((usage & KeyUsages.DigitalSignature) == KeyUsages.None)
        {
            findings.Add(UsageMismatch(member, "digitalSignature", usage));
        }

        RequirePurpose(member, CertificateOids.CodeSigning, findings);
    }

    // RFC 3161, 2.3: exactly one purpose, timeStamping, in a critical extension.
    private static void JudgeTimeStamping(PathMember member, List<Finding> findings)
    {
        const KeyUsages Signing = KeyUsages.DigitalSignature | KeyUsages.NonRepudiation;
        JudgeVersion(member, findings);
        JudgeNotCa(member, findings);
        if (member.Certificate.Known.KeyUsage is { } usage && ((usage & Signing) == KeyUsages.None || (usage & ~Signing) != KeyUsages.None))
        {
            findings.Add(UsageMismatch(member, "digitalSignature or nonRepudiation and nothing else", usage));
        }

        ImmutableArray<string> purposes = member.Certificate.Known.ExtendedKeyUsage;
        if (!RequirePurpose(member, CertificateOids.TimeStamping, findings))
        {
            return;
        }

        bool critical = member.Certificate.Extensions.Any(static e => e.IsCritical && e.Oid is CertificateOids.ExtendedKeyUsage);
        if (purposes.Length != 1 || !critical)
        {
            findings.Add(Finding.Error(
                FindingCode.ExtendedKeyUsageMismatch,
                $"{member} is not meant for timestamps alone",
                "a critical extended key usage with timeStamping alone (RFC 3161, 2.3)",
                $"{string.Join(", ", purposes.Select(CertificateOids.PurposeName))}{(critical ? string.Empty : ", not critical")}",
                "use a timestamp authority whose certificate follows RFC 3161"));
        }
    }

    private static void JudgeVersion(PathMember member, List<Finding> findings)
    {
        if (member.Certificate.Version != 3)
        {
            findings.Add(Finding.Error(
                FindingCode.CertificateProfile,
                $"{member} is of an old version",
                "version 3",
                $"version {member.Certificate.Version}",
                "have it issued as version 3: only that can say what its key is for"));
        }
    }

    private static void JudgeNotCa(PathMember member, List<Finding> findings)
    {
        if (member.Certificate.Known.BasicConstraints is { IsCa: true })
        {
            findings.Add(Finding.Error(
                FindingCode.EndEntityIsCa,
                $"{member} is a CA, and a CA's key must not sign plugins",
                "basic constraints without cA",
                "cA true"));
        }
    }

    private static bool RequirePurpose(PathMember member, string purpose, List<Finding> findings)
    {
        if (!member.Certificate.Known.ExtendedKeyUsage.IsDefault)
        {
            return JudgePurpose(member, purpose, anyCounts: false, findings);
        }

        findings.Add(Finding.Error(
            FindingCode.ExtendedKeyUsageMissing,
            $"{member} does not say what it is meant for",
            $"extended key usage with {CertificateOids.PurposeName(purpose)}",
            "no extended key usage",
            $"have it issued with an extended key usage of {CertificateOids.PurposeName(purpose)}"));
        return false;
    }

    private static bool JudgePurpose(PathMember member, string? purpose, bool anyCounts, List<Finding> findings)
    {
        ImmutableArray<string> purposes = member.Certificate.Known.ExtendedKeyUsage;
        if (purpose is null || purposes.IsDefault || Allows(purposes, purpose, anyCounts))
        {
            return true;
        }

        findings.Add(PurposeMismatch(member, purpose, purposes));
        return false;
    }

    private static Finding UsageMismatch(PathMember member, string expected, KeyUsages usage) => Finding.Error(
        FindingCode.KeyUsageMismatch,
        $"{member} has a key that is not for signing",
        $"key usage with {expected}",
        usage.Text(),
        "use a certificate whose key may sign");
}
