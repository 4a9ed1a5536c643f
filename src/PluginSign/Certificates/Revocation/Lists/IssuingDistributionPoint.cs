using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>What a CRL says about its own scope (RFC 5280, 5.2.5).</summary>
internal sealed record IssuingDistributionPoint
{
    private IssuingDistributionPoint(ReadOnlyMemory<byte> encoded)
    {
        AsnReader point = DerReading.ReadOnlySequence(encoded);
        Encoded = encoded;
        Asn1Tag nameTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
        Name = point.HasData && point.PeekTag() == nameTag ? DistributionPointName.Read(point, nameTag) : null;
        OnlyUserCertificates = Flag(point, 1);
        OnlyCaCertificates = Flag(point, 2);
        Asn1Tag reasonsTag = new(TagClass.ContextSpecific, 3);
        Reasons = point.HasData && point.PeekTag().HasSameClassAndValue(reasonsTag) ? ReasonFlags.Read(point, reasonsTag) : ReasonFlags.All;
        IsIndirect = Flag(point, 4);
        OnlyAttributeCertificates = Flag(point, 5);
        point.ThrowIfNotEmpty();
        int only = (OnlyUserCertificates ? 1 : 0) + (OnlyCaCertificates ? 1 : 0) + (OnlyAttributeCertificates ? 1 : 0);
        if (only > 1)
        {
            throw new AsnContentException("an issuing distribution point that contains only several things at once (RFC 5280, 5.2.5)");
        }
    }

    /// <summary>The extension's DER: two CRLs have one scope when it is the same.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    public DistributionPointName? Name { get; }

    public bool OnlyUserCertificates { get; }

    public bool OnlyCaCertificates { get; }

    public bool OnlyAttributeCertificates { get; }

    /// <summary>The CRL lists certificates of other issuers, too.</summary>
    public bool IsIndirect { get; }

    public ReasonFlags Reasons { get; }

    public static IssuingDistributionPoint Read(ReadOnlyMemory<byte> der) => new(der);

    private static bool Flag(AsnReader point, int number)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, number);
        return point.HasData && point.PeekTag() == tag && point.ReadBoolean(tag);
    }
}
