using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>A successful basic OCSP response (RFC 6960, 4.2.1), parsed once. Parsing trusts nothing: whose it is is judged with a path.</summary>
/// <remarks>Immutable and safe for several threads.</remarks>
public sealed class OcspResponse
{
    private const string Basic = "1.3.6.1.5.5.7.48.1.1";

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Context2 = new(TagClass.ContextSpecific, 2, isConstructed: true);

    private OcspResponse(ReadOnlyMemory<byte> encoded, AsnReader basic)
    {
        Encoded = encoded;
        ReadOnlyMemory<byte> signed = basic.PeekEncodedValue();
        AsnReader data = basic.ReadSequence();
        SignatureScheme? scheme = SignatureScheme.Read(basic, DigestAlgorithm.None, out string algorithm);
        ReadOnlyMemory<byte> signature = basic.ReadBitString(out int unused);
        Certificates = basic.HasData ? ReadCertificates(basic) : [];
        basic.ThrowIfNotEmpty();
        if (unused != 0)
        {
            throw new AsnContentException("the signature has unused bits");
        }

        if (data.PeekTag() == Context0)
        {
            throw new AsnContentException("a version other than v1, or one that is written out (DER leaves a default out)");
        }

        ReadResponder(data);
        ProducedAt = data.ReadGeneralizedTime();
        Statements = ReadStatements(data.ReadSequence());
        string? unknown = null;
        if (data.HasData)
        {
            AsnReader tagged = data.ReadSequence(Context1);
            unknown = tagged.ReadSequence().ReadExtensions().FirstOrDefault(static e => e.IsCritical)?.Oid;
            tagged.ThrowIfNotEmpty();
        }

        data.ThrowIfNotEmpty();
        Signature = new RememberedSignature(scheme, signed, signature);
        Fault = scheme is null ? RevocationDer.Unsupported(algorithm)
            : unknown is not null ? $"it has a critical extension that is not understood ({unknown})"
            : null;
    }

    /// <summary>The whole response's DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>When the responder signed it.</summary>
    public DateTimeOffset ProducedAt { get; }

    internal DistinguishedName? ResponderName { get; private set; }

    internal ReadOnlyMemory<byte> ResponderKeyHash { get; private set; }

    internal ImmutableArray<OcspStatement> Statements { get; }

    internal ImmutableArray<Certificate> Certificates { get; }

    internal RememberedSignature Signature { get; }

    /// <summary>Why the response may not be used, although it can be read; null when it may.</summary>
    internal string? Fault { get; }

    /// <summary>Reads exactly one DER OCSPResponse: nothing before it, nothing after it. An unsuccessful one is refused.</summary>
    public static Answer<OcspResponse> Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.OcspResponseBytes)
        {
            return Refused(FindingCode.OcspMalformed, $"{der.Length} bytes, more than {Limits.OcspResponseBytes}");
        }

        try
        {
            return ReadSuccessful(der.ToArray());
        }
        catch (AsnContentException e)
        {
            return Refused(FindingCode.OcspMalformed, e.Message.TrimEnd('.'));
        }
    }

    private static Answer<OcspResponse> ReadSuccessful(ReadOnlyMemory<byte> der)
    {
        AsnReader outer = DerReading.ReadOnlySequence(der);
        ReadOnlySpan<byte> status = outer.ReadEnumeratedBytes().Span;
        if (status is not [0])
        {
            return Refused(FindingCode.OcspUnsuccessful, status is [var number] ? StatusName(number) : "an unknown status");
        }

        AsnReader tagged = outer.ReadSequence(Context0);
        outer.ThrowIfNotEmpty();
        AsnReader bytes = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        if (bytes.ReadObjectIdentifier() is not Basic)
        {
            return Refused(FindingCode.OcspMalformed, "another type of response");
        }

        AsnReader basic = DerReading.ReadOnlySequence(bytes.ReadOctetString());
        bytes.ThrowIfNotEmpty();
        return Answers.Passed(new OcspResponse(der, basic));
    }

    private static Answer<OcspResponse> Refused(FindingCode code, string actual) => Answers.Refused<OcspResponse>(Finding.Error(
        code,
        code == FindingCode.OcspUnsuccessful ? "the OCSP responder gave no answer" : "the OCSP response is malformed",
        "a successful basic OCSP response in DER (RFC 6960, 4.2.1)",
        actual,
        "ask the responder again"));

    private static string StatusName(byte status) => status switch
    {
        1 => "malformedRequest",
        2 => "internalError",
        3 => "tryLater",
        5 => "sigRequired",
        6 => "unauthorized",
        _ => "an unknown status",
    };

    private static ImmutableArray<Certificate> ReadCertificates(AsnReader basic)
    {
        AsnReader tagged = basic.ReadSequence(Context0);
        AsnReader list = tagged.ReadSequence();
        tagged.ThrowIfNotEmpty();
        ImmutableArray<Certificate>.Builder certificates = ImmutableArray.CreateBuilder<Certificate>();
        for (int i = 0; list.HasData; i++)
        {
            if (i == Limits.BagCertificates)
            {
                throw new AsnContentException("more certificates than the cap");
            }

            // What cannot be read cannot be the responder's.
            if (Certificate.Read(list.ReadEncodedValue()).TryGetValue(out Certificate? certificate))
            {
                certificates.Add(certificate);
            }
        }

        return certificates.ToImmutable();
    }

    private static ImmutableArray<OcspStatement> ReadStatements(AsnReader list)
    {
        ImmutableArray<OcspStatement>.Builder statements = ImmutableArray.CreateBuilder<OcspStatement>();
        while (list.HasData)
        {
            if (statements.Count == Limits.OcspStatements)
            {
                throw new AsnContentException("more statements than the cap");
            }

            statements.Add(OcspStatement.Read(list));
        }

        return statements.ToImmutable();
    }

    // ResponderID ::= CHOICE { byName [1] Name, byKey [2] KeyHash }, both explicitly tagged.
    private void ReadResponder(AsnReader data)
    {
        if (data.PeekTag() == Context1)
        {
            AsnReader name = data.ReadSequence(Context1);
            ResponderName = DistinguishedName.Read(name);
            name.ThrowIfNotEmpty();
            return;
        }

        AsnReader key = data.ReadSequence(Context2);
        ResponderKeyHash = key.ReadOctetString();
        key.ThrowIfNotEmpty();
    }
}
