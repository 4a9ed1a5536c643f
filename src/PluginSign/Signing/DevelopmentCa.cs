using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Signing;

/// <summary>A whole trust world for a developer's machine: root, host CA, code signer, timestamp signer and an empty CRL.</summary>
/// <remarks>
/// Every subject carries the development mark, so that any tool shows it and verification refuses it unless it is told otherwise.
/// Nothing is written: <see cref="Files"/> holds the texts.
/// </remarks>
public sealed class DevelopmentCa
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA-256 for an encrypted key: OWASP's number of 2023, about 0.2 s for each guess.</summary>
    public const int KeyDerivationRounds = 600_000;

    private DevelopmentCa(ImmutableArray<DevelopmentCaFile> files)
    {
        Files = files;
    }

    /// <summary>The plugin vendor that the signer's certificate names when the caller has no other.</summary>
    public static Uri DefaultVendor { get; } = new("https://plugins.example/dev");

    /// <summary>Certificates and the CRL first, private keys last.</summary>
    public ImmutableArray<DevelopmentCaFile> Files { get; }

    /// <summary>Makes fresh keys and certificates.</summary>
    /// <param name="notBefore">From when on everything is valid; rounded down to the second. The CA has no clock of its own.</param>
    /// <param name="vendor">An absolute URI that names the plugin vendor, for the signer's subject alternative name; null takes <see cref="DefaultVendor"/>.</param>
    /// <param name="password">Encrypts the private keys (PBES2, AES-256-CBC, PBKDF2 with SHA-256); empty leaves them plain.</param>
    /// <param name="hybrid">Makes a second tree beside it, with ML-DSA keys alone: <c>root-mldsa.pem</c> and so on.</param>
    /// <exception cref="ArgumentException">The vendor is not an absolute URI of ASCII characters.</exception>
    public static DevelopmentCa Create(DateTimeOffset notBefore, Uri? vendor = null, ReadOnlySpan<char> password = default, bool hybrid = false)
    {
        vendor ??= DefaultVendor;
        if (!vendor.IsAbsoluteUri)
        {
            throw new ArgumentException("the vendor is not an absolute URI", nameof(vendor));
        }

        DateTimeOffset from = notBefore.ToUniversalTime();
        DevelopmentPeriods periods = new(from.AddTicks(-(from.Ticks % TimeSpan.TicksPerSecond)));
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ECDsa intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ECDsa signerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa timestampKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509SignatureGenerator rootSigns = X509SignatureGenerator.CreateForECDsa(rootKey);
        X509SignatureGenerator intermediateSigns = X509SignatureGenerator.CreateForECDsa(intermediateKey);
        using X509Certificate2 root = DevelopmentCertificates.Root(rootSigns, string.Empty, periods);
        using X509Certificate2 intermediate = DevelopmentCertificates.HostCa(intermediateSigns, string.Empty, root, rootSigns, periods);
        using X509Certificate2 signer = DevelopmentCertificates.CodeSigner(X509SignatureGenerator.CreateForECDsa(signerKey), string.Empty, intermediate, intermediateSigns, vendor, periods);
        using X509Certificate2 timestamp = DevelopmentCertificates.TimestampSigner(X509SignatureGenerator.CreateForECDsa(timestampKey), intermediate, intermediateSigns, periods);
        string intermediatePem = Pem(intermediate);
        (ImmutableArray<DevelopmentCaFile> Public, ImmutableArray<DevelopmentCaFile> Private) second = hybrid ? DevelopmentMlDsaTree.Create(periods, vendor, password) : ([], []);
        return new DevelopmentCa(
        [
            new("root.pem", Pem(root), false, "the host CA's root: what hosts trust"),
            new("intermediate.pem", intermediatePem, false, "the CA that issued the two signers; signatures carry it along"),
            new("signer.pem", Pem(signer) + intermediatePem, false, "the code signer's certificate, then its issuer"),
            new("timestamp.pem", Pem(timestamp) + intermediatePem, false, "the timestamp signer's certificate, then its issuer"),
            new("crl.pem", DevelopmentCertificates.EmptyCrl(intermediate, intermediateSigns, periods) + DevelopmentCertificates.EmptyCrl(root, rootSigns, periods), false, "what the intermediate has revoked, then what the root has: nothing yet"),
            .. second.Public,
            Key("root.key.pem", rootKey, password, "private key of the root: it issues intermediates"),
            Key("intermediate.key.pem", intermediateKey, password, "private key of the intermediate: it issues signers and CRLs"),
            Key("signer.key.pem", signerKey, password, "private key of the code signer"),
            Key("timestamp.key.pem", timestampKey, password, "private key of the timestamp signer"),
            .. second.Private,
        ]);
    }

    internal static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    internal static PbeParameters Encryption() => new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, KeyDerivationRounds);

    // PKCS#8 (RFC 5208), or its encrypted form with PBES2 (RFC 8018, 6.2).
    private static DevelopmentCaFile Key(string name, ECDsa key, ReadOnlySpan<char> password, string use)
    {
        string pem = password.IsEmpty
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, Encryption());
        return new DevelopmentCaFile(name, pem + "\n", true, use);
    }
}

/// <summary>One file of a development CA, in memory: whoever keeps it writes it, private keys readable by their owner alone.</summary>
/// <param name="Name">The file's name, without a directory: <c>root.pem</c>.</param>
/// <param name="Pem">The file's whole text, PEM (RFC 7468).</param>
/// <param name="IsPrivateKey">Whether it holds a private key: such a file must never be readable by others, not even for a moment.</param>
/// <param name="Use">What the file is for, in one line for a person.</param>
public sealed record DevelopmentCaFile(string Name, string Pem, bool IsPrivateKey, string Use)
{
    /// <summary>The name alone: the text may be a private key, and texts like this one end up in logs.</summary>
    public override string ToString() => Name;
}
