namespace PluginSign.Findings.Descriptors;

/// <summary>3xxx: certificates.</summary>
internal static class CertificateFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.NoPathToAnchor, Check.Chain, Severity.Error)
        {
            Meaning = "No certification path leads to a trust anchor.",
            Hint = "add the issuer's certificate as an intermediate, or name the CA that it belongs to as trust anchor",
            Rule = "RFC 5280, 6.1: every certificate is issued by the next one, up to a trust anchor",
            Rank = 4,
        },
        new(FindingCode.CertificateExpired, Check.Chain, Severity.Warning)
        {
            Meaning = "A certificate has expired at the validation time.",
            Hint = "sign with a certificate that is valid",
            Rule = "RFC 5280, 6.1.3 (a) (2): every certificate of the path is valid at the time in question; both ends of its period belong to it",
            Rank = 1,
        },
        new(FindingCode.CertificateNotYetValid, Check.Chain, Severity.Warning)
        {
            Meaning = "A certificate is not yet valid at the validation time.",
            Hint = "check this machine's clock",
            Rule = "RFC 5280, 6.1.3 (a) (2): every certificate of the path is valid at the time in question; both ends of its period belong to it",
            Rank = 1,
        },
        new(FindingCode.CertificateMalformed, Check.Chain, Severity.Error)
        {
            Meaning = "The bytes are not a certificate, or break RFC 5280's grammar.",
            Hint = "get the certificate again from its issuer",
            Rule = "RFC 5280, 4.1: a certificate is DER of exactly this structure",
        },
        new(FindingCode.IssuerNotCa, Check.Chain, Severity.Error)
        {
            Meaning = "A certificate that issued another one is not a CA (basic constraints).",
            Hint = "have the issuer's certificate issued as one of a CA, or use a certificate that a CA has issued",
            Rule = "RFC 5280, 6.1.4 (k): whoever issues certificates says of itself that it is a CA",
        },
        new(FindingCode.PathTooLong, Check.Chain, Severity.Error)
        {
            Meaning = "More intermediates than a path length constraint or the caller allows.",
            Hint = "allow more intermediates, or name a trust anchor that is nearer to the signer",
            Rule = "RFC 5280, 6.1.4 (l) and (m): a CA says how many CAs may stand below it",
        },
        new(FindingCode.NameConstraintViolated, Check.Chain, Severity.Error)
        {
            Meaning = "A name lies outside the name constraints of a CA.",
            Hint = "have it issued with a name that the CA is allowed, or by a CA that is allowed this name",
            Rule = "RFC 5280, 6.1.3 (b) and (c): a CA says for which names certificates below it may be issued",
        },
        new(FindingCode.UnknownCriticalExtension, Check.Chain, Severity.Error)
        {
            Meaning = "A critical extension that is not understood.",
            Hint = "have the certificate issued without it, or with the extension not critical",
            Rule = "RFC 5280, 4.2: who does not understand a critical extension refuses the certificate",
        },
        new(FindingCode.EndEntityIsCa, Check.Chain, Severity.Error)
        {
            Meaning = "The end entity is a CA certificate.",
            Hint = "issue a signer's certificate from this CA and sign with that",
            Rule = "this project's profile: a CA's key signs certificates, never plugins",
        },
        new(FindingCode.ExtendedKeyUsageMissing, Check.Chain, Severity.Error)
        {
            Meaning = "The end entity has no extended key usage.",
            Hint = "have it issued with the extended key usage of its purpose, for example code signing",
            Rule = "RFC 5280, 4.2.1.12: a certificate says for what its key may be used; RFC 3161, 2.3, for timestamps",
        },
        new(FindingCode.ExtendedKeyUsageMismatch, Check.Chain, Severity.Error)
        {
            Meaning = "The extended key usage does not allow the purpose.",
            Hint = "use a certificate that was issued for the purpose",
            Rule = "RFC 5280, 4.2.1.12: a certificate says for what its key may be used; RFC 3161, 2.3, for timestamps",
        },
        new(FindingCode.KeyUsageMissing, Check.Chain, Severity.Error)
        {
            Meaning = "The end entity has no key usage.",
            Hint = "have it issued with a key usage of digitalSignature",
            Rule = "RFC 5280, 4.2.1.3 and 6.1.4 (n): the key usage says what a key may do",
        },
        new(FindingCode.KeyUsageMismatch, Check.Chain, Severity.Error)
        {
            Meaning = "The key usage does not allow what the key was used for.",
            Hint = "use a certificate whose key may do this",
            Rule = "RFC 5280, 4.2.1.3 and 6.1.4 (n): the key usage says what a key may do",
        },
        new(FindingCode.CertificateSignatureInvalid, Check.Chain, Severity.Error)
        {
            Meaning = "A certificate's signature does not verify under its issuer's key.",
            Hint = "another CA of the same name may have issued it: compare the fingerprints; or the certificate was changed",
            Rule = "RFC 5280, 6.1.3 (a) (1): the signature verifies with the issuer's key",
            Rank = 3,
        },
        new(FindingCode.CertificateAlgorithmUnsupported, Check.Chain, Severity.Error)
        {
            Meaning = "A certificate is signed with a broken or unsupported algorithm.",
            Hint = "have the certificate issued again with a current algorithm, for example ECDSA with SHA-256",
            Rule = "RFC 5280, 4.1.1.2: the algorithm of the signature, which must be a current one",
        },
        new(FindingCode.KeyTooSmall, Check.Chain, Severity.Error)
        {
            Meaning = "An RSA key of fewer bits than the least.",
            Hint = "sign with a new key: ECDSA P-256, or RSA of 3072 bits or more",
            Rule = "RFC 5280, 4.1.2.7: the key and its algorithm, which must be a current one",
        },
        new(FindingCode.KeySmall, Check.Chain, Severity.Warning)
        {
            Meaning = "An RSA key of 2048 to 3071 bits.",
            Hint = "move to ECDSA P-256, or RSA of 3072 bits or more",
        },
        new(FindingCode.ExplicitCurve, Check.Chain, Severity.Error)
        {
            Meaning = "An EC key with explicit curve parameters (CVE-2020-0601).",
            Hint = "issue the certificate again with a named curve",
            Rule = "RFC 5280, 4.1.2.7: the key and its algorithm, which must be a current one",
        },
        new(FindingCode.KeyUnsupported, Check.Chain, Severity.Error)
        {
            Meaning = "A curve or key type that is not supported, or an RSA key above the cap.",
            Hint = "sign with a supported key",
            Rule = "RFC 5280, 4.1.2.7: the key and its algorithm, which must be a current one",
        },
        new(FindingCode.KeyMalformed, Check.Chain, Severity.Error)
        {
            Meaning = "The public key is malformed.",
            Hint = "issue the certificate again",
            Rule = "RFC 5280, 4.1.2.7: the key and its algorithm, which must be a current one",
        },
        new(FindingCode.AnchorIsEndEntity, Check.Chain, Severity.Error)
        {
            Meaning = "The end entity is itself the trust anchor.",
            Hint = "name the CA that issued the signer's certificate as trust anchor, not the signer's certificate",
        },
        new(FindingCode.AnchorNotCa, Check.Chain, Severity.Error)
        {
            Meaning = "The trust anchor may not act as one: it is no CA.",
            Hint = "name a CA's certificate as trust anchor",
            Rule = "RFC 5280, 6.1.4 (k): whoever issues certificates says of itself that it is a CA",
        },
        new(FindingCode.BudgetExhausted, Check.Chain, Severity.Error)
        {
            Meaning = "The search for a path used up its budget of signatures, paths or comparisons.",
            Hint = "give only the intermediates that belong to the signer, with no more names and policies than they need",
            Rank = 5,
        },
        new(FindingCode.CertificateProfile, Check.Chain, Severity.Error)
        {
            Meaning = "A certificate breaks a rule of RFC 5280's profile.",
            Hint = "have it issued again by the rules of RFC 5280, section 4",
            Rule = "RFC 5280, 4: what a CA may issue",
        },
        new(FindingCode.DevelopmentCertificate, Check.Chain, Severity.Error)
        {
            Meaning = "A certificate carries the mark of a development CA.",
            Hint = "sign with a certificate of the host CA; on a developer's machine, allow a development CA",
            Remedy = Remedy.AllowDevelopmentCa,
        },
        new(FindingCode.NoTrustAnchor, Check.Chain, Severity.Error)
        {
            Meaning = "No trust anchor was given.",
            Hint = "name the CA whose signers may be trusted",
        },
        new(FindingCode.PemBlockIgnored, Check.Chain, Severity.Note)
        {
            Meaning = "A PEM block that is no certificate was passed over.",
            Hint = "nothing needs to be done; leave the block out if it does not belong there",
        },
        new(FindingCode.CertificateExpiresSoon, Check.Chain, Severity.Warning)
        {
            Meaning = "A certificate of the path ends within the time that the host wants to be warned of.",
            Hint = "renew it now, and timestamp what is signed with it, so that signatures outlive it",
        },
        new(FindingCode.EvidencePackMalformed, Check.Chain, Severity.Error)
        {
            Meaning = "The evidence pack cannot be read.",
            Hint = "make the pack again where there is a network",
            Remedy = Remedy.GatherPack,
        },
        new(FindingCode.EvidencePackUsed, Check.Chain, Severity.Note)
        {
            Meaning = "Certificates, revocation information or timestamps came from an evidence pack.",
            Hint = "nothing needs to be done; the report says how fresh the pack is",
        },
        new(FindingCode.NoValidPolicy, Check.Chain, Severity.Error)
        {
            Meaning = "The path is valid for no certificate policy, and the caller or a CA requires one.",
            Hint = "have the certificates issued under a policy that the whole path shares",
        },
        new(FindingCode.PolicyNotAccepted, Check.Chain, Severity.Error)
        {
            Meaning = "The path is valid for certificate policies, but for none that the caller accepts.",
            Hint = "accept one of the policies of the path, or get the certificate issued under one that is accepted",
        },
        new(FindingCode.PolicyMappingInvalid, Check.Chain, Severity.Error)
        {
            Meaning = "A CA maps a certificate policy from or to anyPolicy.",
            Hint = "have the CA's certificate issued again with mappings of named policies",
        },
        new(FindingCode.KeyNotAllowed, Check.Chain, Severity.Error)
        {
            Meaning = "A key, or the algorithm of a certificate's signature, that the requirements do not allow.",
            Hint = "have it issued again with an allowed key and algorithm, for example ECDSA P-256 with SHA-256",
        },
        new(FindingCode.AuthorityDistrusted, Check.Chain, Severity.Error)
        {
            Meaning = "A CA of the path is no longer trusted at the validation time.",
            Hint = "sign again with a signer of the current CA, or timestamp signatures while their CA is trusted",
        },
    ];
}
