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
