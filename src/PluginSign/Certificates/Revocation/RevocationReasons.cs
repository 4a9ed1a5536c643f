using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>What a reason is called, and what it says of signatures made before.</summary>
internal static class RevocationReasons
{
    /// <summary>Reads CRLReason (RFC 5280, 5.3.1).</summary>
    /// <exception cref="AsnContentException">No such reason.</exception>
    public static RevocationReason Read(AsnReader reader)
    {
        ReadOnlySpan<byte> octets = reader.ReadEnumeratedBytes().Span;
        return octets.Length == 1 && octets[0] is <= 10 and not 7
            ? (RevocationReason)octets[0]
            : throw new AsnContentException("no such revocation reason");
    }

    /// <summary>The RFC's name.</summary>
    public static string Name(this RevocationReason reason) => reason switch
    {
        RevocationReason.Unspecified => "unspecified",
        RevocationReason.KeyCompromise => "keyCompromise",
        RevocationReason.CaCompromise => "cACompromise",
        RevocationReason.AffiliationChanged => "affiliationChanged",
        RevocationReason.Superseded => "superseded",
        RevocationReason.CessationOfOperation => "cessationOfOperation",
        RevocationReason.CertificateHold => "certificateHold",
        RevocationReason.RemoveFromCrl => "removeFromCRL",
        RevocationReason.PrivilegeWithdrawn => "privilegeWithdrawn",
        RevocationReason.AaCompromise => "aACompromise",
    };

    /// <summary>Whether the key was its owner's alone up to the revocation, so that what it signed before stays good. Without a reason the worst must be assumed.</summary>
    public static bool LeavesOlderSignaturesGood(this RevocationReason reason) => reason is RevocationReason.AffiliationChanged
        or RevocationReason.Superseded or RevocationReason.CessationOfOperation or RevocationReason.PrivilegeWithdrawn;
}

/// <summary>Why a certificate is revoked (RFC 5280, 5.3.1), with the RFC's numbers.</summary>
public enum RevocationReason
{
    /// <summary>No reason was given: the worst must be assumed.</summary>
    Unspecified = 0,

    /// <summary>Somebody else has the key.</summary>
    KeyCompromise = 1,

    /// <summary>Somebody else has the CA's key.</summary>
    CaCompromise = 2,

    /// <summary>The subject's name or other facts have changed.</summary>
    AffiliationChanged = 3,

    /// <summary>Another certificate has taken its place.</summary>
    Superseded = 4,

    /// <summary>It is no longer needed.</summary>
    CessationOfOperation = 5,

    /// <summary>Suspended for the time being.</summary>
    CertificateHold = 6,

    /// <summary>In a delta CRL: no longer suspended.</summary>
    RemoveFromCrl = 8,

    /// <summary>The subject may no longer do what the certificate says.</summary>
    PrivilegeWithdrawn = 9,

    /// <summary>Somebody else has the attribute authority's key.</summary>
    AaCompromise = 10,
}
