namespace PluginSign.Certificates;

/// <summary>Object identifiers of RFC 5280 that the checks ask for.</summary>
internal static class CertificateOids
{
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string SubjectAltName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string NameConstraints = "2.5.29.30";
    public const string CertificatePolicies = "2.5.29.32";
    public const string AnyPolicy = "2.5.29.32.0";
    public const string PolicyMappings = "2.5.29.33";
    public const string PolicyConstraints = "2.5.29.36";
    public const string InhibitAnyPolicy = "2.5.29.54";
    public const string PracticeStatement = "1.3.6.1.5.5.7.2.1";
    public const string UserNotice = "1.3.6.1.5.5.7.2.2";
    public const string SubjectDirectoryAttributes = "2.5.29.9";
    public const string FreshestCrl = "2.5.29.46";
    public const string AuthorityInfoAccess = "1.3.6.1.5.5.7.1.1";
    public const string SubjectInfoAccess = "1.3.6.1.5.5.7.1.11";
    public const string CrlDistributionPoints = "2.5.29.31";
    public const string OcspAccess = "1.3.6.1.5.5.7.48.1";
    public const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";
    public const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string OrganizationalUnit = "2.5.4.11";
    public const string EmailAddress = "1.2.840.113549.1.9.1";

    /// <summary>What a person calls a purpose.</summary>
    public static string PurposeName(string oid) => oid switch
    {
        CodeSigning => "codeSigning",
        TimeStamping => "timeStamping",
        AnyExtendedKeyUsage => "anyExtendedKeyUsage",
        "1.3.6.1.5.5.7.3.1" => "serverAuth",
        "1.3.6.1.5.5.7.3.2" => "clientAuth",
        "1.3.6.1.5.5.7.3.4" => "emailProtection",
        OcspSigning => "OCSPSigning",
        _ => oid,
    };
}
