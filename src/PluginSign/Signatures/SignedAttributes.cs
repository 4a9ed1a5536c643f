using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The signed attributes of one signer (RFC 5652, 5.3), and the very bytes that the signature is over.</summary>
internal sealed class SignedAttributes
{
    private const byte SetOfTag = 0x31;

    private readonly ImmutableArray<CmsAttribute> _attributes;

    private SignedAttributes(ImmutableArray<CmsAttribute> attributes, byte[] toBeSigned)
    {
        _attributes = attributes;
        ToBeSigned = toBeSigned;
    }

    /// <summary>The attributes with the tag SET OF in place of [0] (RFC 5652, 5.4).</summary>
    public ReadOnlyMemory<byte> ToBeSigned { get; }

    /// <summary>Reads the attributes, or says why the signer cannot be judged by them.</summary>
    public static SignedAttributes? Read(CmsSigner signer, List<Finding> findings)
    {
        if (signer.SignedAttributes.IsEmpty)
        {
            // Without them the signature is over the content itself, and a signature over attributes can be passed off as one over content.
            findings.Add(Finding.Error(
                FindingCode.SignedAttributesMissing,
                "the signer signed the bare content, and nothing says what kind of thing was signed",
                "signed attributes (RFC 5652, 5.3)",
                "none"));
            return null;
        }

        try
        {
            ImmutableArray<CmsAttribute> attributes = CmsAttribute.ReadSet(signer.SignedAttributes);
            byte[] toBeSigned = signer.SignedAttributes.ToArray();
            toBeSigned[0] = SetOfTag;
            SignedAttributes read = new(attributes, toBeSigned);
            read.CheckRepeated(findings);
            return read;
        }
        catch (AsnContentException e)
        {
            findings.Add(Malformed(e.Message.TrimEnd('.')));
            return null;
        }
    }

    /// <summary>Every attribute of the type: more than one is somebody's mistake or attack.</summary>
    public ImmutableArray<CmsAttribute> All(string oid) => [.. _attributes.Where(a => string.Equals(a.Oid, oid, StringComparison.Ordinal))];

    // RFC 5652, 11: the attributes that are read must stand once. The others must too: which of the two would a later reader take?
    private void CheckRepeated(List<Finding> findings)
    {
        IEnumerable<string> repeated = _attributes
            .GroupBy(static a => a.Oid, StringComparer.Ordinal)
            .Where(static g => g.Skip(1).Any() && !HasOwnCode(g.Key))
            .Select(static g => g.Key);
        findings.AddRange(repeated.Select(static oid => Malformed($"attribute {oid} more than once")));
    }

    private static bool HasOwnCode(string oid)
        => oid is CmsOids.ContentType or CmsOids.MessageDigest or CmsOids.SigningTime or CmsOids.SigningCertificateV2;

    private static Finding Malformed(string actual) => Finding.Error(
        FindingCode.SignedAttributesMalformed,
        "the signed attributes are malformed",
        "a set of attributes in DER, each type once (RFC 5652, 5.3)",
        actual);
}
