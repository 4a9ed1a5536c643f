using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests;

/// <summary>What a CRL is to say. Start from <c>new CrlTemplate()</c>, a good and empty one, and change one thing at a time.</summary>
internal sealed record CrlTemplate
{
    public const string Number = "2.5.29.20";
    public const string DeltaIndicator = "2.5.29.27";
    public const string IssuingPoint = "2.5.29.28";

    public DateTimeOffset ThisUpdate { get; init; } = TestPki.ValidationTime.AddDays(-1);

    /// <summary>Null leaves it out.</summary>
    public DateTimeOffset? NextUpdate { get; init; } = TestPki.ValidationTime.AddDays(6);

    /// <summary>Null leaves the extension out.</summary>
    public int? CrlNumber { get; init; } = 7;

    public bool CrlNumberCritical { get; init; }

    /// <summary>Makes it a delta CRL.</summary>
    public int? BaseNumber { get; init; }

    /// <summary>1 for v1: then it has no extensions.</summary>
    public int Version { get; init; } = 2;

    /// <summary>DER of the issuer's name; null takes the signer's subject.</summary>
    public byte[]? IssuerDer { get; init; }

    /// <summary>Null takes the signer's key; empty leaves the extension out.</summary>
    public byte[]? AuthorityKey { get; init; }

    public bool CorruptSignature { get; init; }

    /// <summary>Writes the list of revoked certificates although there is none.</summary>
    public bool EmptyList { get; init; }

    public ImmutableArray<TestExtension> Extensions { get; init; } = [];

    public ImmutableArray<CrlLine> Lines { get; init; } = [];

    public CrlTemplate Revoke(IssuedCertificate certificate, RevocationReason? reason = null, DateTimeOffset? at = null, params ImmutableArray<TestExtension> extensions)
        => this with { Lines = Lines.Add(new CrlLine(certificate.Certificate.SerialNumber.ToArray(), at ?? TestPki.ValidationTime.AddDays(-2), reason, extensions)) };

    public byte[] Sign(IssuedCertificate issuer)
    {
        byte[] algorithm = issuer.Key.SignatureAlgorithm(HashAlgorithmName.SHA256);
        byte[] tbs = WriteToBeSigned(issuer, algorithm);
        byte[] signature = issuer.Key.Sign(tbs, HashAlgorithmName.SHA256);
        if (CorruptSignature)
        {
            signature[^1] ^= 1;
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(signature);
        }

        return writer.Encode();
    }

    /// <summary>The CRL as our reader sees it; it is the test's mistake when it refuses.</summary>
    public CertificateRevocationList Issue(IssuedCertificate issuer)
    {
        Answer<CertificateRevocationList> read = CertificateRevocationList.Read(Sign(issuer));
        return read.TryGetValue(out CertificateRevocationList? crl) ? crl : throw new InvalidOperationException($"{read.Findings[0].Message}: {read.Findings[0].Actual}");
    }

    /// <summary>A critical issuingDistributionPoint.</summary>
    public static TestExtension Scope(byte[]? fullName = null, bool users = false, bool cas = false, byte[]? reasons = null, bool indirect = false, bool attributes = false)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteName(writer, fullName);
            WriteFlag(writer, 1, users);
            WriteFlag(writer, 2, cas);
            if (reasons is not null)
            {
                writer.WriteBitString(reasons, 0, new Asn1Tag(TagClass.ContextSpecific, 3));
            }

            WriteFlag(writer, 4, indirect);
            WriteFlag(writer, 5, attributes);
        }

        return new TestExtension(IssuingPoint, true, writer.Encode());
    }

    /// <summary>cRLDistributionPoints with one point.</summary>
    public static TestExtension Point(byte[]? fullName = null, byte[]? reasons = null, byte[]? crlIssuer = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            WriteName(writer, fullName);
            if (reasons is not null)
            {
                writer.WriteBitString(reasons, 0, new Asn1Tag(TagClass.ContextSpecific, 1));
            }

            if (crlIssuer is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
                {
                    writer.WriteEncodedValue(crlIssuer);
                }
            }
        }

        return new TestExtension("2.5.29.31", false, writer.Encode());
    }

    private static void WriteName(AsnWriter writer, byte[]? fullName)
    {
        if (fullName is not null)
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteEncodedValue(fullName);
            }
        }
    }

    private static void WriteFlag(AsnWriter writer, int tag, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(value: true, new Asn1Tag(TagClass.ContextSpecific, tag));
        }
    }

    private byte[] WriteToBeSigned(IssuedCertificate issuer, byte[] algorithm)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (Version != 1)
            {
                writer.WriteInteger(Version - 1);
            }

            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(IssuerDer ?? issuer.SubjectDer);
            writer.WriteUtcTime(ThisUpdate);
            if (NextUpdate is { } next)
            {
                writer.WriteUtcTime(next);
            }

            if (Lines.Length > 0 || EmptyList)
            {
                using (writer.PushSequence())
                {
                    foreach (CrlLine line in Lines)
                    {
                        line.Write(writer);
                    }
                }
            }

            if (Version != 1)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    TestExtension.WriteAll(writer, [.. AllExtensions(issuer)]);
                }
            }
        }

        return writer.Encode();
    }

    private IEnumerable<TestExtension> AllExtensions(IssuedCertificate issuer)
    {
        byte[] key = AuthorityKey ?? issuer.Certificate.SubjectKeyIdentifier.ToArray();
        if (key.Length > 0)
        {
            yield return new TestExtension("2.5.29.35", false, X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(key).RawData);
        }

        if (CrlNumber is { } number)
        {
            yield return new TestExtension(Number, CrlNumberCritical, Integer(number));
        }

        if (BaseNumber is { } from)
        {
            yield return new TestExtension(DeltaIndicator, true, Integer(from));
        }

        foreach (TestExtension extension in Extensions)
        {
            yield return extension;
        }
    }

    private static byte[] Integer(int value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }
}
