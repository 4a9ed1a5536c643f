using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>Reads the extensions of certificate policies (RFC 5280, 4.2.1.4, 4.2.1.5 and 4.2.1.14). Qualifiers are text for people and decide nothing.</summary>
internal static class PolicyExtensions
{
    /// <summary>The policies, each once, never empty.</summary>
    /// <param name="der">The extension's value.</param>
    /// <param name="unknownQualifier">A qualifier that RFC 5280 does not define: where the extension is critical, it must be understood.</param>
    public static ImmutableArray<string> ReadPolicies(ReadOnlyMemory<byte> der, out string? unknownQualifier)
    {
        unknownQualifier = null;
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        ImmutableArray<string>.Builder policies = ImmutableArray.CreateBuilder<string>();
        HashSet<string> seen = new(StringComparer.Ordinal);
        do
        {
            if (policies.Count == Limits.CertificatePolicies)
            {
                throw new AsnContentException("more certificate policies than the cap");
            }

            AsnReader information = sequence.ReadSequence();
            string policy = information.ReadObjectIdentifier();
            if (!seen.Add(policy))
            {
                throw new AsnContentException($"policy {policy} stands twice (RFC 5280, 4.2.1.4)");
            }

            policies.Add(policy);
            if (information.HasData)
            {
                unknownQualifier ??= ReadQualifiers(information.ReadSequence());
            }

            information.ThrowIfNotEmpty();
        }
        while (sequence.HasData);

        return policies.ToImmutable();
    }

    /// <summary>The pairs, never empty.</summary>
    public static ImmutableArray<PolicyMapping> ReadMappings(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        ImmutableArray<PolicyMapping>.Builder mappings = ImmutableArray.CreateBuilder<PolicyMapping>();
        do
        {
            if (mappings.Count == Limits.CertificatePolicies)
            {
                throw new AsnContentException("more policy mappings than the cap");
            }

            AsnReader pair = sequence.ReadSequence();
            mappings.Add(new PolicyMapping(pair.ReadObjectIdentifier(), pair.ReadObjectIdentifier()));
            pair.ThrowIfNotEmpty();
        }
        while (sequence.HasData);

        return mappings.ToImmutable();
    }

    public static int ReadInhibitAnyPolicy(ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new(der, AsnEncodingRules.DER);
        int skip = reader.ReadSkipCertificates(Asn1Tag.Integer);
        reader.ThrowIfNotEmpty();
        return skip;
    }

    /// <summary>SkipCerts ::= INTEGER (0..MAX). A number beyond int is no limit in practice.</summary>
    public static int ReadSkipCertificates(this AsnReader reader, Asn1Tag tag)
    {
        ReadOnlySpan<byte> content = reader.PeekContentBytes().Span;
        if (!content.IsEmpty && (content[0] & 0x80) != 0)
        {
            throw new AsnContentException("a number of certificates is negative");
        }

        if (reader.TryReadInt32(out int skip, tag))
        {
            return skip;
        }

        reader.ReadIntegerBytes(tag);
        return int.MaxValue;
    }

    private static string? ReadQualifiers(AsnReader qualifiers)
    {
        string? unknown = null;
        do
        {
            AsnReader qualifier = qualifiers.ReadSequence();
            string oid = qualifier.ReadObjectIdentifier();
            qualifier.ReadEncodedValue();
            qualifier.ThrowIfNotEmpty();
            if (oid is not (CertificateOids.PracticeStatement or CertificateOids.UserNotice))
            {
                unknown ??= oid;
            }
        }
        while (qualifiers.HasData);

        return unknown;
    }
}

/// <summary>One pair of a policy mappings extension (RFC 5280, 4.2.1.5): what the issuer calls one, the subject calls the other.</summary>
internal readonly record struct PolicyMapping(string IssuerDomainPolicy, string SubjectDomainPolicy);
