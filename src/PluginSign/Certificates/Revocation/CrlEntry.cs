namespace PluginSign.Certificates.Revocation;

/// <summary>One certificate of a CRL (RFC 5280, 5.1.2.6 and 5.3).</summary>
/// <param name="Serial">The serial number's content octets.</param>
/// <param name="Position">Where it stands in the CRL.</param>
/// <param name="RevokedAt">When the CA revoked it.</param>
/// <param name="Reason">Why.</param>
/// <param name="InvalidAt">Since when it was not to be trusted in truth (5.3.2); null when nothing says so.</param>
/// <param name="Issuer">The certificate's issuer in an indirect CRL (5.3.3); null for the CRL's own issuer.</param>
internal readonly record struct CrlEntry(
    ReadOnlyMemory<byte> Serial, int Position, DateTimeOffset RevokedAt, RevocationReason Reason, DateTimeOffset? InvalidAt, DistinguishedName? Issuer)
{
    public static int Compare(CrlEntry left, CrlEntry right)
    {
        int serials = left.Serial.Span.SequenceCompareTo(right.Serial.Span);
        return serials != 0 ? serials : left.Position.CompareTo(right.Position);
    }
}
