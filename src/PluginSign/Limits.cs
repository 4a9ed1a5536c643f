namespace PluginSign;

/// <summary>Every cap on hostile input, each with its reason. A cap is met before an allocation.</summary>
public static class Limits
{
    /// <summary>Bytes of a signature file. A three-certificate chain with two signers takes 4 KiB; an attached gigabyte costs openssl 2.7 GiB to parse.</summary>
    public const int SignatureFileBytes = 1024 * 1024;

    /// <summary>Signers of one signature. Each costs a public-key operation (CVE-2024-45395).</summary>
    public const int Signers = 16;

    /// <summary>Public-key operations that the signers of one signature may cost together: certificates of one name can be made by the dozen (CVE-2024-45395).</summary>
    public const int SignatureChecks = 100;

    /// <summary>Certificates in one signature, and in one file of intermediates.</summary>
    public const int BagCertificates = 64;

    /// <summary>Bytes of one certificate. Real ones take 1 to 3 KiB; ML-DSA-87 takes 8 KiB.</summary>
    public const int CertificateBytes = 64 * 1024;

    /// <summary>Bytes of a file of trust anchors or intermediates: a whole operating-system bundle takes 220 KiB.</summary>
    public const int CertificateFileBytes = 4 * 1024 * 1024;

    /// <summary>Trust anchors held at once.</summary>
    public const int Anchors = 1024;

    /// <summary>Extensions of one certificate; real ones have about ten.</summary>
    public const int Extensions = 64;

    /// <summary>Names in one certificate (subject alternative names and name constraints together).</summary>
    public const int Names = 4096;

    /// <summary>Attributes of one distinguished name; real ones have about eight.</summary>
    public const int NameAttributes = 64;

    /// <summary>Purposes in one extended key usage; real ones have one to five.</summary>
    public const int Purposes = 128;

    /// <summary>Attributes of one signer, signed and unsigned each.</summary>
    public const int Attributes = 32;

    /// <summary>Intermediates of a path when the caller names no other number.</summary>
    public const int PathIntermediates = 8;

    /// <summary>Most intermediates that a caller may ask for: the search calls itself once for each.</summary>
    public const int PathIntermediatesMost = 255;

    /// <summary>Signatures of certificates that one path search may check (RUSTSEC-2023-0053).</summary>
    public const int PathSignatureChecks = 100;

    /// <summary>Candidate paths that one search may try.</summary>
    public const int PathsTried = 10_000;

    /// <summary>Comparisons of a name with a constraint that one search may make.</summary>
    public const int NameComparisons = 250_000;

    /// <summary>Bits of an RSA modulus that are accepted without a warning.</summary>
    public const int RsaBitsRecommended = 3072;

    /// <summary>Least bits of an RSA modulus.</summary>
    public const int RsaBitsLeast = 2048;

    /// <summary>Most bits of an RSA modulus: above this a single verification is a denial of service.</summary>
    public const int RsaBitsMost = 8192;

    /// <summary>Most bits of an RSA public exponent: verification costs grow with it, and 65537 is what everyone uses.</summary>
    public const int RsaExponentBitsMost = 64;

    /// <summary>Bytes of a private key file.</summary>
    public const int KeyFileBytes = 256 * 1024;

    /// <summary>Rounds of password hashing for one key file: OpenSSL writes 2048, careful people 600,000; ten million take some seconds.</summary>
    public const int KeyDerivationIterations = 10_000_000;

    /// <summary>Characters of a path string; Linux' PATH_MAX.</summary>
    public const int PathCharacters = 4096;

    /// <summary>Bytes of one read of a file that is hashed: 0.92 of the hash's own speed with 1 MiB, 0.88 with 256 KiB.</summary>
    public const int ReadBytes = 1024 * 1024;

    /// <summary>Program headers of an ELF file; real ones have about ten.</summary>
    public const int ElfSegments = 64;

    /// <summary>Entries of an ELF file's dynamic section; real ones have 20 to 200 (one for each library).</summary>
    public const int ElfDynamicEntries = 4096;

    /// <summary>Symbols of an ELF file's dynamic symbol table; libLLVM has some 40,000.</summary>
    public const int ElfSymbols = 1024 * 1024;

    /// <summary>Version names of an ELF file: an index has 15 bits.</summary>
    public const int ElfVersionNames = 32 * 1024;

    /// <summary>Bytes of names that any ELF file may have, and times that its string table may be read on top: names share their tails.</summary>
    public const int ElfStringBytes = 64 * 1024;

    /// <inheritdoc cref="ElfStringBytes"/>
    public const int ElfStringSharing = 4;

    /// <summary>Bytes of one name in a binary; C++ and Go make names of some thousands.</summary>
    public const int BinaryNameBytes = 64 * 1024;

    /// <summary>Bytes of each text of a Go binary's build information: two hundred modules take 20 KiB.</summary>
    public const int GoBuildInfoBytes = 1024 * 1024;

    /// <summary>Places in a file that look like a Go line table: a real file has one, and each is searched for.</summary>
    public const int GoLineTables = 16;

    /// <summary>Exported names of a Go plugin.</summary>
    public const int GoExports = 64 * 1024;

    /// <summary>Packages of a Go plugin or host; big programs have some thousands.</summary>
    public const int GoPackages = 64 * 1024;

    /// <summary>How deep a Go type is written out.</summary>
    public const int GoTypeDepth = 16;

    /// <summary>Parts of one Go type that are written out: types may share parts, so a small file can hold a huge one.</summary>
    public const int GoTypeNodes = 4096;

    /// <summary>Bytes of a file of a Go host's fingerprints: 64,000 packages take some 4 MiB.</summary>
    public const int GoLockBytes = 8 * 1024 * 1024;
}
