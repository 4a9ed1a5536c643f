namespace PluginSign.Signatures;

/// <summary>Object identifiers of CMS content types and attributes, with the document that assigns each.</summary>
internal static class CmsOids
{
    // Content types: RFC 5652, 4 to 9.
    public const string IdData = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string EnvelopedData = "1.2.840.113549.1.7.3";
    public const string DigestedData = "1.2.840.113549.1.7.5";
    public const string EncryptedData = "1.2.840.113549.1.7.6";
    public const string AuthenticatedData = "1.2.840.113549.1.9.16.1.2";

    // Signed attributes: RFC 5652, 11.
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";

    // ESS: RFC 2634, 5.4 (SHA-1 only) and RFC 5035, 3.
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    // Timestamps: RFC 3161, 2.4.2 and appendix A.
    public const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
}
