namespace PluginSign.Findings.Descriptors;

/// <summary>2xxx: signatures and keys to sign with.</summary>
internal static class SignatureFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.SignatureMissing, Check.Signature, Severity.Error)
        {
            Meaning = "There is no signature file beside the plugin.",
            Hint = "get the signature from the plugin's publisher; if you built the plugin, sign it",
            Remedy = Remedy.Sign,
        },
        new(FindingCode.SignatureTooLarge, Check.Signature, Severity.Error)
        {
            Meaning = "The signature file is larger than the cap.",
            Hint = "check that this is the signature file and not the plugin, and that the content is not inside it",
        },
        new(FindingCode.ContentChanged, Check.Signature, Severity.Error)
        {
            Meaning = "The content is not what was signed: its digest differs from the message-digest attribute (RFC 5652, 11.2).",
            Hint = "get the file again from its publisher; if you built it, sign it again",
            Rule = "RFC 5652, 11.2",
        },
        new(FindingCode.SignatureInvalid, Check.Signature, Severity.Error)
        {
            Meaning = "The signature value does not verify under the signer's key (RFC 5652, 5.6).",
            Hint = "get the signature file again from its publisher, or sign again",
            Rule = "RFC 5652, 5.6",
        },
        new(FindingCode.SignatureMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "The bytes are not a CMS structure at all, or break its grammar.",
            Hint = "get the signature file again, or sign again; a PEM file must be converted to DER first",
        },
        new(FindingCode.SignatureTruncated, Check.Signature, Severity.Error)
        {
            Meaning = "The structure says that it is longer than the file.",
            Hint = "get the signature file again, or sign again",
        },
        new(FindingCode.SignatureNotDer, Check.Signature, Severity.Error)
        {
            Meaning = "BER where DER is required, for example an indefinite length.",
            Hint = "write it again as DER: with openssl cms leave out -stream and -indef",
        },
        new(FindingCode.SignatureTrailingData, Check.Signature, Severity.Error)
        {
            Meaning = "Bytes follow the end of the structure.",
            Hint = "get the signature file again, or sign again",
        },
        new(FindingCode.NotSignedData, Check.Signature, Severity.Error)
        {
            Meaning = "A CMS structure, but not SignedData.",
            Hint = "check that this is the signature file",
        },
        new(FindingCode.SignatureAttached, Check.Signature, Severity.Error)
        {
            Meaning = "The content is inside the signature; a detached signature was required.",
            Hint = "sign again without the content: with openssl cms leave out -nodetach",
        },
        new(FindingCode.NoSigner, Check.Signature, Severity.Error)
        {
            Meaning = "The signature has no signer.",
            Hint = "sign the plugin",
        },
        new(FindingCode.TooManySigners, Check.Signature, Severity.Error)
        {
            Meaning = "More signers than the cap.",
            Hint = "sign again with fewer signers",
        },
        new(FindingCode.TooManyCertificates, Check.Signature, Severity.Error)
        {
            Meaning = "More certificates than the cap.",
            Hint = "give only the signer's chain",
        },
        new(FindingCode.SignedAttributesMissing, Check.Signature, Severity.Error)
        {
            Meaning = "The signer has no signed attributes, so nothing says what kind of thing was signed.",
            Hint = "sign again with signed attributes: with openssl cms leave out -noattr",
        },
        new(FindingCode.MessageDigestMissing, Check.Signature, Severity.Error)
        {
            Meaning = "The message-digest attribute is missing.",
            Hint = "sign again",
        },
        new(FindingCode.MessageDigestRepeated, Check.Signature, Severity.Error)
        {
            Meaning = "The message-digest attribute stands more than once or has more than one value.",
            Hint = "sign again",
        },
        new(FindingCode.MessageDigestMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "The message-digest attribute is not an octet string of the digest's length.",
            Hint = "sign again",
        },
        new(FindingCode.ContentTypeMissing, Check.Signature, Severity.Error)
        {
            Meaning = "The content-type attribute is missing.",
            Hint = "sign again",
        },
        new(FindingCode.ContentTypeRepeated, Check.Signature, Severity.Error)
        {
            Meaning = "The content-type attribute stands more than once or has more than one value.",
            Hint = "sign again",
        },
        new(FindingCode.ContentTypeMismatch, Check.Signature, Severity.Error)
        {
            Meaning = "The content-type attribute, or the encapsulated content type, is not id-data.",
            Hint = "sign the plugin's bytes as plain data",
        },
        new(FindingCode.SigningCertificateMismatch, Check.Signature, Severity.Error)
        {
            Meaning = "The ESS signing-certificate attribute names another certificate than the signer's (RFC 5035).",
            Hint = "get the signature file again from its publisher, or sign again",
            Rule = "RFC 5035",
        },
        new(FindingCode.SigningCertificateMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "The ESS signing-certificate attribute is malformed or repeated.",
            Hint = "sign again",
        },
        new(FindingCode.SigningCertificateAbsent, Check.Signature, Severity.Note)
        {
            Meaning = "No ESS signing-certificate attribute binds the signer's certificate.",
            Hint = "nothing needs to be done; a signature with the attribute says more",
        },
        new(FindingCode.AlgorithmsDisagree, Check.Signature, Severity.Error)
        {
            Meaning = "The digest algorithm and the signature algorithm disagree, or the key is of another kind than the algorithm.",
            Hint = "get the signature file again from its publisher, or sign again",
        },
        new(FindingCode.DigestAlgorithmBroken, Check.Signature, Severity.Error)
        {
            Meaning = "A broken digest algorithm: SHA-1 or MD5.",
            Hint = "sign again with sha256 or better",
        },
        new(FindingCode.DigestAlgorithmUnsupported, Check.Signature, Severity.Error)
        {
            Meaning = "A digest algorithm that is not supported.",
            Hint = "sign again with sha256 or better",
        },
        new(FindingCode.SignatureAlgorithmUnsupported, Check.Signature, Severity.Error)
        {
            Meaning = "A signature algorithm, or parameters of one, that is not supported.",
            Hint = "sign again with a supported algorithm, for example ECDSA P-256 with SHA-256",
        },
        new(FindingCode.SignerCertificateMissing, Check.Signature, Severity.Error)
        {
            Meaning = "No certificate in the signature or the intermediates belongs to the signer.",
            Hint = "ask the publisher for it and give it as an intermediate, or sign again with the certificate included",
        },
        new(FindingCode.SignedAttributesMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "An attribute stands twice, or the signed attributes are otherwise malformed.",
            Hint = "sign again",
        },
        new(FindingCode.SigningTimeMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "The signing-time attribute is malformed or repeated.",
            Hint = "sign again",
        },
        new(FindingCode.SigningTimeInFuture, Check.Signature, Severity.Warning)
        {
            Meaning = "The signing time lies after the validation time.",
            Hint = "check this host's clock and the signer's",
        },
        new(FindingCode.BagCertificateMalformed, Check.Signature, Severity.Warning)
        {
            Meaning = "A certificate in the signature's bag cannot be parsed; it was passed over.",
            Hint = "ask the publisher to leave it out or to mend it",
        },
        new(FindingCode.SignerRepeated, Check.Signature, Severity.Error)
        {
            Meaning = "Two signers are one and the same signer; a signer counts once.",
            Hint = "sign again, once with each certificate",
        },
        new(FindingCode.SignatureVersion, Check.Signature, Severity.Error)
        {
            Meaning = "A version number that RFC 5652 does not allow here.",
            Hint = "sign again",
        },
        new(FindingCode.KeyFileMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "The key file is none, or is of a kind that cannot be read.",
            Hint = "export the key again: openssl pkcs8 -topk8 -in KEY -out KEY.pem",
        },
        new(FindingCode.KeyPasswordNeeded, Check.Signature, Severity.Error)
        {
            Meaning = "The key is encrypted and no password was given.",
            Hint = "give the key's password",
        },
        new(FindingCode.KeyPasswordWrong, Check.Signature, Severity.Error)
        {
            Meaning = "The password does not open the key file.",
            Hint = "give the key's password",
        },
        new(FindingCode.KeyDoesNotMatchCertificate, Check.Signature, Severity.Error)
        {
            Meaning = "The private key belongs to another certificate.",
            Hint = "give the certificate that was issued for this key",
        },
        new(FindingCode.KeyTooSmallToSign, Check.Signature, Severity.Error)
        {
            Meaning = "An RSA key of fewer bits than new signatures need.",
            Hint = "make a new key: ECDSA P-256, or RSA of 3072 bits or more",
        },
        new(FindingCode.KeyUnsupportedToSign, Check.Signature, Severity.Error)
        {
            Meaning = "A curve or kind of key that cannot sign here.",
            Hint = "make a new key of a supported kind",
        },
        new(FindingCode.PrivateKeyMissing, Check.Signature, Severity.Error)
        {
            Meaning = "The file holds no private key.",
            Hint = "give the file with the private key",
        },
        new(FindingCode.PrivateKeyRepeated, Check.Signature, Severity.Error)
        {
            Meaning = "The file holds several private keys, and nothing says which one is meant.",
            Hint = "leave only the key to sign with",
        },
        new(FindingCode.KeyFileTooLarge, Check.Signature, Severity.Error)
        {
            Meaning = "The key file is larger than the cap.",
            Hint = "check that this is the key file",
        },
        new(FindingCode.KeyDerivationTooCostly, Check.Signature, Severity.Error)
        {
            Meaning = "The key file wants more rounds of password hashing than the cap.",
            Hint = "encrypt the key again with fewer rounds",
        },
        new(FindingCode.CredentialCertificateMissing, Check.Signature, Severity.Error)
        {
            Meaning = "There is no certificate to sign with.",
            Hint = "give the certificate that was issued for this key",
        },
        new(FindingCode.DigestTooWeak, Check.Signature, Severity.Error)
        {
            Meaning = "The content's digest is weaker than the ML-DSA parameter set that signed it (RFC 9882, 3.3).",
            Hint = "sign again with sha512",
            Rule = "RFC 9882, 3.3",
        },
        new(FindingCode.PrivateKeyInconsistent, Check.Signature, Severity.Error)
        {
            Meaning = "The two forms of one ML-DSA private key (RFC 9881, 6) are not the same key.",
            Hint = "do not use this key: find out who made the file",
            Rule = "RFC 9881, 6",
        },
        new(FindingCode.TokenUriMalformed, Check.Signature, Severity.Error)
        {
            Meaning = "A PKCS #11 URI breaks the grammar of RFC 7512, or says something that is not supported.",
            Hint = "correct the URI",
        },
        new(FindingCode.TokenPinInUri, Check.Signature, Severity.Error)
        {
            Meaning = "A PKCS #11 URI with the PIN itself in it: a secret is never an argument.",
            Hint = "change the PIN if the URI was used anywhere, and give it in a file",
        },
        new(FindingCode.TokenKeyAmbiguous, Check.Signature, Severity.Error)
        {
            Meaning = "A PKCS #11 URI matches several tokens or several private keys.",
            Hint = "name one token and one key: token, serial or slot-id; id and object",
        },
        new(FindingCode.TokenKeyUnsupported, Check.Signature, Severity.Error)
        {
            Meaning = "A key in a token that cannot sign plugins.",
            Hint = "make a key of a supported kind in the token",
        },
    ];
}
