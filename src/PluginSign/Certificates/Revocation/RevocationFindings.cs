using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>What is said of the four answers.</summary>
internal static class RevocationFindings
{
    /// <summary>Revoked, stale, or unknown for a reason.</summary>
    public static Finding Of(PathMember member, RevocationAnswer answer, RevocationMode mode) => answer.Status switch
    {
        RevocationStatus.Revoked => Finding.Error(
            FindingCode.CertificateRevoked,
            $"{member} is revoked",
            "a certificate that its CA has not revoked",
            answer.Text),
        RevocationStatus.Stale => Weighed(
            mode,
            FindingCode.RevocationStale,
            $"what is known of the revocation of {member} is out of date",
            "revocation information that is current at the validation time",
            answer.Text),
        _ => Weighed(
            mode,
            FindingCode.RevocationUnknown,
            $"it is not known whether {member} is revoked",
            "a CRL or an OCSP response that speaks about it",
            answer.Text),
    };

    /// <summary>Nothing at all speaks about these.</summary>
    public static Finding Unheard(IReadOnlyList<PathMember> members, RevocationMode mode) => Weighed(
        mode,
        FindingCode.RevocationUnknown,
        $"it is not known whether {string.Join(" or ", members)} is revoked",
        "a CRL or an OCSP response that speaks about it",
        "none");

    /// <summary>A stranger has asked for more work than he may.</summary>
    public static Finding TooMuch(string what, RevocationBudget budget) => Finding.Warning(
        FindingCode.RevocationUnusable,
        $"{what} asks for more work than it may, and was not looked at to the end",
        $"at most {budget.Most} signatures to check",
        "more",
        "ask the publisher to leave out what does not belong to the signers");

    /// <summary>Every certificate below the anchor is good.</summary>
    public static Finding Good(IReadOnlyList<string> sources) => Finding.Note(
        FindingCode.RevocationGood, "no certificate of the path is revoked", null, string.Join("; ", sources.Distinct(StringComparer.Ordinal)));

    private static Finding Weighed(RevocationMode mode, FindingCode code, string message, string expected, string actual) => mode == RevocationMode.Require
        ? Finding.Error(code, message, expected, actual)
        : Finding.Warning(code, message, expected, actual).Advised();
}
