namespace PluginSign.Certificates;

/// <summary>The extensions for which RFC 5280 says that conforming CAs MUST mark them critical or non-critical. Where it says SHOULD, either is taken.</summary>
internal static class CriticalityRules
{
    /// <summary>The rule for an extension, null where there is none.</summary>
    public static CriticalityRule? Of(string oid, bool isCa) => oid switch
    {
        CertificateOids.AuthorityKeyIdentifier => new(false, "the authority key identifier", "4.2.1.1"),
        CertificateOids.SubjectKeyIdentifier => new(false, "the subject key identifier", "4.2.1.2"),
        CertificateOids.SubjectDirectoryAttributes => new(false, "the subject directory attributes", "4.2.1.8"),
        CertificateOids.BasicConstraints when isCa => new(true, "the basic constraints of a CA", "4.2.1.9"),
        CertificateOids.NameConstraints => new(true, "the name constraints", "4.2.1.10"),
        CertificateOids.PolicyConstraints => new(true, "the policy constraints", "4.2.1.11"),
        CertificateOids.InhibitAnyPolicy => new(true, "inhibit anyPolicy", "4.2.1.14"),
        CertificateOids.FreshestCrl => new(false, "the freshest CRL", "4.2.1.15"),
        CertificateOids.AuthorityInfoAccess => new(false, "the authority information access", "4.2.2.1"),
        CertificateOids.SubjectInfoAccess => new(false, "the subject information access", "4.2.2.2"),
        _ => null,
    };
}

/// <summary>Whether an extension must be critical, or must not.</summary>
/// <param name="Critical">True: MUST be critical; false: MUST be non-critical.</param>
/// <param name="Name">What a person calls the extension.</param>
/// <param name="Section">Where RFC 5280 says so.</param>
internal sealed record CriticalityRule(bool Critical, string Name, string Section);
