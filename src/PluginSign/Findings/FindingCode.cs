namespace PluginSign.Findings;

/// <summary>The one list of everything that can be found. Numbers are stable: they are printed as <c>PS</c> and four digits.</summary>
/// <remarks>1xxx files and paths, 2xxx signatures, 3xxx certificates, 6xxx policy, 8xxx loading, 9xxx environment. A number is never given a second meaning.</remarks>
public enum FindingCode
{
    /// <summary>No code. A finding without one refuses.</summary>
    None = 0,

    // ---- 1xxx files and paths

    /// <summary>Note: no trusted root was asked for, so the path itself was not judged.</summary>
    NoTrustedRoot = 1001,

    /// <summary>The path is empty, too long or holds a NUL.</summary>
    PathMalformed = 1002,

    /// <summary>A directory, FIFO, socket or device stands where a regular file should.</summary>
    NotARegularFile = 1003,

    /// <summary>The file changed while it was being read.</summary>
    ChangedWhileRead = 1004,

    // ---- 1060 to 1089: the bytes that are held for loading

    /// <summary>The file is larger than what is held in memory for loading.</summary>
    TooLargeToHold = 1060,

    /// <summary>Note: this system has no sealed memory, so the bytes are held in a private copy, which is weaker.</summary>
    HeldUnsealed = 1062,

    // ---- 1010 to 1059: path trust, what speaks against the way to a file

    /// <summary>The path lies outside the trusted roots: it is absolute and elsewhere, or climbs with <c>..</c>.</summary>
    PathOutsideRoot = 1010,

    /// <summary>The path, or a link's target, is not text in UTF-8.</summary>
    PathNotText = 1011,

    /// <summary>The path has a form that means something else on another system: a device, a stream, a drive, a backslash, a control character.</summary>
    PathNotPortable = 1012,

    /// <summary>The path ends in a slash, so it names a directory.</summary>
    PathNamesDirectory = 1013,

    /// <summary>A directory or file on the way can be written by group or others.</summary>
    HopWritable = 1014,

    /// <summary>A directory, link or file on the way belongs to somebody who is not an allowed owner.</summary>
    OwnerNotAllowed = 1015,

    /// <summary>A symbolic link where none is allowed.</summary>
    LinkNotAllowed = 1016,

    /// <summary>A symbolic link leads out of the root and into no other trusted directory.</summary>
    LinkLeavesRoot = 1017,

    /// <summary>Symbolic links that go in a circle.</summary>
    LinkLoop = 1018,

    /// <summary>More symbolic links on the way than the cap.</summary>
    TooManyLinks = 1019,

    /// <summary>The file has more than one name, so it can be reached, and changed by its owner, from elsewhere.</summary>
    HardLinked = 1020,

    /// <summary>The file lies on a file system from which nothing may be executed.</summary>
    MountNoExec = 1021,

    /// <summary>A trusted root, or a trusted link target, is not a directory.</summary>
    RootNotADirectory = 1022,

    /// <summary>An access list lets somebody write who is not an allowed owner.</summary>
    AccessListWritable = 1023,

    /// <summary>The path kept changing while it was walked.</summary>
    PathKeepsChanging = 1024,

    /// <summary>An environment variable of the search has a value that cannot be used.</summary>
    SearchVariableMalformed = 1025,

    // ---- 2xxx signatures

    /// <summary>There is no signature file beside the plugin.</summary>
    SignatureMissing = 2001,

    /// <summary>The signature file is larger than the cap.</summary>
    SignatureTooLarge = 2002,

    /// <summary>The content is not what was signed: its digest differs from the message-digest attribute (RFC 5652, 11.2).</summary>
    ContentChanged = 2003,

    /// <summary>The signature value does not verify under the signer's key (RFC 5652, 5.6).</summary>
    SignatureInvalid = 2004,

    /// <summary>The bytes are not a CMS structure at all, or break its grammar.</summary>
    SignatureMalformed = 2005,

    /// <summary>The structure says that it is longer than the file.</summary>
    SignatureTruncated = 2006,

    /// <summary>BER where DER is required, for example an indefinite length.</summary>
    SignatureNotDer = 2007,

    /// <summary>Bytes follow the end of the structure.</summary>
    SignatureTrailingData = 2008,

    /// <summary>A CMS structure, but not SignedData.</summary>
    NotSignedData = 2009,

    /// <summary>The content is inside the signature; a detached signature was required.</summary>
    SignatureAttached = 2010,

    /// <summary>The signature has no signer.</summary>
    NoSigner = 2011,

    /// <summary>More signers than the cap.</summary>
    TooManySigners = 2012,

    /// <summary>More certificates than the cap.</summary>
    TooManyCertificates = 2013,

    /// <summary>The signer has no signed attributes, so nothing says what kind of thing was signed.</summary>
    SignedAttributesMissing = 2014,

    /// <summary>The message-digest attribute is missing.</summary>
    MessageDigestMissing = 2015,

    /// <summary>The message-digest attribute stands more than once or has more than one value.</summary>
    MessageDigestRepeated = 2016,

    /// <summary>The message-digest attribute is not an octet string of the digest's length.</summary>
    MessageDigestMalformed = 2017,

    /// <summary>The content-type attribute is missing.</summary>
    ContentTypeMissing = 2018,

    /// <summary>The content-type attribute stands more than once or has more than one value.</summary>
    ContentTypeRepeated = 2019,

    /// <summary>The content-type attribute, or the encapsulated content type, is not id-data.</summary>
    ContentTypeMismatch = 2020,

    /// <summary>The ESS signing-certificate attribute names another certificate than the signer's (RFC 5035).</summary>
    SigningCertificateMismatch = 2021,

    /// <summary>The ESS signing-certificate attribute is malformed or repeated.</summary>
    SigningCertificateMalformed = 2022,

    /// <summary>Note: no ESS signing-certificate attribute binds the signer's certificate.</summary>
    SigningCertificateAbsent = 2023,

    /// <summary>The digest algorithm and the signature algorithm disagree, or the key is of another kind than the algorithm.</summary>
    AlgorithmsDisagree = 2024,

    /// <summary>A broken digest algorithm: SHA-1 or MD5.</summary>
    DigestAlgorithmBroken = 2025,

    /// <summary>A digest algorithm that is not supported.</summary>
    DigestAlgorithmUnsupported = 2026,

    /// <summary>A signature algorithm, or parameters of one, that is not supported.</summary>
    SignatureAlgorithmUnsupported = 2027,

    /// <summary>No certificate in the signature or the intermediates belongs to the signer.</summary>
    SignerCertificateMissing = 2028,

    /// <summary>An attribute stands twice, or the signed attributes are otherwise malformed.</summary>
    SignedAttributesMalformed = 2029,

    /// <summary>The signing-time attribute is malformed or repeated.</summary>
    SigningTimeMalformed = 2030,

    /// <summary>Warning: the signing time lies after the validation time.</summary>
    SigningTimeInFuture = 2031,

    /// <summary>A certificate in the signature's bag cannot be parsed; it was passed over.</summary>
    BagCertificateMalformed = 2032,

    /// <summary>Two signers are one and the same signer; a signer counts once.</summary>
    SignerRepeated = 2033,

    /// <summary>A version number that RFC 5652 does not allow here.</summary>
    SignatureVersion = 2034,

    // ---- 2040 to 2069: timestamps (RFC 3161)

    /// <summary>Note: the signature has a timestamp, but no timestamp authority is trusted, so it was not judged and gives no time.</summary>
    TimestampNotEvaluated = 2040,

    /// <summary>The token is no RFC 3161 token, or breaks the grammar.</summary>
    TimestampMalformed = 2041,

    /// <summary>The token is larger than the cap.</summary>
    TimestampTooLarge = 2042,

    /// <summary>The token is over something else than this signature: its imprint differs.</summary>
    TimestampImprintMismatch = 2043,

    /// <summary>The token rests on a digest or signature algorithm that is broken or not supported.</summary>
    TimestampAlgorithm = 2044,

    /// <summary>The token answers another request: its nonce differs.</summary>
    TimestampNonceMismatch = 2045,

    /// <summary>The token was made under another policy than was asked for.</summary>
    TimestampPolicyMismatch = 2046,

    /// <summary>The token's signature does not verify, or its content is not what was signed.</summary>
    TimestampSignatureInvalid = 2047,

    /// <summary>The certificate that signed the token is neither in it nor among the intermediates.</summary>
    TimestampCertificateMissing = 2048,

    /// <summary>The token does not say which certificate signed it (ESS signing-certificate, RFC 3161, 2.4.2).</summary>
    TimestampCertificateIdMissing = 2049,

    /// <summary>The token names another certificate than the one that signed it.</summary>
    TimestampCertificateIdMismatch = 2050,

    /// <summary>No certification path leads from the token's signer to a trusted timestamp authority.</summary>
    TimestampAuthorityUntrusted = 2051,

    /// <summary>A certificate of the timestamp authority is not valid at the time for which it is judged.</summary>
    TimestampAuthorityExpired = 2052,

    /// <summary>The certificate that signed the token is not for timestamps alone (RFC 3161, 2.3).</summary>
    TimestampAuthorityPurpose = 2053,

    /// <summary>The token's time lies after the validation time, by more than its accuracy: one of the two clocks is wrong.</summary>
    TimestampInFuture = 2054,

    /// <summary>A token among the signed attributes, where it cannot be over the signature.</summary>
    TimestampMisplaced = 2055,

    /// <summary>More tokens than the cap.</summary>
    TooManyTimestamps = 2056,

    /// <summary>Tokens over tokens over tokens, deeper than the cap.</summary>
    TimestampNestedTooDeep = 2057,

    /// <summary>The timestamp authority refused the request.</summary>
    TimestampRefused = 2058,

    /// <summary>The answer of the timestamp authority is no RFC 3161 response.</summary>
    TimestampResponseMalformed = 2059,

    /// <summary>The signer has a timestamp already.</summary>
    TimestampPresent = 2060,

    /// <summary>The signer's certificate has expired, and none of the timestamps proves that it signed before.</summary>
    TimestampNeeded = 2061,

    /// <summary>Note: the token names its signer's certificate by SHA-1 (RFC 2634) and not by RFC 5816.</summary>
    TimestampCertificateIdOld = 2062,

    /// <summary>The signer has no timestamp that could be renewed.</summary>
    TimestampAbsent = 2063,

    // ---- 21xx keys for signing: the files of whoever signs, not of whoever is judged

    /// <summary>The key file is none, or is of a kind that cannot be read.</summary>
    KeyFileMalformed = 2101,

    /// <summary>The key is encrypted and no password was given.</summary>
    KeyPasswordNeeded = 2102,

    /// <summary>The password does not open the key file.</summary>
    KeyPasswordWrong = 2103,

    /// <summary>The private key belongs to another certificate.</summary>
    KeyDoesNotMatchCertificate = 2104,

    /// <summary>An RSA key of fewer bits than new signatures need.</summary>
    KeyTooSmallToSign = 2105,

    /// <summary>A curve or kind of key that cannot sign here.</summary>
    KeyUnsupportedToSign = 2106,

    /// <summary>The file holds no private key.</summary>
    PrivateKeyMissing = 2107,

    /// <summary>The file holds several private keys, and nothing says which one is meant.</summary>
    PrivateKeyRepeated = 2108,

    /// <summary>The key file is larger than the cap.</summary>
    KeyFileTooLarge = 2109,

    /// <summary>The key file wants more rounds of password hashing than the cap.</summary>
    KeyDerivationTooCostly = 2110,

    /// <summary>There is no certificate to sign with.</summary>
    CredentialCertificateMissing = 2111,

    // ---- 2080 to 2099: post-quantum signatures, keys in tokens

    /// <summary>The content's digest is weaker than the ML-DSA parameter set that signed it (RFC 9882, 3.3).</summary>
    DigestTooWeak = 2080,

    /// <summary>The two forms of one ML-DSA private key (RFC 9881, 6) are not the same key.</summary>
    PrivateKeyInconsistent = 2081,

    /// <summary>A PKCS #11 URI breaks the grammar of RFC 7512, or says something that is not supported.</summary>
    TokenUriMalformed = 2085,

    /// <summary>A PKCS #11 URI with the PIN itself in it: a secret is never an argument.</summary>
    TokenPinInUri = 2086,

    /// <summary>A PKCS #11 URI matches several tokens or several private keys.</summary>
    TokenKeyAmbiguous = 2087,

    /// <summary>A key in a token that cannot sign plugins.</summary>
    TokenKeyUnsupported = 2088,

    // ---- 3xxx certificates and keys

    /// <summary>No certification path leads to a trust anchor.</summary>
    NoPathToAnchor = 3001,

    /// <summary>A certificate has expired at the validation time.</summary>
    CertificateExpired = 3002,

    /// <summary>A certificate is not yet valid at the validation time.</summary>
    CertificateNotYetValid = 3003,

    /// <summary>The bytes are not a certificate, or break RFC 5280's grammar.</summary>
    CertificateMalformed = 3004,

    /// <summary>A certificate that issued another one is not a CA (basic constraints).</summary>
    IssuerNotCa = 3005,

    /// <summary>More intermediates than a path length constraint or the caller allows.</summary>
    PathTooLong = 3006,

    /// <summary>A name lies outside the name constraints of a CA.</summary>
    NameConstraintViolated = 3007,

    /// <summary>A critical extension that is not understood.</summary>
    UnknownCriticalExtension = 3008,

    /// <summary>The end entity is a CA certificate.</summary>
    EndEntityIsCa = 3009,

    /// <summary>The end entity has no extended key usage.</summary>
    ExtendedKeyUsageMissing = 3010,

    /// <summary>The extended key usage does not allow the purpose.</summary>
    ExtendedKeyUsageMismatch = 3011,

    /// <summary>The end entity has no key usage.</summary>
    KeyUsageMissing = 3012,

    /// <summary>The key usage does not allow what the key was used for.</summary>
    KeyUsageMismatch = 3013,

    /// <summary>A certificate's signature does not verify under its issuer's key.</summary>
    CertificateSignatureInvalid = 3014,

    /// <summary>A certificate is signed with a broken or unsupported algorithm.</summary>
    CertificateAlgorithmUnsupported = 3015,

    /// <summary>An RSA key of fewer bits than the least.</summary>
    KeyTooSmall = 3016,

    /// <summary>Warning: an RSA key of 2048 to 3071 bits.</summary>
    KeySmall = 3017,

    /// <summary>An EC key with explicit curve parameters (CVE-2020-0601).</summary>
    ExplicitCurve = 3018,

    /// <summary>A curve or key type that is not supported, or an RSA key above the cap.</summary>
    KeyUnsupported = 3019,

    /// <summary>The public key is malformed.</summary>
    KeyMalformed = 3020,

    /// <summary>The end entity is itself the trust anchor.</summary>
    AnchorIsEndEntity = 3021,

    /// <summary>The trust anchor may not act as one: it is no CA.</summary>
    AnchorNotCa = 3022,

    /// <summary>The search for a path used up its budget of signatures, paths or comparisons.</summary>
    BudgetExhausted = 3023,

    /// <summary>A certificate breaks a rule of RFC 5280's profile.</summary>
    CertificateProfile = 3024,

    /// <summary>A certificate carries the mark of a development CA.</summary>
    DevelopmentCertificate = 3025,

    /// <summary>No trust anchor was given.</summary>
    NoTrustAnchor = 3026,

    /// <summary>Note: a PEM block that is no certificate was passed over.</summary>
    PemBlockIgnored = 3027,

    /// <summary>A certificate of the path ends within the time that the host wants to be warned of.</summary>
    CertificateExpiresSoon = 3028,

    /// <summary>The evidence pack cannot be read.</summary>
    EvidencePackMalformed = 3090,

    /// <summary>Note: certificates, revocation information or timestamps came from an evidence pack.</summary>
    EvidencePackUsed = 3091,

    // ---- 3030 to 3059: certificate policies, and what the caller requires of a path

    /// <summary>The path is valid for no certificate policy, and the caller or a CA requires one.</summary>
    NoValidPolicy = 3030,

    /// <summary>The path is valid for certificate policies, but for none that the caller accepts.</summary>
    PolicyNotAccepted = 3031,

    /// <summary>A CA maps a certificate policy from or to anyPolicy.</summary>
    PolicyMappingInvalid = 3032,

    /// <summary>A key, or the algorithm of a certificate's signature, that the requirements do not allow.</summary>
    KeyNotAllowed = 3033,

    /// <summary>A CA of the path is no longer trusted at the validation time.</summary>
    AuthorityDistrusted = 3034,

    // ---- 3060 to 3089: revocation

    /// <summary>The CA has revoked the certificate.</summary>
    CertificateRevoked = 3060,

    /// <summary>Nothing that can be believed says whether the certificate is revoked.</summary>
    RevocationUnknown = 3061,

    /// <summary>What says whether the certificate is revoked is out of date.</summary>
    RevocationStale = 3062,

    /// <summary>No certificate of the path is revoked.</summary>
    RevocationGood = 3063,

    /// <summary>The certificate was revoked after the signature was made, and not because of its key.</summary>
    RevokedAfterSignature = 3064,

    /// <summary>A CRL or OCSP response about the certificate cannot be believed.</summary>
    RevocationUnusable = 3065,

    /// <summary>A CRL is no DER CRL.</summary>
    CrlMalformed = 3066,

    /// <summary>An OCSP response is no DER response.</summary>
    OcspMalformed = 3067,

    /// <summary>The OCSP responder gave no answer.</summary>
    OcspUnsuccessful = 3068,

    /// <summary>The host denies the certificate by its fingerprint.</summary>
    CertificateDenied = 3069,

    /// <summary>Revocation information could not be fetched.</summary>
    RevocationNotFetched = 3070,

    /// <summary>Fetched revocation information could not be kept or read again.</summary>
    RevocationCacheUnusable = 3071,

    // ---- 5xxx binaries

    /// <summary>The binary is none of the known formats.</summary>
    BinaryFormatUnknown = 5001,

    /// <summary>The binary breaks its format's grammar, or is what no toolchain makes.</summary>
    BinaryMalformed = 5002,

    /// <summary>The binary holds more of something than the cap.</summary>
    BinaryTooLarge = 5003,

    /// <summary>A form of the format that is not supported, for example a WebAssembly component or an unknown Go version.</summary>
    BinaryUnsupported = 5004,

    // ---- 51xx ELF

    /// <summary>The ELF header is not one that a loader accepts.</summary>
    ElfHeaderInvalid = 5100,

    /// <summary>The file ends before a part that its headers tell of.</summary>
    ElfTruncated = 5101,

    /// <summary>A segment's address or sizes are impossible.</summary>
    ElfSegmentInvalid = 5102,

    /// <summary>Segments overlap, share a page or are out of order.</summary>
    ElfSegmentsOverlap = 5103,

    /// <summary>A segment's place in the file does not fit its address.</summary>
    ElfSegmentMisaligned = 5104,

    /// <summary>A program header that may come once comes more often.</summary>
    ElfSegmentRepeated = 5105,

    /// <summary>The dynamic section contradicts itself or has no end.</summary>
    ElfDynamicInvalid = 5106,

    /// <summary>A dynamic tag that may come once comes more often.</summary>
    ElfDynamicTagRepeated = 5107,

    /// <summary>A table does not lie in one segment's part of the file.</summary>
    ElfTableOutsideSegment = 5108,

    /// <summary>A table's entries are not of the size that loaders assume.</summary>
    ElfEntrySizeUnexpected = 5109,

    /// <summary>A name does not end inside the string table, or is no text.</summary>
    ElfStringInvalid = 5110,

    /// <summary>A hash table is not one that a linker makes.</summary>
    ElfHashTableInvalid = 5111,

    /// <summary>The tables disagree on which symbols there are.</summary>
    ElfHashTablesDisagree = 5112,

    /// <summary>A version table is not one that a linker makes.</summary>
    ElfVersionsInvalid = 5113,

    /// <summary>A relocation table is damaged.</summary>
    ElfRelocationsInvalid = 5114,

    /// <summary>Warning: section headers tell of other tables than the loader uses.</summary>
    ElfSectionsDisagree = 5115,

    /// <summary>Warning: names are in the symbol table that a lookup does not find.</summary>
    ElfHashTableHidesNames = 5116,

    // ---- 52xx PE and .NET, 53xx Mach-O

    /// <summary>Warning: an exported name is listed but Windows' binary search does not find it: the table is unsorted or names it twice.</summary>
    PeExportNotFound = 5200,

    /// <summary>Warning: bytes lie behind the last section and outside of the certificate table: nothing loads them, but they travel along.</summary>
    PeOverlay = 5201,

    /// <summary>Warning: the certificate table holds bytes that belong to no certificate: Authenticode does not cover them.</summary>
    PeCertificatePadding = 5202,

    /// <summary>Note: the assembly holds machine code beside its IL; what runs need not be what the IL says.</summary>
    DotNetMachineCode = 5220,

    /// <summary>Warning: the slices of a fat file do not export the same names.</summary>
    MachOSlicesDiffer = 5300,

    /// <summary>Warning: bytes lie behind the code signature, where it does not cover them.</summary>
    MachOBytesAfterSignature = 5301,

    /// <summary>Warning: the symbol table, which tools print, shows exported names that dyld does not find in the export trie.</summary>
    MachOSymbolsDisagree = 5302,

    // ---- 5500 to 5549: names that the host requires or forbids; 5550 to 5599: what the host requires of the binary itself

    /// <summary>A required symbol is not one that the loader would find.</summary>
    SymbolMissing = 5500,

    /// <summary>A required symbol stands for something else, such as data where a function is wanted.</summary>
    SymbolKindMismatch = 5501,

    /// <summary>A required symbol has another type or signature.</summary>
    SymbolSignatureMismatch = 5502,

    /// <summary>The binary exports a name that the host forbids.</summary>
    SymbolForbidden = 5503,

    /// <summary>The binary does not import a name that the host requires.</summary>
    ImportMissing = 5504,

    /// <summary>The binary imports a name that the host forbids.</summary>
    ImportForbidden = 5505,

    /// <summary>The binary imports a name that the host does not offer.</summary>
    ImportNotAllowed = 5506,

    /// <summary>Warning of the lint: an import that starts processes, loads code, changes memory protection, or leaves the type system. Code can do without such imports and still do all this.</summary>
    DangerousImport = 5520,

    /// <summary>The container format is not one that the host takes.</summary>
    BinaryFormatUnexpected = 5550,

    /// <summary>The binary is made for another loader.</summary>
    BinaryKindUnexpected = 5551,

    /// <summary>The binary is made for another operating system.</summary>
    OperatingSystemUnexpected = 5552,

    /// <summary>The binary is made for another architecture.</summary>
    ArchitectureUnexpected = 5553,

    /// <summary>The binary brings a library along that the host does not allow.</summary>
    LibraryNotAllowed = 5554,

    /// <summary>The binary tells the loader to look for libraries where the host does not allow it.</summary>
    RunPathNotAllowed = 5555,

    /// <summary>The binary lacks a protection that the host requires.</summary>
    HardeningMissing = 5556,

    /// <summary>The binary runs code while it is loaded, and the host does not allow it.</summary>
    ConstructorsNotAllowed = 5557,

    /// <summary>The binary was built with another version of Go.</summary>
    GoVersionUnexpected = 5558,

    /// <summary>The binary was built with another setting of Go, or does not say with which.</summary>
    GoSettingUnexpected = 5559,

    /// <summary>The .NET assembly holds what the host does not allow: machine code, native calls, unsafe code, an initializer.</summary>
    DotNetFormNotAllowed = 5560,

    /// <summary>The WebAssembly module holds what the host does not allow: a start function, memory or tables without a bound.</summary>
    WasmFormNotAllowed = 5561,

    /// <summary>The file is a program, or changes how the loader treats other libraries, and the host does not allow it.</summary>
    LoaderHookNotAllowed = 5562,

    // ---- 54xx Go, up to 5449

    /// <summary>The Go build information is damaged.</summary>
    GoBuildInfoInvalid = 5400,

    /// <summary>The file names two Go versions, or another one than its tables have.</summary>
    GoVersionsDisagree = 5401,

    /// <summary>The record of the Go module is there more than once.</summary>
    GoModuleAmbiguous = 5402,

    /// <summary>A table of the Go module is damaged.</summary>
    GoTablesInvalid = 5403,

    /// <summary>A file of host fingerprints is damaged or of another schema.</summary>
    GoLockInvalid = 5404,

    /// <summary><c>plugin.Open</c> would fail.</summary>
    GoPluginWouldFail = 5410,

    /// <summary><c>plugin.Open</c> would end the host's process.</summary>
    GoPluginWouldCrash = 5411,

    /// <summary>What <c>plugin.Open</c> would do is not known.</summary>
    GoPluginUnpredictable = 5412,

    /// <summary>Warning: the plugin wants a newer processor than the host was built for.</summary>
    GoProcessorNewer = 5413,

    // ---- 6xxx policy

    /// <summary>None of the expected signers has signed.</summary>
    UnexpectedSigner = 6001,

    /// <summary>Nothing was checked, so nothing can be trusted.</summary>
    NothingChecked = 6002,

    // ---- 6010 to 6019: several signers, and the step to post-quantum signatures

    /// <summary>A trusted post-quantum signer or a trusted classical one is missing, and the policy requires both at the validation time.</summary>
    PostQuantumRequired = 6010,

    /// <summary>One trusted signer was allowed to be enough; a warning when others were not trusted, else a note.</summary>
    AnySignerAllowed = 6011,

    /// <summary>Warning: from a date on the policy will refuse this signature for want of a post-quantum or a classical signer.</summary>
    PostQuantumSoonRequired = 6012,

    // ---- 8xxx loading

    /// <summary>Given up to version 0.8 for a plugin that was verified by streaming: now the compiler refuses to load one. The number is not used again.</summary>
    VerifiedWithoutBytes = 8001,

    /// <summary>The system's dynamic linker refused the library.</summary>
    LinkerRefused = 8002,

    /// <summary>What was loaded is not what was verified.</summary>
    LoadedOtherBytes = 8003,

    /// <summary>The library has no export of that name.</summary>
    ExportMissing = 8004,

    /// <summary>The name belongs to another library than the plugin.</summary>
    ExportElsewhere = 8005,

    /// <summary>The bytes are not a .NET assembly, or the runtime refuses them.</summary>
    NotAnAssembly = 8006,

    /// <summary>The assembly refers to one that is neither verified nor shared by the host.</summary>
    AssemblyNotVerified = 8007,

    /// <summary>The assembly has no such type.</summary>
    TypeMissing = 8008,

    /// <summary>The type cannot be used as what the host asked for.</summary>
    TypeUnsuitable = 8009,

    /// <summary>Two of the assemblies have one name.</summary>
    AssemblyRepeated = 8010,

    // ---- 9xxx environment: neither trusted nor untrusted

    /// <summary>The file does not exist.</summary>
    FileMissing = 9001,

    /// <summary>Permission to read the file is denied.</summary>
    FileUnreadable = 9002,

    /// <summary>Reading failed.</summary>
    InputOutput = 9003,

    // ---- 9020 to 9029: what holding and loading need of the system

    /// <summary>/proc is not there, so the sealed bytes have no name to be loaded by.</summary>
    ProcMissing = 9020,

    /// <summary>The system gives no sealed memory.</summary>
    NoSealedMemory = 9021,

    /// <summary>This kind of plugin cannot be loaded on this system.</summary>
    LoadingUnsupported = 9022,

    // ---- 9010 to 9019: path trust

    /// <summary>This system has no way to judge a path by handle.</summary>
    PathTrustUnsupported = 9010,

    /// <summary>The search found no candidate.</summary>
    NoCandidate = 9011,

    /// <summary>A symbolic link leads to nothing.</summary>
    LinkTargetMissing = 9012,

    /// <summary>A user that was named as an owner does not exist.</summary>
    OwnerUnknown = 9013,

    // ---- 9030 to 9039: the network, used by the command alone

    /// <summary>The timestamp service could not be reached.</summary>
    ServiceUnreachable = 9030,

    /// <summary>The timestamp service did not answer in time.</summary>
    ServiceTimeout = 9031,

    /// <summary>The timestamp service answered with an error, or with something else than a timestamp.</summary>
    ServiceAnswer = 9032,

    /// <summary>The timestamp service answered with more bytes than the cap.</summary>
    ServiceAnswerTooLarge = 9033,

    // ---- 9040 to 9049: tokens that hold keys

    /// <summary>The PKCS #11 module cannot be loaded.</summary>
    TokenModuleMissing = 9040,

    /// <summary>No token matches.</summary>
    TokenMissing = 9041,

    /// <summary>The token holds no private key that matches.</summary>
    TokenKeyMissing = 9042,

    /// <summary>The token wants a PIN and none was given.</summary>
    TokenPinNeeded = 9043,

    /// <summary>The token refused the PIN. It was tried once.</summary>
    TokenPinWrong = 9044,

    /// <summary>The token has locked the PIN.</summary>
    TokenPinLocked = 9045,

    /// <summary>The PIN file cannot be read, is empty or too large.</summary>
    TokenPinFileUnusable = 9046,

    /// <summary>Others than its owner can read the PIN file.</summary>
    TokenPinFileOpen = 9047,

    /// <summary>The token failed otherwise.</summary>
    TokenFailed = 9048,
}
