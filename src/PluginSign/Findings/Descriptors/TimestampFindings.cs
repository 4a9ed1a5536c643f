namespace PluginSign.Findings.Descriptors;

/// <summary>2040 to 2069: timestamps.</summary>
internal static class TimestampFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.TimestampNotEvaluated, Check.Timestamp, Severity.Note)
        {
            Meaning = "The signature has a timestamp, but no timestamp authority is trusted, so it was not judged and gives no time.",
            Hint = "name the CA that the timestamps must come from",
            Remedy = Remedy.TrustTimestampAuthority,
        },
        new(FindingCode.TimestampMalformed, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token is no RFC 3161 token, or breaks the grammar.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TimestampTooLarge, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token is larger than the cap.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TimestampImprintMismatch, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token is over something else than this signature: its imprint differs.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TimestampAlgorithm, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token rests on a digest or signature algorithm that is broken or not supported.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TimestampNonceMismatch, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token answers another request: its nonce differs.",
            Hint = "ask again; if it stays so, somebody between here and the authority replays old answers",
        },
        new(FindingCode.TimestampPolicyMismatch, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token was made under another policy than was asked for.",
            Hint = "ask the authority which policies it offers",
        },
        new(FindingCode.TimestampSignatureInvalid, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token's signature does not verify, or its content is not what was signed.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TimestampCertificateMissing, Check.Timestamp, Severity.Error)
        {
            Meaning = "The certificate that signed the token is neither in it nor among the intermediates.",
            Hint = "ask the authority for its certificate and give it as an intermediate, or get another timestamp",
            Remedy = Remedy.GiveIntermediate,
        },
        new(FindingCode.TimestampCertificateIdMissing, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token does not say which certificate signed it (ESS signing-certificate, RFC 3161, 2.4.2).",
            Hint = "use a timestamp authority that follows RFC 3161",
        },
        new(FindingCode.TimestampCertificateIdMismatch, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token names another certificate than the one that signed it.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TimestampAuthorityUntrusted, Check.Timestamp, Severity.Error)
        {
            Meaning = "No certification path leads from the token's signer to a trusted timestamp authority.",
            Hint = "name the authority's CA as one that is trusted for time, or get a timestamp of one that is",
        },
        new(FindingCode.TimestampAuthorityExpired, Check.Timestamp, Severity.Error)
        {
            Meaning = "A certificate of the timestamp authority is not valid at the time for which it is judged.",
            Hint = "use another timestamp authority",
        },
        new(FindingCode.TimestampAuthorityPurpose, Check.Timestamp, Severity.Error)
        {
            Meaning = "The certificate that signed the token is not for timestamps alone (RFC 3161, 2.3).",
            Hint = "use a timestamp authority whose certificate is for timestamps alone",
            Rule = "RFC 3161, 2.3",
        },
        new(FindingCode.TimestampInFuture, Check.Timestamp, Severity.Error)
        {
            Meaning = "The token's time lies after the validation time, by more than its accuracy: one of the two clocks is wrong.",
            Hint = "check this host's clock: it is behind the timestamp authority's",
        },
        new(FindingCode.TimestampMisplaced, Check.Timestamp, Severity.Error)
        {
            Meaning = "A token among the signed attributes, where it cannot be over the signature.",
            Hint = "get another timestamp",
            Remedy = Remedy.Stamp,
        },
        new(FindingCode.TooManyTimestamps, Check.Timestamp, Severity.Error)
        {
            Meaning = "More tokens than the cap.",
            Hint = "get the signature file again from its publisher",
        },
        new(FindingCode.TimestampNestedTooDeep, Check.Timestamp, Severity.Error)
        {
            Meaning = "Tokens over tokens over tokens, deeper than the cap.",
            Hint = "get the plugin signed again",
        },
        new(FindingCode.TimestampRefused, Check.Timestamp, Severity.Error)
        {
            Meaning = "The timestamp authority refused the request.",
            Hint = "ask the authority why; it may want another digest or an account",
            Remedy = Remedy.StampOtherwise,
        },
        new(FindingCode.TimestampResponseMalformed, Check.Timestamp, Severity.Error)
        {
            Meaning = "The answer of the timestamp authority is no RFC 3161 response.",
            Hint = "check the URL: it must be that of an RFC 3161 timestamp service",
        },
        new(FindingCode.TimestampPresent, Check.Timestamp, Severity.Error)
        {
            Meaning = "The signer has a timestamp already.",
            Hint = "nothing needs to be done; prolong it before its authority expires",
        },
        new(FindingCode.TimestampNeeded, Check.Timestamp, Severity.Error)
        {
            Meaning = "The signer's certificate has expired, and none of the timestamps proves that it signed before.",
            Hint = "get the plugin signed again",
        },
        new(FindingCode.TimestampCertificateIdOld, Check.Timestamp, Severity.Note)
        {
            Meaning = "The token names its signer's certificate by SHA-1 (RFC 2634) and not by RFC 5816.",
            Hint = "nothing needs to be done; a newer authority names its certificate by SHA-256",
            Rule = "RFC 2634",
        },
        new(FindingCode.TimestampAbsent, Check.Timestamp, Severity.Error)
        {
            Meaning = "The signer has no timestamp that could be renewed.",
            Hint = "get the first one instead of prolonging it",
        },
    ];
}
