using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>SingleResponse (RFC 6960, 4.2.1): what an OCSP response says about one certificate.</summary>
internal sealed record OcspStatement
{
    private const int StatusRevoked = 1;
    private const int StatusUnknown = 2;
    private const string ArchiveCutoff = "1.3.6.1.5.5.7.48.1.6";

    private OcspStatement(AsnReader single)
    {
        Id = OcspCertificateId.Read(single);
        ReadStatus(single);
        ThisUpdate = single.ReadGeneralizedTime();
        Asn1Tag nextTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
        if (single.HasData && single.PeekTag() == nextTag)
        {
            AsnReader tagged = single.ReadSequence(nextTag);
            NextUpdate = tagged.ReadGeneralizedTime();
            tagged.ThrowIfNotEmpty();
        }

        if (single.HasData)
        {
            AsnReader tagged = single.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 1, isConstructed: true));
            IReadOnlyList<CertificateExtension> extensions = tagged.ReadSequence().ReadExtensions();
            tagged.ThrowIfNotEmpty();
            UnknownCritical = extensions.FirstOrDefault(static e => e is { IsCritical: true, Oid: not ArchiveCutoff })?.Oid;
            KeepsExpiredSince = extensions.FirstOrDefault(static e => e.Oid is ArchiveCutoff)?.Value.ReadOnlyGeneralizedTime();
        }

        single.ThrowIfNotEmpty();
    }

    public OcspCertificateId Id { get; }

    /// <summary>Good, revoked or unknown.</summary>
    public RevocationStatus Status { get; private set; }

    public DateTimeOffset RevokedAt { get; private set; }

    public RevocationReason Reason { get; private set; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset? NextUpdate { get; }

    public string? UnknownCritical { get; }

    /// <summary>The responder still knows of certificates that expired at this time or later (archive cutoff, 4.4.4); null when of none.</summary>
    public DateTimeOffset? KeepsExpiredSince { get; }

    /// <summary>Until when it counts. Without nextUpdate newer information is always to be had (2.4): a day is what browsers allow.</summary>
    public DateTimeOffset CurrentUntil => NextUpdate ?? ThisUpdate.AddSeconds(Limits.OcspSecondsWithoutNextUpdate);

    public static OcspStatement Read(AsnReader reader) => new(reader.ReadSequence());

    // CertStatus ::= CHOICE { good [0] NULL, revoked [1] RevokedInfo, unknown [2] UnknownInfo }
    private void ReadStatus(AsnReader single)
    {
        Asn1Tag tag = single.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific || tag.TagValue > StatusUnknown)
        {
            throw new AsnContentException("no such certificate status");
        }

        if (tag.TagValue != StatusRevoked)
        {
            single.ReadNull(tag);
            Status = tag.TagValue == StatusUnknown ? RevocationStatus.Unknown : RevocationStatus.Good;
            return;
        }

        AsnReader revoked = single.ReadSequence(tag);
        Status = RevocationStatus.Revoked;
        RevokedAt = revoked.ReadGeneralizedTime();
        if (revoked.HasData)
        {
            AsnReader reason = revoked.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
            Reason = RevocationReasons.Read(reason);
            reason.ThrowIfNotEmpty();
        }

        revoked.ThrowIfNotEmpty();
    }
}
