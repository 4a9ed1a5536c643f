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

            try
            {
                known = known.With(extension);
            }
            catch (AsnContentException e)
            {
                throw new AsnContentException($"extension {extension.Oid}: {e.Message}", e);
            }
        }

        return known;
    }

    private KnownExtensions With(CertificateExtension extension)
    {
        ReadOnlyMemory<byte> value = extension.Value;
        return extension.Oid switch
        {
            CertificateOids.BasicConstraints => this with { BasicConstraints = Certificates.BasicConstraints.Read(value) },
            CertificateOids.KeyUsage => this with { KeyUsage = KeyUsageBits.Read(value) },
            CertificateOids.ExtendedKeyUsage => this with { ExtendedKeyUsage = ReadPurposes(value) },
            CertificateOids.SubjectAltName => this with { SubjectAlternativeNames = GeneralName.ReadAll(value) },
            CertificateOids.NameConstraints => this with { NameConstraints = Certificates.NameConstraints.Read(value) },
            CertificateOids.SubjectKeyIdentifier => this with { SubjectKeyIdentifier = ReadOctets(value) },
            CertificateOids.AuthorityKeyIdentifier => this with { AuthorityKeyIdentifier = ReadAuthorityKey(value) },
            CertificateOids.CertificatePolicies => WithPolicies(extension),
            CertificateOids.PolicyMappings => this with { PolicyMappings = PolicyExtensions.ReadMappings(value) },
            CertificateOids.PolicyConstraints => this with { PolicyConstraints = Certificates.PolicyConstraints.Read(value) },
            CertificateOids.InhibitAnyPolicy => this with { InhibitAnyPolicy = PolicyExtensions.ReadInhibitAnyPolicy(value) },
            CertificateOids.CrlDistributionPoints => this with { DistributionPoints = DistributionPoint.ReadAll(value) },
            CertificateOids.OcspNoCheck => this, // RFC 6960, 4.2.2.2.1: it frees a responder from a question, and means nothing elsewhere
            _ when extension.IsCritical => this with { UnknownCritical = UnknownCritical.Add(extension.Oid) },
            _ => this,
        };
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

/// <summary>One extension as it stands in a certificate (RFC 5280, 4.2).</summary>
/// <param name="Oid">The extension's identifier.</param>
/// <param name="IsCritical">A certificate with a critical extension that is not understood must be refused.</param>
/// <param name="Value">The DER inside the octet string.</param>
internal sealed record CertificateExtension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value);
