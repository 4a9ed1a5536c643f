using System.Formats.Asn1;
using PluginSign.Algorithms;

namespace PluginSign.Certificates.Revocation;

/// <summary>What the readers of CRLs and OCSP responses have in common.</summary>
internal static class RevocationDer
{
    /// <summary>Why a signature cannot be checked at all.</summary>
    public static string Unsupported(string algorithm) => SignatureScheme.IsBroken(algorithm)
        ? $"it is signed with a broken algorithm ({algorithm}), whose digest has known collisions: SHA-1, MD5 or MD2"
        : $"it is signed with an algorithm that is not supported ({algorithm})";

    /// <summary>Time ::= CHOICE of UTCTime and GeneralizedTime (RFC 5280, 4.1.2.5).</summary>
    public static DateTimeOffset ReadTime(this AsnReader reader)
        => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    /// <summary>An extension's value that is one GeneralizedTime.</summary>
    public static DateTimeOffset ReadOnlyGeneralizedTime(this ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new(der, AsnEncodingRules.DER);
        DateTimeOffset time = reader.ReadGeneralizedTime();
        reader.ThrowIfNotEmpty();
        return time;
    }

    /// <summary>Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension, each at most once (RFC 5280, 4.2).</summary>
    public static IReadOnlyList<CertificateExtension> ReadExtensions(this AsnReader list)
    {
        List<CertificateExtension> extensions = [];
        do
        {
            AsnReader extension = list.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool critical = extension.ReadDefaultFalse();
            ReadOnlyMemory<byte> value = extension.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> octets) ? octets : extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (extensions.Count == Limits.Extensions || extensions.Exists(e => string.Equals(e.Oid, oid, StringComparison.Ordinal)))
            {
                throw new AsnContentException($"extension {oid} stands twice, or there are more than the cap");
            }

            extensions.Add(new CertificateExtension(oid, critical, value));
        }
        while (list.HasData);

        return extensions;
    }
}
