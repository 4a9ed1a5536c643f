using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>The certificate that the authority meant (RFC 3161, 2.4.2): signing-certificate-v2 (RFC 5816), or the older attribute (RFC 2634, 5.4).</summary>
internal sealed class TimestampCertificateId
{
    private readonly Func<Certificate, bool> _names;

    private TimestampCertificateId(Func<Certificate, bool> names) => _names = names;

    /// <summary>Reads the attribute; null when there is none or it is malformed, which is an error.</summary>
    public static TimestampCertificateId? Read(ImmutableArray<CmsAttribute> attributes, List<Finding> findings)
    {
        try
        {
            if (Only(attributes, CmsOids.SigningCertificateV2) is { } newer)
            {
                EssCertificateId id = EssCertificateId.ReadValue(newer);
                return new TimestampCertificateId(id.Names);
            }

            if (Only(attributes, CmsOids.SigningCertificate) is { } older)
            {
                findings.Add(TimestampFindings.OldCertificateId());
                return ReadOld(older);
            }

            findings.Add(TimestampFindings.NoCertificateId());
        }
        catch (AsnContentException e)
        {
            findings.Add(TimestampFindings.Malformed($"signing-certificate: {e.Message.TrimEnd('.')}"));
        }

        return null;
    }

    public bool Names(Certificate certificate) => _names(certificate);

    private static ReadOnlyMemory<byte>? Only(ImmutableArray<CmsAttribute> attributes, string oid)
    {
        CmsAttribute[] all = [.. attributes.Where(a => string.Equals(a.Oid, oid, StringComparison.Ordinal))];
        return all switch
        {
            [] => (ReadOnlyMemory<byte>?)null, // a bare null would become empty memory
            [{ Values: [ReadOnlyMemory<byte> value] }] => value,
            _ => throw new AsnContentException("more or fewer than one value"),
        };
    }

    // ESSCertID ::= SEQUENCE { certHash OCTET STRING (SHA-1), issuerSerial IssuerSerial OPTIONAL }. openssl ts writes it until version 3.1, without
    // the serial. SHA-1 picks one of the certificates here and vouches for none: the one picked must verify the token and lead to an anchor, and a
    // second certificate of the same SHA-1 would have to be found for one that exists, which is not the attack that SHA-1 falls to.
    private static TimestampCertificateId ReadOld(ReadOnlyMemory<byte> value)
    {
        AsnReader outer = new(value, AsnEncodingRules.DER);
        AsnReader signingCertificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        byte[] hash = signingCertificate.ReadSequence().ReadSequence().ReadOctetString();
        return hash.Length == 20
            ? new TimestampCertificateId(c => CryptographicOperations.HashData(HashAlgorithmName.SHA1, c.Encoded.Span).AsSpan().SequenceEqual(hash))
            : throw new AsnContentException($"{hash.Length} bytes of sha1");
    }
}
