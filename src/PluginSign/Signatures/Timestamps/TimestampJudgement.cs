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

    public static TimestampEvidence Judge(TimestampToken token, ReadOnlySpan<byte> stamped, IReadOnlyList<Certificate> known, VerificationBudget budget)
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

    private TimestampEvidence Judge(IReadOnlyList<Certificate> known)
    {
        List<Finding> algorithms = [];
        SignatureScheme? scheme = SignerAlgorithms.Read(_token.Signer, _token.ListedDigests, algorithms);
        _findings.AddRange(algorithms.Select(static f => TimestampFindings.Algorithm(f.Message, f.Actual)));
        TimestampCertificateId? meant = null;
        byte[]? toBeSigned = null;
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

        return Choose(known, meant, scheme, toBeSigned);
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

    // The certificate that counts is the one whose key verifies, not the first of its name in the bag (CVE-2026-39984).
    private TimestampEvidence Choose(IReadOnlyList<Certificate> known, TimestampCertificateId? meant, SignatureScheme? scheme, byte[]? toBeSigned)
    {
        List<Certificate> candidates = [.. known.Where(_token.Signer.Identifier.Matches).OrderByDescending(c => meant?.Names(c) == true)];
        if (candidates.Count == 0)
        {
            _findings.Add(TimestampFindings.NoCertificate(_token.Signer.ToString()));
            return new TimestampEvidence(null, verified: false, [.. _findings]);
        }

        Certificate? maker = scheme is null || toBeSigned is null ? null : candidates.Find(c => Verifies(c, scheme, toBeSigned));
        Certificate certificate = maker ?? candidates[0];
        if (maker is null && scheme is not null && toBeSigned is not null)
        {
            _findings.Add(TimestampFindings.Invalid(
                "the timestamp's signature does not belong to its signer's certificate, or was changed", $"a signature by {certificate.Subject}", "a value that its key does not verify"));
        }

        if (meant?.Names(certificate) == false)
        {
            _findings.Add(TimestampFindings.OtherCertificate($"{certificate.Subject}, sha256 {certificate.Fingerprint}"));
        }

        return new TimestampEvidence(certificate, maker is not null, [.. _findings]);
    }

    private bool Verifies(Certificate candidate, SignatureScheme scheme, byte[] toBeSigned)
        => candidate.PublicKey.TryGetValue(out PublicKey? key) && key.Family == scheme.Family
            && _budget.TryTake() && key.Verify(scheme, toBeSigned, _token.Signer.Signature.Span);
}
