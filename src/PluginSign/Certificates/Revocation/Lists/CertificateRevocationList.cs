using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>A certificate revocation list (RFC 5280, section 5), parsed once. Parsing trusts nothing: whose it is and what it may be used for is judged with a path.</summary>
/// <remarks>Immutable and safe for several threads. Keep it: a look-up is cheap, reading is not.</remarks>
public sealed class CertificateRevocationList
{
    private readonly CrlEntries _entries;

    private CertificateRevocationList(ReadOnlyMemory<byte> encoded)
    {
        AsnReader list = DerReading.ReadOnlySequence(encoded);
        Encoded = encoded;
        ReadOnlyMemory<byte> signed = list.PeekEncodedValue();
        AsnReader tbs = list.ReadSequence();
        ReadOnlyMemory<byte> outerAlgorithm = list.PeekEncodedValue();
        SignatureScheme? scheme = SignatureScheme.Read(list, DigestAlgorithm.None, out string algorithm);
        ReadOnlyMemory<byte> signature = list.ReadBitString(out int unused);
        list.ThrowIfNotEmpty();
        int version = ReadVersion(tbs);
        if (unused != 0 || !outerAlgorithm.Span.SequenceEqual(tbs.ReadEncodedValue().Span))
        {
            throw new AsnContentException("the signature algorithms inside and outside the signed part differ, or the signature has unused bits");
        }

        IssuerName = DistinguishedName.Read(tbs);
        ThisUpdate = tbs.ReadTime();
        NextUpdate = tbs.HasData && tbs.PeekTag().TagClass == TagClass.Universal && tbs.PeekTag().TagValue is (int)UniversalTagNumber.UtcTime or (int)UniversalTagNumber.GeneralizedTime
            ? tbs.ReadTime()
            : null;
        _entries = tbs.HasData && tbs.PeekTag() == Asn1Tag.Sequence ? CrlEntries.Read(tbs.ReadSequence()) : CrlEntries.None;
        Extensions = ReadExtensions(tbs, version);
        Signature = new RememberedSignature(scheme, signed, signature);
        Fault = Extensions.Fault ?? FindFault(scheme, algorithm);
    }

    /// <summary>The whole CRL's DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The issuer as text, most specific part first. May be hostile text.</summary>
    public string Issuer => IssuerName.Text;

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>By when the next one is issued: this one is stale afterwards. Null when it does not say, and then it is always stale (5.1.2.5 demands it).</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether it only lists what changed since an older one, its base (5.2.4).</summary>
    public bool IsDelta => Extensions.BaseNumber is not null;

    internal DistinguishedName IssuerName { get; }

    internal CrlExtensions Extensions { get; }

    internal RememberedSignature Signature { get; }

    /// <summary>Why the CRL may not be used, although it can be read; null when it may.</summary>
    internal string? Fault { get; }

    internal bool IsIndirect => Extensions.Scope is { IsIndirect: true };

    /// <summary>Reads exactly one DER CRL: nothing before it, nothing after it.</summary>
    public static Answer<CertificateRevocationList> Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.CrlBytes)
        {
            return Malformed($"{der.Length} bytes, more than {Limits.CrlBytes}");
        }

        try
        {
            // A copy: the caller's array may change after it was judged.
            return Answers.Passed(new CertificateRevocationList(der.ToArray()));
        }
        catch (AsnContentException e)
        {
            return Malformed(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>What this CRL says about a certificate; null when it does not list it.</summary>
    internal CrlEntry? Find(Certificate certificate)
    {
        foreach (CrlEntry entry in _entries.Find(certificate.SerialNumber.Span))
        {
            if ((entry.Issuer ?? IssuerName).IsEqualTo(certificate.IssuerDistinguishedName))
            {
                return entry;
            }
        }

        return null;
    }

    private static Answer<CertificateRevocationList> Malformed(string actual) => Answers.Refused<CertificateRevocationList>(Finding.Error(
        FindingCode.CrlMalformed, "the CRL is malformed", "a certificate revocation list in DER (RFC 5280, 5.1)", actual));

    // Version ::= INTEGER OPTIONAL, v2(1) when present (5.1.2.1). A v1 CRL has no extensions, and old tools still make them.
    private static int ReadVersion(AsnReader tbs)
    {
        if (tbs.PeekTag() != Asn1Tag.Integer)
        {
            return 1;
        }

        return tbs.TryReadInt32(out int version) && version == 1 ? 2 : throw new AsnContentException("the version is neither v1 nor v2");
    }

    private static CrlExtensions ReadExtensions(AsnReader tbs, int version)
    {
        if (!tbs.HasData)
        {
            return version == 1 ? new CrlExtensions() : CrlExtensions.Empty;
        }

        AsnReader tagged = tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
        tbs.ThrowIfNotEmpty();
        AsnReader list = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        return version == 2 ? CrlExtensions.Read(list) : throw new AsnContentException("extensions in a v1 CRL (RFC 5280, 5.1.2.1)");
    }

    private string? FindFault(SignatureScheme? scheme, string algorithm)
    {
        if (scheme is null)
        {
            return RevocationDer.Unsupported(algorithm);
        }

        // 5.1.2.6: when nothing is revoked the list is absent. One that is there and empty lost its entries somewhere.
        if (_entries.IsEmptyList)
        {
            return "its list of revoked certificates is there and empty (RFC 5280, 5.1.2.6)";
        }

        if (_entries.UnknownCritical is { } oid)
        {
            return $"one of its entries has a critical extension that is not understood ({oid}; RFC 5280, 5.3)";
        }

        return _entries.NamesIssuers && !IsIndirect ? "it lists other issuers' certificates without being an indirect CRL (RFC 5280, 5.3.3)" : null;
    }
}
