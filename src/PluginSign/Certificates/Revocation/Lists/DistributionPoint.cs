using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>Where a certificate says that its CRL is to be had (RFC 5280, 4.2.1.13).</summary>
/// <param name="Name">Where, or null.</param>
/// <param name="Reasons">The reasons for which certificates are listed there.</param>
/// <param name="CrlIssuers">Who issues that CRL, when it is not the certificate's issuer; else empty.</param>
internal sealed record DistributionPoint(DistributionPointName? Name, ReasonFlags Reasons, ImmutableArray<GeneralName> CrlIssuers)
{
    private static readonly Asn1Tag NameTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ReasonsTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag IssuersTag = new(TagClass.ContextSpecific, 2, isConstructed: true);

    /// <summary>RFC 5280, 6.3.3, last paragraph: what is assumed of a CRL of the certificate's issuer that no distribution point names.</summary>
    public static DistributionPoint Assumed(DistinguishedName issuer)
        => new(new DistributionPointName([new GeneralName(GeneralNameKind.Directory, string.Empty, default, issuer)], default), ReasonFlags.All, []);

    /// <summary>CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint.</summary>
    public static ImmutableArray<DistributionPoint> ReadAll(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        ImmutableArray<DistributionPoint>.Builder points = ImmutableArray.CreateBuilder<DistributionPoint>();
        do
        {
            if (points.Count == Limits.DistributionPoints)
            {
                throw new AsnContentException("more distribution points than the cap");
            }

            points.Add(Read(sequence.ReadSequence()));
        }
        while (sequence.HasData);

        return points.ToImmutable();
    }

    private static DistributionPoint Read(AsnReader point)
    {
        DistributionPointName? name = point.HasData && point.PeekTag() == NameTag ? DistributionPointName.Read(point, NameTag) : null;
        ReasonFlags reasons = point.HasData && point.PeekTag().HasSameClassAndValue(ReasonsTag) ? ReasonFlags.Read(point, ReasonsTag) : ReasonFlags.All;
        ImmutableArray<GeneralName> issuers = point.HasData ? DistributionPointName.ReadNames(point, IssuersTag) : [];
        point.ThrowIfNotEmpty();
        return name is null && issuers.IsEmpty
            ? throw new AsnContentException("a distribution point with neither a name nor a CRL issuer (RFC 5280, 4.2.1.13)")
            : new DistributionPoint(name, reasons, issuers);
    }
}
