using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>What can be wrong with the files of whoever signs. No text ever quotes a password or a key.</summary>
internal static class KeyFindings
{
    private const string Files = "a PKCS#8 key in PEM, or a PKCS#12 file";

    public static Finding Malformed(string actual) => Finding.Error(
        FindingCode.KeyFileMalformed, "the key file cannot be read", Files, actual);

    public static Finding TooLarge(int bytes) => Finding.Error(
        FindingCode.KeyFileTooLarge, "the key file is too large", $"{Limits.KeyFileBytes} bytes at most", $"{bytes} bytes");

    public static Finding PasswordNeeded() => Finding.Error(
        FindingCode.KeyPasswordNeeded, "the key file is encrypted and no password was given", "a password", "none");

    public static Finding PasswordWrong() => Finding.Error(
        FindingCode.KeyPasswordWrong, "the password does not open the key file");

    public static Finding Missing(string actual) => Finding.Error(
        FindingCode.PrivateKeyMissing, "the file holds no private key", "1 private key", actual);

    public static Finding Repeated(int count) => Finding.Error(
        FindingCode.PrivateKeyRepeated, "the file holds several private keys", "1 private key", $"{count}");

    public static Finding TooCostly() => Finding.Error(
        FindingCode.KeyDerivationTooCostly,
        "the key file asks for more rounds of password hashing than are allowed",
        $"{Limits.KeyDerivationIterations} at most",
        "more");

    public static Finding TooSmall(int bits) => Finding.Error(
        FindingCode.KeyTooSmallToSign,
        "the RSA key is too small for new signatures",
        $"{Limits.RsaBitsRecommended} bits or more",
        $"{bits} bits");

    public static Finding Inconsistent(KeyFamily family) => Finding.Error(
        FindingCode.PrivateKeyInconsistent,
        $"the two forms of the {family.Name()} key in the file are not the same key",
        "an expanded key that the seed gives (RFC 9881, 6)",
        "another one");

    public static Finding Contradictory(KeyFamily family, string fault, string expected = "an expanded key as FIPS 204, 6.1 makes it") => Finding.Error(
        FindingCode.PrivateKeyInconsistent,
        $"the parts of the {family.Name()} private key contradict each other",
        expected,
        fault);

    public static Finding Unsupported(string actual) => Finding.Error(
        FindingCode.KeyUnsupportedToSign,
        "this kind of key cannot sign plugins",
        "ECDSA P-256, P-384 or P-521, RSA of 3072 to 8192 bits, Ed25519, or ML-DSA",
        actual);

    public static Finding Mismatch(PublicKey key, string certificate) => Finding.Error(
        FindingCode.KeyDoesNotMatchCertificate,
        "the private key does not belong to the certificate",
        $"the key of {certificate}",
        $"another key ({key})");

    public static Finding CertificateMissing() => Finding.Error(
        FindingCode.CredentialCertificateMissing,
        "there is no certificate for the key",
        "a certificate in PEM, or one in the PKCS#12 file",
        "none");

    public static Finding TooManyCertificates() => Finding.Error(
        FindingCode.TooManyCertificates, "there are too many certificates to sign with", $"{Limits.BagCertificates} at most", "more");
}
