using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>The paragraph behind a refusal of a certificate, and what it says in plain words.</summary>
internal static class Rules
{
    /// <summary>Null where no paragraph says it: budgets, files, this project's own profile.</summary>
    public static string? Of(FindingCode code) => code switch
    {
        FindingCode.NoPathToAnchor => "RFC 5280, 6.1: every certificate is issued by the next one, up to a trust anchor",
        FindingCode.CertificateExpired or FindingCode.CertificateNotYetValid => "RFC 5280, 6.1.3 (a) (2): every certificate of the path is valid at the time in question; both ends of its period belong to it",
        FindingCode.CertificateMalformed => "RFC 5280, 4.1: a certificate is DER of exactly this structure",
        FindingCode.IssuerNotCa or FindingCode.AnchorNotCa => "RFC 5280, 6.1.4 (k): whoever issues certificates says of itself that it is a CA",
        FindingCode.PathTooLong => "RFC 5280, 6.1.4 (l) and (m): a CA says how many CAs may stand below it",
        FindingCode.NameConstraintViolated => "RFC 5280, 6.1.3 (b) and (c): a CA says for which names certificates below it may be issued",
        FindingCode.UnknownCriticalExtension => "RFC 5280, 4.2: who does not understand a critical extension refuses the certificate",
        FindingCode.EndEntityIsCa => "this project's profile: a CA's key signs certificates, never plugins",
        FindingCode.ExtendedKeyUsageMissing or FindingCode.ExtendedKeyUsageMismatch => "RFC 5280, 4.2.1.12: a certificate says for what its key may be used; RFC 3161, 2.3, for timestamps",
        FindingCode.KeyUsageMissing or FindingCode.KeyUsageMismatch => "RFC 5280, 4.2.1.3 and 6.1.4 (n): the key usage says what a key may do",
        FindingCode.CertificateSignatureInvalid => "RFC 5280, 6.1.3 (a) (1): the signature verifies with the issuer's key",
        FindingCode.CertificateAlgorithmUnsupported => "RFC 5280, 4.1.1.2: the algorithm of the signature, which must be a current one",
        FindingCode.KeyTooSmall or FindingCode.ExplicitCurve or FindingCode.KeyUnsupported or FindingCode.KeyMalformed => "RFC 5280, 4.1.2.7: the key and its algorithm, which must be a current one",
        FindingCode.CertificateProfile => "RFC 5280, 4: what a CA may issue",
        _ => null,
    };
}
