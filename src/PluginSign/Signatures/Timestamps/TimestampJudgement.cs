using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>Judges one token: imprint, algorithms, attributes, certificate, signature (RFC 3161, 2.3 and 2.4.2; RFC 5652, 5.4).</summary>
internal sealed class TimestampJudgement
{
    private readonly TimestampToken _token;
    private readonly VerificationBudget _budget;
    private readonly List<Finding> _findings = [];

    private TimestampJudgement(TimestampToken token, VerificationBudget budget)
    {
        _token = token;
        _budget = budget;
    }

    public static Claim Judge(TimestampToken token, ReadOnlySpan<byte> stamped, IReadOnlyList<Certificate> known, VerificationBudget budget)
    {
        TimestampJudgement judgement = new(token, budget);
        judgement.CheckImprint(stamped);
        return judgement.Judge(known);
    }

    private void CheckImprint(ReadOnlySpan<byte> stamped)
    {
        if (_token.Imprint.Algorithm == DigestAlgorithm.None)
        {
            _findings.Add(TimestampFindings.Algorithm("the digest of what was stamped", _token.Imprint.Digest.Oid));
        }
        else if (!_token.Imprint.IsOf(stamped))
        {
            _findings.Add(TimestampFindings.OtherImprint(_token.Imprint, stamped));
        }
    }

    private Claim Judge(IReadOnlyList<Certificate> known)
    {
        List<Finding> algorithms = [];
        SignatureScheme? scheme = SignerAlgorithms.Read(_token.Signer, _token.ListedDigests, algorithms);
        _findings.AddRange(algorithms.Select(static f => TimestampFindings.Algorithm(f.Message, f.Actual)));
        TimestampCertificateId? meant = null;
        ReadOnlyMemory<byte>? toBeSigned = null;
        try
        {
            ImmutableArray<CmsAttribute> attributes = ReadAttributes();
            CheckAttributes(attributes);
            meant = TimestampCertificateId.Read(attributes, _findings);
            toBeSigned = ToBeSigned(_token.Signer.SignedAttributes);
        }
        catch (AsnContentException e)
        {
            _findings.Add(TimestampFindings.Malformed($"signed attributes: {e.Message.TrimEnd('.')}"));
        }

        SignatureMaker maker = SignatureMaker.Find(_token.Signer, known, meant is null ? null : meant.Names, scheme, toBeSigned, _budget);
        Report(maker, meant, canBeVerified: scheme is not null && toBeSigned is not null);
        return new Claim { Certificate = maker.Certificate, IsSigned = maker.IsVerified, SigningTime = _token.GenTime, Findings = [.. _findings] };
    }

    private ImmutableArray<CmsAttribute> ReadAttributes()
        => _token.Signer.SignedAttributes.IsEmpty
            ? throw new AsnContentException("there are none, so nothing says what was signed")
            : CmsAttribute.ReadSet(_token.Signer.SignedAttributes, anyOrder: true);

    // RFC 5652, 5.4 and 11: content type and message digest stand once and are those of the TSTInfo.
    private void CheckAttributes(ImmutableArray<CmsAttribute> attributes)
    {
        string type = new AsnReader(Only(attributes, CmsOids.ContentType), AsnEncodingRules.DER).ReadObjectIdentifier();
        if (type is not CmsOids.TimestampInfo)
        {
            _findings.Add(TimestampFindings.Invalid("the timestamp's signer signed another type of content", CmsOids.TimestampInfo, type));
        }

        byte[] signed = new AsnReader(Only(attributes, CmsOids.MessageDigest), AsnEncodingRules.DER).ReadOctetString();
        if (_token.Signer.DigestAlgorithm is var algorithm && algorithm != DigestAlgorithm.None
            && algorithm.Hash(_token.Content.Span) is { } found && !found.AsSpan().SequenceEqual(signed))
        {
            _findings.Add(TimestampFindings.Invalid(
                "what the timestamp says was changed after it was signed", Convert.ToHexStringLower(signed), Convert.ToHexStringLower(found)));
        }
    }

    private static ReadOnlyMemory<byte> Only(ImmutableArray<CmsAttribute> attributes, string oid)
        => attributes.Where(a => string.Equals(a.Oid, oid, StringComparison.Ordinal)).ToArray() is [{ Values: [ReadOnlyMemory<byte> value] }]
            ? value
            : throw new AsnContentException($"attribute {oid} is missing or repeated");

    // RFC 5652, 5.4: the signature is over the DER of the attributes, whatever order they stand in.
    private static byte[] ToBeSigned(ReadOnlyMemory<byte> attributes)
    {
        AsnReader reader = new(attributes, AsnEncodingRules.DER);
        ImmutableArray<ReadOnlyMemory<byte>> elements = DerSet.Read(reader, reader.PeekTag(), Limits.Attributes);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            foreach (ReadOnlyMemory<byte> element in elements)
            {
                writer.WriteEncodedValue(element.Span);
            }
        }

        return writer.Encode();
    }

    private void Report(SignatureMaker maker, TimestampCertificateId? meant, bool canBeVerified)
    {
        if (maker.Certificate is not { } certificate)
        {
            _findings.Add(TimestampFindings.NoCertificate(_token.Signer.ToString()));
            return;
        }

        if (!maker.IsVerified && canBeVerified)
        {
            _findings.Add(TimestampFindings.Invalid(
                maker.IsBudgetUsedUp
                    ? "too many certificates bear the name of the timestamp's signer, and not all of them were tried"
                    : "the timestamp's signature does not belong to its signer's certificate, or was changed",
                $"a signature by {certificate.Subject}",
                maker.IsBudgetUsedUp ? $"none after {Limits.SignatureChecks} tries" : "a value that its key does not verify"));
        }

        if (meant?.Names(certificate) == false)
        {
            _findings.Add(TimestampFindings.OtherCertificate($"{certificate.Subject}, sha256 {certificate.Fingerprint}"));
        }
    }
}
