using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>What can be wrong with the files of whoever signs. No text ever quotes a password or a key.</summary>
internal static class KeyFindings
{
    private const string Files = "a PKCS#8 key in PEM, or a PKCS#12 file";

    public static Finding Malformed(string actual) => Finding.Error(
        FindingCode.KeyFileMalformed, "the key file cannot be read", Files, actual, "export the key again: openssl pkcs8 -topk8 -in KEY -out KEY.pem");

    public static Finding TooLarge(int bytes) => Finding.Error(
        FindingCode.KeyFileTooLarge, "the key file is too large", $"{Limits.KeyFileBytes} bytes at most", $"{bytes} bytes", "check that this is the key file");

    public static Finding PasswordNeeded() => Finding.Error(
        FindingCode.KeyPasswordNeeded, "the key file is encrypted and no password was given", "a password", "none", "give the key's password");

    public static Finding PasswordWrong() => Finding.Error(
        FindingCode.KeyPasswordWrong, "the password does not open the key file", hint: "give the key's password");

    public static Finding Missing(string actual) => Finding.Error(
        FindingCode.PrivateKeyMissing, "the file holds no private key", "1 private key", actual, "give the file with the private key");

    public static Finding Repeated(int count) => Finding.Error(
        FindingCode.PrivateKeyRepeated, "the file holds several private keys", "1 private key", $"{count}", "leave only the key to sign with");

    public static Finding TooCostly() => Finding.Error(
        FindingCode.KeyDerivationTooCostly,
        "the key file asks for more rounds of password hashing than are allowed",
        $"{Limits.KeyDerivationIterations} at most",
        "more",
        "encrypt the key again with fewer rounds");

    public static Finding TooSmall(int bits) => Finding.Error(
        FindingCode.KeyTooSmallToSign,
        "the RSA key is too small for new signatures",
        $"{Limits.RsaBitsRecommended} bits or more",
        $"{bits} bits",
        "make a new key: ECDSA P-256, or RSA of 3072 bits or more");

    public static Finding Inconsistent(KeyFamily family) => Finding.Error(
        FindingCode.PrivateKeyInconsistent,
        $"the two forms of the {family.Name()} key in the file are not the same key",
        "an expanded key that the seed gives (RFC 9881, 6)",
        "another one",
        "do not use this key: find out who made the file");

    public static Finding Contradictory(KeyFamily family, string fault, string expected = "an expanded key as FIPS 204, 6.1 makes it") => Finding.Error(
        FindingCode.PrivateKeyInconsistent,
        $"the parts of the {family.Name()} private key contradict each other",
        expected,
        fault,
        "do not use this key: find out who made the file");

    public static Finding Unsupported(string actual) => Finding.Error(
        FindingCode.KeyUnsupportedToSign,
        "this kind of key cannot sign plugins",
        "ECDSA P-256, P-384 or P-521, RSA of 3072 to 8192 bits, Ed25519, or ML-DSA",
        actual,
        "make a new key of a supported kind");

    public static Finding Mismatch(PublicKey key, string certificate) => Finding.Error(
        FindingCode.KeyDoesNotMatchCertificate,
        "the private key does not belong to the certificate",
        $"the key of {certificate}",
        $"another key ({key})",
        "give the certificate that was issued for this key");

    public static Finding CertificateMissing() => Finding.Error(
        FindingCode.CredentialCertificateMissing,
        "there is no certificate for the key",
        "a certificate in PEM, or one in the PKCS#12 file",
        "none",
        "give the certificate that was issued for this key");

    public static Finding TooManyCertificates() => Finding.Error(
        FindingCode.TooManyCertificates, "there are too many certificates to sign with", $"{Limits.BagCertificates} at most", "more", "give only the signer's chain");
}
