namespace PluginSign;

/// <summary>Every cap on hostile input, each with its reason. A cap is met before an allocation.</summary>
public static class Limits
{
    /// <summary>Bytes of a signature file. A three-certificate chain with two signers takes 4 KiB; an attached gigabyte costs openssl 2.7 GiB to parse.</summary>
    public const int SignatureFileBytes = 1024 * 1024;

    /// <summary>Signers of one signature. Each costs a public-key operation (CVE-2024-45395).</summary>
    public const int Signers = 16;

    /// <summary>Public-key operations that the signers of one signature may cost together: certificates of one name can be made by the dozen (CVE-2024-45395).</summary>
    internal const int SignatureChecks = 100;

    /// <summary>Certificates in one signature, and in one file of intermediates.</summary>
    public const int BagCertificates = 64;

    /// <summary>Bytes of one certificate. Real ones take 1 to 3 KiB; ML-DSA-87 takes 8 KiB.</summary>
    internal const int CertificateBytes = 64 * 1024;

    /// <summary>Bytes of a file of trust anchors or intermediates: a whole operating-system bundle takes 220 KiB.</summary>
    public const int CertificateFileBytes = 4 * 1024 * 1024;

    /// <summary>Trust anchors held at once.</summary>
    public const int Anchors = 1024;

    /// <summary>Extensions of one certificate; real ones have about ten.</summary>
    internal const int Extensions = 64;

    /// <summary>Names in one certificate (subject alternative names and name constraints together).</summary>
    internal const int Names = 4096;

    /// <summary>Attributes of one distinguished name; real ones have about eight.</summary>
    internal const int NameAttributes = 64;

    /// <summary>Purposes in one extended key usage; real ones have one to five.</summary>
    internal const int Purposes = 128;

    /// <summary>Attributes of one signer, signed and unsigned each.</summary>
    internal const int Attributes = 32;

    /// <summary>Intermediates of a path when the caller names no other number.</summary>
    public const int PathIntermediates = 8;

    /// <summary>Most intermediates that a caller may ask for: the search calls itself once for each.</summary>
    public const int PathIntermediatesMost = 255;

    /// <summary>Signatures of certificates that one path search may check (RUSTSEC-2023-0053).</summary>
    internal const int PathSignatureChecks = 100;

    /// <summary>Candidate paths that one search may try.</summary>
    internal const int PathsTried = 10_000;

    /// <summary>Comparisons of a name with a constraint that one search may make; long names count several times.</summary>
    internal const int NameComparisons = 1024 * 1024;

    /// <summary>Bits of an RSA modulus that are accepted without a warning.</summary>
    internal const int RsaBitsRecommended = 3072;

    /// <summary>Least bits of an RSA modulus.</summary>
    internal const int RsaBitsLeast = 2048;

    /// <summary>Most bits of an RSA modulus: above this a single verification is a denial of service.</summary>
    internal const int RsaBitsMost = 8192;

    /// <summary>Most bits of an RSA public exponent: verification costs grow with it, and 65537 is what everyone uses.</summary>
    internal const int RsaExponentBitsMost = 64;

    /// <summary>Bytes of a private key file.</summary>
    public const int KeyFileBytes = 256 * 1024;

    /// <summary>Rounds of password hashing for one key file: OpenSSL writes 2048, careful people 600,000; ten million take some seconds.</summary>
    internal const int KeyDerivationIterations = 10_000_000;

    /// <summary>Characters of a path string; Linux' PATH_MAX.</summary>
    public const int PathCharacters = 4096;

    /// <summary>Bytes of one read of a file that is hashed: 0.92 of the hash's own speed with 1 MiB, 0.88 with 256 KiB.</summary>
    internal const int ReadBytes = 1024 * 1024;

    // ---- holding and loading

    /// <summary>Bytes of a plugin that is held in memory for loading: the largest plugins in use (Go, CUDA) take some hundred MiB.</summary>
    internal const int HeldBytes = 1024 * 1024 * 1024;

    /// <summary>Characters of a plugin's file name in the name of its sealed memory (memfd_create(2) takes 249 bytes).</summary>
    internal const int HeldNameCharacters = 100;

    /// <summary>Characters of an export's or a type's name: C++ names are long, but not this long.</summary>
    internal const int ExportNameCharacters = 4096;

    // ---- path trust

    /// <summary>Symbolic links followed on the way to one file; the kernel's own number.</summary>
    internal const int Links = 40;

    /// <summary>How often a step of a walk is tried again when something changes underneath it: a rename or two is life, more is an attack.</summary>
    internal const int WalkAttempts = 32;

    /// <summary>Bytes of a POSIX access list: eight for each entry; file systems hold a few hundred entries at most.</summary>
    internal const int AccessListBytes = 64 * 1024;

    /// <summary>Bytes of one name in a path: what Linux, macOS and Windows file systems hold.</summary>
    internal const int NameBytes = 255;

    /// <summary>Names in a path together with those that its links put in: 40 links of 2,000 names each would be work without an end.</summary>
    internal const int WalkSteps = 4096;

    /// <summary>Program headers of an ELF file; real ones have about ten.</summary>
    internal const int ElfSegments = 64;

    /// <summary>Entries of an ELF file's dynamic section; real ones have 20 to 200 (one for each library).</summary>
    internal const int ElfDynamicEntries = 4096;

    /// <summary>Symbols of an ELF file's dynamic symbol table; libLLVM has some 40,000.</summary>
    internal const int ElfSymbols = 1024 * 1024;

    /// <summary>Version names of an ELF file: an index has 15 bits.</summary>
    internal const int ElfVersionNames = 32 * 1024;

    /// <summary>Bytes of names that any ELF file may have, and times that its string table may be read on top: names share their tails.</summary>
    internal const int ElfStringBytes = 64 * 1024;

    /// <inheritdoc cref="ElfStringBytes"/>
    internal const int ElfStringSharing = 4;

    /// <summary>Bytes of one name in a binary; C++ and Go make names of some thousands.</summary>
    internal const int BinaryNameBytes = 64 * 1024;

    // ---- binaries: PE, .NET, Mach-O, WebAssembly

    /// <summary>Bytes of a binary whose tables are read. Real plugins take some MiB; the largest runtime libraries about 100.</summary>
    internal const int BinaryImageBytes = 256 * 1024 * 1024;

    /// <summary>Exports, imports and table rows that are read of one binary, together.</summary>
    internal const int BinaryEntries = 4_000_000;

    /// <summary>Characters of text that are made of one binary, beside eight for each of its bytes.</summary>
    internal const int BinaryTextCharacters = 4 * 1024 * 1024;

    /// <summary>Exported functions of a PE file: ordinals have 16 bits.</summary>
    internal const int PeExports = 65_536;

    /// <summary>Sections of a PE file; Windows' loader takes 96.</summary>
    internal const int PeSections = 96;

    /// <summary>Initializers and TLS callbacks that are counted one by one; real files have some hundreds at most.</summary>
    internal const int Initializers = 65_536;

    /// <summary>Nesting of types within types, and of types within signatures; real ones reach about ten.</summary>
    internal const int DotNetNesting = 64;

    /// <summary>Characters of one .NET signature: generic ones of generated code reach some thousands.</summary>
    internal const int DotNetSignatureCharacters = 64 * 1024;

    /// <summary>Slices of a fat Mach-O file; real ones have two or three.</summary>
    internal const int MachOSlices = 16;

    /// <summary>Load commands of one Mach-O image; real ones have about thirty.</summary>
    internal const int MachOCommands = 1024;

    /// <summary>Edges from the root of an export trie to a name: at most one a character, and real tries reach about fifty.</summary>
    internal const int MachOTrieDepth = 4096;

    /// <summary>Parameters or results of one WebAssembly function type; engines take 1,000.</summary>
    internal const int WasmParameters = 1000;

    /// <summary>Functions, types, imports or exports of one WebAssembly module, each; engines take 1,000,000 functions.</summary>
    internal const int WasmEntries = 1_000_000;

    /// <summary>Bytes of each text of a Go binary's build information: two hundred modules take 20 KiB.</summary>
    internal const int GoBuildInfoBytes = 1024 * 1024;

    /// <summary>Places in a file that look like a Go line table: a real file has one, and each is searched for.</summary>
    internal const int GoLineTables = 16;

    /// <summary>Exported names of a Go plugin.</summary>
    internal const int GoExports = 64 * 1024;

    /// <summary>Packages of a Go plugin or host; big programs have some thousands.</summary>
    internal const int GoPackages = 64 * 1024;

    /// <summary>How deep a Go type is written out.</summary>
    internal const int GoTypeDepth = 16;

    /// <summary>Parts of one Go type that are written out: types may share parts, so a small file can hold a huge one.</summary>
    internal const int GoTypeNodes = 4096;

    /// <summary>Bytes of a file of a Go host's fingerprints: 64,000 packages take some 4 MiB.</summary>
    public const int GoLockBytes = 8 * 1024 * 1024;

    // ---- evidence packs

    /// <summary>Bytes of an evidence pack: a CRL of 100,000 entries takes 4 MiB, a third more in base64.</summary>
    public const int EvidencePackBytes = 32 * 1024 * 1024;

    /// <summary>Parts of each kind in an evidence pack.</summary>
    internal const int EvidencePackParts = 1024;

    // ---- timestamps

    /// <summary>Bytes of one timestamp token with the tokens over it, and of a response: one token with a chain of four takes 6 to 10 KiB.</summary>
    public const int TimestampBytes = 128 * 1024;

    /// <summary>Tokens that one signature may have judged, of all signers and all levels: each costs a signature and a path.</summary>
    internal const int Timestamps = 32;

    /// <summary>Tokens over one another. One more is added every five to ten years.</summary>
    internal const int TimestampDepth = 8;

    /// <summary>Bytes of a request's nonce (RFC 3161, 2.4.1 recommends 64 bits).</summary>
    internal const int TimestampNonceBytes = 32;

    /// <summary>Seconds of accuracy that a token may admit to: one that is off by more than a day proves no time.</summary>
    internal const int TimestampAccuracySeconds = 86_400;

    /// <summary>Seconds that a timestamp service has for its whole answer.</summary>
    public const int ServiceSeconds = 30;

    // ---- path validation: certificate policies

    /// <summary>Certificate policies, and pairs of policy mappings, of one certificate; real ones have one to ten.</summary>
    internal const int CertificatePolicies = 256;

    /// <summary>Nodes and edges of the policy graphs of one path search (CVE-2023-0464: a tree of them grows exponentially).</summary>
    internal const int PolicyNodes = 50_000;

    // ---- keys in tokens

    /// <summary>Characters of a PKCS #11 URI: a full one with every attribute of a token takes some hundred.</summary>
    public const int TokenUriCharacters = 4096;

    /// <summary>Bytes of a PIN file: tokens take PINs of 4 to 255 bytes, and a line ends it.</summary>
    public const int PinFileBytes = 1024;

    /// <summary>Right signatures that one validator remembers: 32 bytes each, so below half a megabyte with its index. A vendor's chain takes two or three.</summary>
    internal const int RememberedSignatures = 4096;

    /// <summary>Parsed certificates that one verifier remembers, of <see cref="CertificateBytes"/> at most: below 4 MiB when all are as large as they may be.</summary>
    internal const int RememberedCertificates = 64;

    /// <summary>Slots of one PKCS #11 module that are looked at: network modules list a few dozen.</summary>
    public const int TokenSlots = 256;

    /// <summary>Bytes of one attribute of an object in a token: the largest is a certificate.</summary>
    public const int TokenAttributeBytes = CertificateBytes;

    // ---- revocation

    /// <summary>Bytes of one CRL, and of one file of CRLs: a million entries of the usual size take 36 MiB.</summary>
    public const int CrlBytes = 64 * 1024 * 1024;

    /// <summary>Entries of one CRL; each takes about a hundred bytes of memory.</summary>
    internal const int CrlEntries = 1_000_000;

    /// <summary>CRLs at hand at once.</summary>
    public const int Crls = 256;

    /// <summary>CRLs and OCSP responses in one signature.</summary>
    internal const int SignatureRevocations = 64;

    /// <summary>Distribution points of one certificate; real ones have one to three.</summary>
    public const int DistributionPoints = 32;

    /// <summary>Names of one distribution point.</summary>
    internal const int DistributionPointNames = 16;

    /// <summary>Bytes of one OCSP response: real ones take 0.5 to 5 KiB.</summary>
    public const int OcspResponseBytes = 256 * 1024;

    /// <summary>OCSP responses at hand at once.</summary>
    public const int OcspResponses = 256;

    /// <summary>Certificates that one OCSP response may speak about; nearly always one.</summary>
    internal const int OcspStatements = 256;

    /// <summary>Seconds for which an OCSP response without nextUpdate counts: a day, as in browsers.</summary>
    public const int OcspSecondsWithoutNextUpdate = 24 * 60 * 60;

    /// <summary>Signatures of CRLs, responses and responders that one path search may check of what the host itself has given: each CRL and each response once, at most 0.4 s.</summary>
    internal const int RevocationSignatureChecks = Crls + OcspResponses;

    /// <summary>
    /// The same for what came with the plugin, for each origin alone: a path of four certificates needs a response and a responder for each, twice. Apart, so that
    /// a stranger cannot spend what the host's own information needs.
    /// </summary>
    public const int OfferedSignatureChecks = 16;

    /// <summary>How many issuers of revocation information may stand behind one another, each vouching for the one before it.</summary>
    internal const int RevocationDepth = 4;

    /// <summary>Sentences about information that cannot be believed, for one certificate.</summary>
    internal const int RevocationNotes = 8;

    // ---- revocation, fetched

    /// <summary>Requests for CRLs and OCSP responses that one file may cost: a path of four certificates has about six places to ask.</summary>
    public const int RevocationFetches = 32;

    /// <summary>Seconds that one place has for its whole answer.</summary>
    public const int RevocationFetchSeconds = 10;

    /// <summary>Seconds that all places together have for one file.</summary>
    public const int RevocationFetchSecondsTogether = 60;

    /// <summary>Bytes that all places together may send for one file: four CRLs of the largest size.</summary>
    public const int RevocationFetchBytesTogether = 4 * CrlBytes;

    /// <summary>How often one file is judged anew because what was fetched led to another path: each path may name places of its own.</summary>
    public const int RevocationRounds = 6;
}
