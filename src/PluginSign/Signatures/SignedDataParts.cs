using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Signatures;

/// <summary>The parts of a SignedData (RFC 5652, 5.1), each as the bytes that stand in the file. What is read is what is written.</summary>
/// <param name="DigestAlgorithms">AlgorithmIdentifiers.</param>
/// <param name="Certificates">CertificateChoices.</param>
/// <param name="Crls">The whole <c>[1]</c> element, or empty.</param>
/// <param name="SignerInfos">SignerInfos.</param>
internal sealed record SignedDataParts(
    ImmutableArray<ReadOnlyMemory<byte>> DigestAlgorithms,
    ImmutableArray<ReadOnlyMemory<byte>> Certificates,
    ReadOnlyMemory<byte> Crls,
    ImmutableArray<ReadOnlyMemory<byte>> SignerInfos)
{
    // CertificateChoices, RFC 5652, 10.2.2.
    private static readonly Asn1Tag s_attributeCertificateV1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag s_attributeCertificateV2 = new(TagClass.ContextSpecific, 2, isConstructed: true);
    private static readonly Asn1Tag s_other = new(TagClass.ContextSpecific, 3, isConstructed: true);

    /// <summary>The content, when it is inside: the octets of eContent (RFC 5652, 5.2). Empty when it lies beside the signature.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The version that RFC 5652, 5.1 demands of these parts.</summary>
    /// <exception cref="AsnContentException">A part is no DER.</exception>
    public int RequiredVersion()
    {
        List<Asn1Tag> certificates = Certificates.Select(TagOf).ToList();
        if (certificates.Contains(s_other) || HasOtherRevocation())
        {
            return 5;
        }

        if (certificates.Contains(s_attributeCertificateV2))
        {
            return 4;
        }

        return certificates.Contains(s_attributeCertificateV1) || SignerInfos.Any(static s => VersionOf(s) == 3) ? 3 : 1;
    }

    private static Asn1Tag TagOf(ReadOnlyMemory<byte> element) => Asn1Tag.Decode(element.Span, out _);

    private static int VersionOf(ReadOnlyMemory<byte> signerInfo)
        => new AsnReader(signerInfo, AsnEncodingRules.DER).ReadSequence().TryReadInt32(out int version) ? version : 0;

    private bool HasOtherRevocation()
    {
        if (Crls.IsEmpty)
        {
            return false;
        }

        // RevocationInfoChoice: a CertificateList, or [1] for anything else.
        AsnReader set = new AsnReader(Crls, AsnEncodingRules.DER).ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 1));
        while (set.HasData)
        {
            if (set.PeekTag().TagClass == TagClass.ContextSpecific)
            {
                return true;
            }

            set.ReadEncodedValue();
        }

        return false;
    }
}
