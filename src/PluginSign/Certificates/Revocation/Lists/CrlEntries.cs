using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>The certificates of one CRL, sorted by serial number: a look-up in ten thousand takes fourteen comparisons.</summary>
internal sealed class CrlEntries
{
    private const string ReasonCode = "2.5.29.21";
    private const string InvalidityDate = "2.5.29.24";
    private const string CertificateIssuer = "2.5.29.29";

    private readonly CrlEntry[] _sorted;

    private CrlEntries(CrlEntry[] sorted, string? unknownCritical, bool namesIssuers)
    {
        _sorted = sorted;
        IsEmptyList = sorted.Length == 0;
        UnknownCritical = unknownCritical;
        NamesIssuers = namesIssuers;
    }

    /// <summary>The list is absent.</summary>
    public static CrlEntries None { get; } = new([], null, namesIssuers: false) { IsEmptyList = false };

    /// <summary>Whether the list is there, with nothing in it.</summary>
    public bool IsEmptyList { get; private init; }

    public int Count => _sorted.Length;

    /// <summary>A critical entry extension that is not understood; null when there is none.</summary>
    public string? UnknownCritical { get; }

    /// <summary>Whether an entry says whose certificate it is: for indirect CRLs alone.</summary>
    public bool NamesIssuers { get; }

    /// <summary>Reads revokedCertificates.</summary>
    /// <exception cref="AsnContentException">An entry breaks the grammar, or there are more than the cap.</exception>
    public static CrlEntries Read(AsnReader list)
    {
        List<CrlEntry> entries = [];
        DistinguishedName? issuer = null;
        string? unknownCritical = null;
        while (list.HasData)
        {
            if (entries.Count == Limits.CrlEntries)
            {
                throw new AsnContentException("more entries than the cap");
            }

            AsnReader entry = list.ReadSequence();
            ReadOnlyMemory<byte> serial = entry.ReadIntegerBytes();
            DateTimeOffset revokedAt = entry.ReadTime();
            (RevocationReason reason, DateTimeOffset? invalidAt) = (RevocationReason.Unspecified, null);
            if (entry.HasData)
            {
                ReadExtensions(entry.ReadSequence(), ref reason, ref invalidAt, ref issuer, ref unknownCritical);
            }

            entry.ThrowIfNotEmpty();
            entries.Add(new CrlEntry(serial, entries.Count, revokedAt, reason, invalidAt, issuer));
        }

        CrlEntry[] sorted = [.. entries];
        Array.Sort(sorted, CrlEntry.Compare);
        return new CrlEntries(sorted, unknownCritical, issuer is not null);
    }

    /// <summary>The entries with this serial number.</summary>
    public ReadOnlySpan<CrlEntry> Find(ReadOnlySpan<byte> serial)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (_sorted[middle].Serial.Span.SequenceCompareTo(serial) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        int end = low;
        while (end < _sorted.Length && _sorted[end].Serial.Span.SequenceEqual(serial))
        {
            end++;
        }

        return _sorted.AsSpan(low, end - low);
    }

    // RFC 5280, 5.3.3: the certificate issuer holds for the entries that follow, until another one stands.
    private static void ReadExtensions(
        AsnReader list, ref RevocationReason reason, ref DateTimeOffset? invalidAt, ref DistinguishedName? issuer, ref string? unknownCritical)
    {
        foreach (CertificateExtension extension in list.ReadExtensions())
        {
            AsnReader value = new(extension.Value, AsnEncodingRules.DER);
            switch (extension.Oid)
            {
                case ReasonCode:
                    reason = RevocationReasons.Read(value);
                    value.ThrowIfNotEmpty();
                    break;
                case InvalidityDate:
                    invalidAt = value.ReadGeneralizedTime();
                    value.ThrowIfNotEmpty();
                    break;
                case CertificateIssuer:
                    issuer = GeneralName.ReadAll(extension.Value).FirstOrDefault(static n => n.Directory is not null)?.Directory
                        ?? throw new AsnContentException("a certificate issuer without a directory name");
                    break;
                case string oid when extension.IsCritical:
                    unknownCritical ??= oid;
                    break;
            }
        }
    }
}

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
