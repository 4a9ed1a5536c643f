using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Signatures;

/// <summary>The CRLs and OCSP responses that came with a signature (RevocationInfoChoices, RFC 5652, 10.2.1; RFC 5940), as bytes: they are judged elsewhere.</summary>
public sealed class SignatureRevocations
{
    private const string OcspResponse = "1.3.6.1.5.5.7.16.2"; // id-ri-ocsp-response, RFC 5940, 2

    private static readonly Asn1Tag Choices = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Other = new(TagClass.ContextSpecific, 1, isConstructed: true);

    private SignatureRevocations(ImmutableArray<ReadOnlyMemory<byte>> lists, ImmutableArray<ReadOnlyMemory<byte>> ocspResponses)
    {
        Lists = lists;
        OcspResponses = ocspResponses;
    }

    /// <summary>DER CertificateLists.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Lists { get; }

    /// <summary>DER OCSPResponses.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> OcspResponses { get; }

    /// <summary>Reads the whole <c>[1]</c> element, or nothing. Formats that are not known are passed over.</summary>
    /// <exception cref="AsnContentException">It is no RevocationInfoChoices, or holds more than the cap.</exception>
    internal static SignatureRevocations Read(ReadOnlyMemory<byte> crls)
    {
        ImmutableArray<ReadOnlyMemory<byte>>.Builder lists = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        ImmutableArray<ReadOnlyMemory<byte>>.Builder responses = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        AsnReader? set = crls.IsEmpty ? null : new AsnReader(crls, AsnEncodingRules.DER).ReadSetOf(skipSortOrderValidation: true, Choices);
        for (int count = 0; set is { HasData: true }; count++)
        {
            if (count == Limits.SignatureRevocations)
            {
                throw new AsnContentException("more CRLs and OCSP responses than the cap");
            }

            if (set.PeekTag() != Other)
            {
                lists.Add(set.ReadEncodedValue());
                continue;
            }

            AsnReader other = set.ReadSequence(Other);
            string format = other.ReadObjectIdentifier();
            ReadOnlyMemory<byte> value = other.HasData ? other.ReadEncodedValue() : default;
            other.ThrowIfNotEmpty();
            if (format is OcspResponse)
            {
                responses.Add(value);
            }
        }

        return new SignatureRevocations(lists.ToImmutable(), responses.ToImmutable());
    }
}
