using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests;

/// <summary>What an OCSP response is to say. Start from <see cref="About"/>, which says good, and change one thing at a time.</summary>
internal sealed record OcspTemplate
{
    public const string NoCheck = "1.3.6.1.5.5.7.48.1.5";
    public const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    public required IssuedCertificate Subject { get; init; }

    public required IssuedCertificate Issuer { get; init; }

    public DateTimeOffset ThisUpdate { get; init; } = TestPki.ValidationTime.AddHours(-1);

    /// <summary>Null leaves it out.</summary>
    public DateTimeOffset? NextUpdate { get; init; } = TestPki.ValidationTime.AddHours(1);

    public DateTimeOffset ProducedAt { get; init; } = TestPki.ValidationTime.AddHours(-1);

    /// <summary>0 good, 1 revoked, 2 unknown.</summary>
    public int Status { get; init; }

    /// <summary>Says this about the same certificate, too; null says one thing alone.</summary>
    public int? SecondStatus { get; init; }

    /// <summary>The identifier that it is said to be signed with; null for the true one.</summary>
    public string? Algorithm { get; init; }

    public RevocationReason? Reason { get; init; }

    public DateTimeOffset RevokedAt { get; init; } = TestPki.ValidationTime.AddDays(-2);

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA1;

    /// <summary>Null leaves the extension out.</summary>
    public DateTimeOffset? ArchiveCutoff { get; init; }

    public bool ByName { get; init; }

    public bool CorruptSignature { get; init; }

    public ImmutableArray<IssuedCertificate> Certificates { get; init; } = [];

    public static OcspTemplate About(IssuedCertificate subject, IssuedCertificate issuer) => new() { Subject = subject, Issuer = issuer };

    public OcspResponse Answer(IssuedCertificate responder)
    {
        Answer<OcspResponse> read = OcspResponse.Read(Sign(responder));
        return read.TryGetValue(out OcspResponse? response) ? response : throw new InvalidOperationException($"{read.Findings[0].Message}: {read.Findings[0].Actual}");
    }

    public byte[] Sign(IssuedCertificate responder)
    {
        byte[] data = WriteData(responder);
        byte[] signature = responder.Key.Sign(data, HashAlgorithmName.SHA256);
        if (CorruptSignature)
        {
            signature[^1] ^= 1;
        }

        AsnWriter basic = new(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            basic.WriteEncodedValue(Algorithm is { } oid ? Identifier(oid) : responder.Key.SignatureAlgorithm(HashAlgorithmName.SHA256));
            basic.WriteBitString(signature);
            if (!Certificates.IsEmpty)
            {
                using (basic.PushSequence(Tag(0)))
                using (basic.PushSequence())
                {
                    foreach (IssuedCertificate certificate in Certificates)
                    {
                        basic.WriteEncodedValue(certificate.Der);
                    }
                }
            }
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
            using (writer.PushSequence(Tag(0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                writer.WriteOctetString(basic.Encode());
            }
        }

        return writer.Encode();
    }

    private static byte[] Identifier(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
        }

        return writer.Encode();
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);

    private byte[] WriteData(IssuedCertificate responder)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Tag(ByName ? 1 : 2)))
            {
                if (ByName)
                {
                    writer.WriteEncodedValue(responder.SubjectDer);
                }
                else
                {
                    writer.WriteOctetString(CryptographicOperations.HashData(HashAlgorithmName.SHA1, KeyBits(responder)));
                }
            }

            writer.WriteGeneralizedTime(ProducedAt, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                WriteStatement(writer, Status);
                if (SecondStatus is { } second)
                {
                    WriteStatement(writer, second);
                }
            }
        }

        return writer.Encode();
    }

    private void WriteStatement(AsnWriter writer, int status)
    {
        using (writer.PushSequence())
        {
            WriteId(writer);
            WriteStatus(writer, status);
            writer.WriteGeneralizedTime(ThisUpdate, omitFractionalSeconds: true);
            if (NextUpdate is { } next)
            {
                using (writer.PushSequence(Tag(0)))
                {
                    writer.WriteGeneralizedTime(next, omitFractionalSeconds: true);
                }
            }

            WriteArchiveCutoff(writer);
        }
    }

    private void WriteArchiveCutoff(AsnWriter writer)
    {
        if (ArchiveCutoff is { } cutoff)
        {
            AsnWriter value = new(AsnEncodingRules.DER);
            value.WriteGeneralizedTime(cutoff, omitFractionalSeconds: true);
            using (writer.PushSequence(Tag(1)))
            {
                TestExtension.WriteAll(writer, [new TestExtension("1.3.6.1.5.5.7.48.1.6", false, value.Encode())]);
            }
        }
    }

    private void WriteId(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Hash == HashAlgorithmName.SHA1 ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1");
                writer.WriteNull();
            }

            writer.WriteOctetString(CryptographicOperations.HashData(Hash, Issuer.SubjectDer));
            writer.WriteOctetString(CryptographicOperations.HashData(Hash, KeyBits(Issuer)));
            writer.WriteInteger(Subject.Certificate.SerialNumber.Span);
        }
    }

    private void WriteStatus(AsnWriter writer, int status)
    {
        if (status != 1)
        {
            writer.WriteNull(Tag(status));
            return;
        }

        using (writer.PushSequence(Tag(1)))
        {
            writer.WriteGeneralizedTime(RevokedAt, omitFractionalSeconds: true);
            if (Reason is { } reason)
            {
                using (writer.PushSequence(Tag(0)))
                {
                    writer.WriteEncodedValue([0x0A, 0x01, (byte)reason]);
                }
            }
        }
    }

    private static byte[] KeyBits(IssuedCertificate certificate)
    {
        AsnReader info = new AsnReader(certificate.Key.SubjectPublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        info.ReadEncodedValue();
        return info.ReadBitString(out _);
    }
}
