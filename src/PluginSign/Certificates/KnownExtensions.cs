using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Certificates.Revocation;

namespace PluginSign.Certificates;

/// <summary>The extensions that the checks understand, decoded once; null (or default) where the certificate has none.</summary>
internal sealed record KnownExtensions
{
    private static readonly Asn1Tag KeyIdentifierTag = new(TagClass.ContextSpecific, 0);

    public BasicConstraints? BasicConstraints { get; private init; }

    public KeyUsages? KeyUsage { get; private init; }

    /// <summary>The purposes; default where there is no such extension, never empty.</summary>
    public ImmutableArray<string> ExtendedKeyUsage { get; private init; }

    public ImmutableArray<GeneralName> SubjectAlternativeNames { get; private init; } = [];

    public NameConstraints? NameConstraints { get; private init; }

    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private init; }

    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private init; }

    /// <summary>The policies; default where there is no such extension, never empty.</summary>
    public ImmutableArray<string> CertificatePolicies { get; private init; }

    public ImmutableArray<PolicyMapping> PolicyMappings { get; private init; }

    public PolicyConstraints? PolicyConstraints { get; private init; }

    public int? InhibitAnyPolicy { get; private init; }

    /// <summary>Where the CRLs are to be had (RFC 5280, 4.2.1.13).</summary>
    public ImmutableArray<DistributionPoint> DistributionPoints { get; private init; } = [];

    /// <summary>Critical extensions that none of the checks understands.</summary>
    public ImmutableArray<string> UnknownCritical { get; private init; } = [];

    /// <summary>Decodes what is known; a malformed known extension makes the certificate malformed.</summary>
    /// <exception cref="AsnContentException">An extension breaks its grammar or stands twice (RFC 5280, 4.2).</exception>
    public static KnownExtensions Read(IReadOnlyList<CertificateExtension> extensions)
    {
        KnownExtensions known = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CertificateExtension extension in extensions)
        {
            if (!seen.Add(extension.Oid))
            {
                throw new AsnContentException($"extension {extension.Oid} stands twice");
            }

            ReadOnlyMemory<byte> value = extension.Value;
            known = extension.Oid switch
            {
                CertificateOids.BasicConstraints => known with { BasicConstraints = Certificates.BasicConstraints.Read(value) },
                CertificateOids.KeyUsage => known with { KeyUsage = KeyUsageBits.Read(value) },
                CertificateOids.ExtendedKeyUsage => known with { ExtendedKeyUsage = ReadPurposes(value) },
                CertificateOids.SubjectAltName => known with { SubjectAlternativeNames = GeneralName.ReadAll(value) },
                CertificateOids.NameConstraints => known with { NameConstraints = Certificates.NameConstraints.Read(value) },
                CertificateOids.SubjectKeyIdentifier => known with { SubjectKeyIdentifier = ReadOctets(value) },
                CertificateOids.AuthorityKeyIdentifier => known with { AuthorityKeyIdentifier = ReadAuthorityKey(value) },
                CertificateOids.CertificatePolicies => known.WithPolicies(extension),
                CertificateOids.PolicyMappings => known with { PolicyMappings = PolicyExtensions.ReadMappings(value) },
                CertificateOids.PolicyConstraints => known with { PolicyConstraints = Certificates.PolicyConstraints.Read(value) },
                CertificateOids.InhibitAnyPolicy => known with { InhibitAnyPolicy = PolicyExtensions.ReadInhibitAnyPolicy(value) },
                CertificateOids.CrlDistributionPoints => known with { DistributionPoints = DistributionPoint.ReadAll(value) },
                CertificateOids.OcspNoCheck => known, // RFC 6960, 4.2.2.2.1: it frees a responder from a question, and means nothing elsewhere
                _ when extension.IsCritical => known with { UnknownCritical = known.UnknownCritical.Add(extension.Oid) },
                _ => known,
            };
        }

        return known;
    }

    // RFC 5280, 4.2.1.4: a critical extension must be understood with its qualifiers, or the certificate refused.
    private KnownExtensions WithPolicies(CertificateExtension extension)
    {
        ImmutableArray<string> policies = PolicyExtensions.ReadPolicies(extension.Value, out string? unknownQualifier);
        return this with
        {
            CertificatePolicies = policies,
            UnknownCritical = extension.IsCritical && unknownQualifier is not null
                ? UnknownCritical.Add($"{extension.Oid} with policy qualifier {unknownQualifier}")
                : UnknownCritical,
        };
    }

    // RFC 5280, 4.2.1.12: SEQUENCE SIZE (1..MAX) OF KeyPurposeId.
    private static ImmutableArray<string> ReadPurposes(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        ImmutableArray<string>.Builder purposes = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (purposes.Count == Limits.Purposes)
            {
                throw new AsnContentException("more purposes than the cap");
            }

            purposes.Add(sequence.ReadObjectIdentifier());
        }
        while (sequence.HasData);

        return purposes.ToImmutable();
    }

    private static byte[] ReadOctets(ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new(der, AsnEncodingRules.DER);
        byte[] octets = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return octets;
    }

    // RFC 5280, 4.2.1.1. Only the key identifier is used, and only to try likely issuers first.
    internal static ReadOnlyMemory<byte> ReadAuthorityKey(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        ReadOnlyMemory<byte> key = default;
        if (sequence.HasData && sequence.PeekTag() == KeyIdentifierTag)
        {
            key = sequence.ReadOctetString(KeyIdentifierTag);
        }

        while (sequence.HasData)
        {
            sequence.ReadEncodedValue();
        }

        return key;
    }
}
