using Net.Pkcs11Interop.Common;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>What can be wrong with a token, its URI and its PIN. No text ever quotes a PIN.</summary>
internal static class TokenFindings
{
    private const string Uri = "a PKCS #11 URI (RFC 7512), like pkcs11:token=Acme;id=%01?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/run/acme/pin";

    public static Finding UriMalformed(string actual) => Finding.Error(
        FindingCode.TokenUriMalformed, "the PKCS #11 URI cannot be read", Uri, actual);

    public static Finding PinInUri() => Finding.Error(
        FindingCode.TokenPinInUri,
        "the PKCS #11 URI holds the PIN itself, where every user of the machine can read it",
        "pin-source=file:PATH, a file that only its owner can read",
        "pin-value");

    public static Finding NoModule() => Finding.Error(
        FindingCode.TokenUriMalformed, "the PKCS #11 URI names no module", "module-path with the absolute path of the token's PKCS #11 library", "none", "add module-path to the URI");

    public static Finding ModuleMissing(string path, string why) => Finding.Error(
        FindingCode.TokenModuleMissing, "the PKCS #11 module cannot be loaded", path, why);

    public static Finding TokenMissing(string wanted, IEnumerable<string> labels)
    {
        string found = string.Join(", ", labels);
        return Finding.Error(
            FindingCode.TokenMissing, "no token matches", wanted, found.Length == 0 ? "no token" : $"tokens: {found}");
    }

    public static Finding TokenAmbiguous(string wanted, IEnumerable<string> labels) => Finding.Error(
        FindingCode.TokenKeyAmbiguous, "several tokens match, and the PIN is for one of them", wanted, string.Join(", ", labels), "name the token in the URI: token, serial or slot-id");

    public static Finding KeyMissing(string wanted) => Finding.Error(
        FindingCode.TokenKeyMissing, "the token holds no such private key", wanted, "no private key that matches", "correct id or object in the URI: pkcs11-tool --list-objects shows them");

    public static Finding KeyAmbiguous(string wanted, int count) => Finding.Error(
        FindingCode.TokenKeyAmbiguous, "several private keys match", wanted, $"{count} private keys", "name one key: give both id and object in the URI");

    public static Finding KeyUnsupported(string actual) => Finding.Error(
        FindingCode.TokenKeyUnsupported, "this key of the token cannot sign plugins", "RSA, or EC over P-256, P-384 or P-521", actual);

    public static Finding PublicKeyMissing(string wanted) => Finding.Error(
        FindingCode.TokenKeyMissing, "the token does not give the public half of the key", wanted, "neither a public key nor a certificate of the same id", "give the certificate, or store the public key beside the private one").Offering(Remedy.GiveCertificate);

    public static Finding PinNeeded() => Finding.Error(
        FindingCode.TokenPinNeeded, "the token wants a PIN and none was given", "a PIN", "none");

    public static Finding PinFile(string path, string why) => Finding.Error(
        FindingCode.TokenPinFileUnusable, "the PIN file cannot be used", "a file whose first line is the PIN", $"{path}: {why}");

    public static Finding PinFileOpen(string path, UnixFileMode mode) => Finding.Error(
        FindingCode.TokenPinFileOpen,
        "others than its owner can read or write the PIN file",
        "mode 0600 or less",
        $"{path} with mode 0{Convert.ToString((int)mode, 8)}",
        $"chmod 600 {path}, and change the PIN if others may have read it");

    /// <summary>What a failed call says, by its return value alone.</summary>
    public static Finding Of(Pkcs11Exception failure) => failure.RV switch
    {
        CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE => Finding.Error(
            FindingCode.TokenPinWrong,
            "the token refused the PIN",
            "the token's user PIN",
            $"another ({failure.RV}); it was tried once and not again, because tokens lock"),
        CKR.CKR_PIN_LOCKED => Locked(),
        CKR.CKR_PIN_EXPIRED => Finding.Error(FindingCode.TokenPinLocked, "the token's PIN has expired", "a PIN that is in force", $"{failure.RV}", "set a new PIN"),
        _ => Failed(failure),
    };

    public static Finding Locked() => Finding.Error(
        FindingCode.TokenPinLocked, "the token has locked its PIN after wrong attempts", "an unlocked token", "a locked one; no attempt was made");

    public static Finding Failed(Pkcs11Exception failure) => Finding.Error(
        FindingCode.TokenFailed, "the token failed", "an answer of the token", $"{failure.Method}: {failure.RV}");
}
