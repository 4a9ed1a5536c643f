namespace PluginSign.Findings.Descriptors;

/// <summary>3060 to 3089: revocation.</summary>
internal static class RevocationFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.CertificateRevoked, Check.Revocation, Severity.Error)
        {
            Meaning = "The CA has revoked the certificate.",
            Hint = "the CA has withdrawn this certificate: get the plugin anew, signed with another one",
        },
        new(FindingCode.RevocationUnknown, Check.Revocation, Severity.Error)
        {
            Meaning = "Nothing that can be believed says whether the certificate is revoked.",
            Hint = "give the CA's current CRL, or an OCSP response",
            Remedy = Remedy.GiveRevocation,
            IsIndeterminate = true,
            Rank = 1,
        },
        new(FindingCode.RevocationStale, Check.Revocation, Severity.Error)
        {
            Meaning = "What says whether the certificate is revoked is out of date.",
            Hint = "give the CA's current CRL, or an OCSP response",
            Remedy = Remedy.GiveRevocation,
            IsIndeterminate = true,
            Rank = 1,
        },
        new(FindingCode.RevocationGood, Check.Revocation, Severity.Note)
        {
            Meaning = "No certificate of the path is revoked.",
            Hint = "nothing needs to be done",
        },
        new(FindingCode.RevokedAfterSignature, Check.Revocation, Severity.Note)
        {
            Meaning = "The certificate was revoked after the signature was made, and not because of its key.",
            Hint = "nothing needs to be done; sign again with another certificate when there is time",
        },
        new(FindingCode.RevocationUnusable, Check.Revocation, Severity.Error)
        {
            Meaning = "A CRL or OCSP response about the certificate cannot be believed.",
            Hint = "get the CRL or the response again from its issuer",
        },
        new(FindingCode.CrlMalformed, Check.Revocation, Severity.Error)
        {
            Meaning = "A CRL is no DER CRL.",
            Hint = "get the CRL again from its issuer",
        },
        new(FindingCode.OcspMalformed, Check.Revocation, Severity.Error)
        {
            Meaning = "An OCSP response is no DER response.",
            Hint = "get the response again from its responder",
        },
        new(FindingCode.OcspUnsuccessful, Check.Revocation, Severity.Error)
        {
            Meaning = "The OCSP responder gave no answer.",
            Hint = "ask the responder again later, or use a CRL",
        },
        new(FindingCode.CertificateDenied, Check.Chain, Severity.Error)
        {
            Meaning = "The host denies the certificate by its fingerprint.",
            Hint = "the host denies this certificate: get the plugin from a signer with another one",
        },
        new(FindingCode.RevocationNotFetched, Check.Revocation, Severity.Warning)
        {
            Meaning = "Revocation information could not be fetched.",
            Hint = "look whether this host can reach the address, or get the file elsewhere and give it",
        },
        new(FindingCode.RevocationCacheUnusable, Check.Revocation, Severity.Warning)
        {
            Meaning = "Fetched revocation information could not be kept or read again.",
            Hint = "let the cache lie in a directory that this user can write and nobody else can enter",
        },
    ];
}
