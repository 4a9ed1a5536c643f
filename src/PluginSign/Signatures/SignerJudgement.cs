using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>Judges one signer: algorithms, attributes, certificate, signature (RFC 5652, 5.4 and 5.6). Every check that can run does.</summary>
internal sealed class SignerJudgement
{
    private readonly CmsSigner _signer;
    private readonly VerificationBudget _budget;
    private readonly List<Finding> _findings = [];
    private bool _verified;
    private bool _isBudgetUsedUp;

    private SignerJudgement(CmsSigner signer, VerificationBudget budget)
    {
        _signer = signer;
        _budget = budget;
    }

    public static SignerEvidence Judge(
        CmsSigner signer,
        IReadOnlyCollection<string> listedDigests,
        IReadOnlyList<ContentDigest> digests,
        IReadOnlyList<Certificate> known,
        VerificationBudget budget)
        => new SignerJudgement(signer, budget).Judge(listedDigests, digests, known);

    private SignerEvidence Judge(IReadOnlyCollection<string> listedDigests, IReadOnlyList<ContentDigest> digests, IReadOnlyList<Certificate> known)
    {
        SignatureScheme? scheme = SignerAlgorithms.Read(_signer, listedDigests, _findings);
        SignedAttributes? attributes = SignedAttributes.Read(_signer, _findings);
        EssCertificateId? meant = null;
        DateTimeOffset? time = null;
        if (attributes is not null)
        {
            AttributeChecks.ContentType(attributes, _findings);
            AttributeChecks.MessageDigest(attributes, _signer.DigestAlgorithm, digests, _findings);
            time = AttributeChecks.SigningTime(attributes, _findings);
            meant = EssCertificateId.Read(attributes, _findings);
        }

        UnsignedAttributes.Check(_signer, _findings);
        Certificate? certificate = Choose(known, meant, scheme, attributes);
        if (certificate is not null)
        {
            Report(certificate, meant, scheme, attributes);
        }

        return new SignerEvidence
        {
            Certificate = certificate,
            Algorithm = AlgorithmName(scheme, certificate),
            SigningTime = time,
            Findings = [.. _findings],
            Verified = _verified,
        };
    }

    private static string? AlgorithmName(SignatureScheme? scheme, Certificate? certificate)
        => scheme is not null && certificate?.PublicKey.TryGetValue(out PublicKey? key) == true && key.Family == scheme.Family ? scheme.Name(key) : null;

    // The certificate that counts is the one whose key verifies, not the first of its name in the bag (CVE-2026-39984).
    private Certificate? Choose(IReadOnlyList<Certificate> known, EssCertificateId? meant, SignatureScheme? scheme, SignedAttributes? attributes)
    {
        List<Certificate> candidates = known.Where(_signer.Identifier.Matches).ToList();
        if (meant is not null)
        {
            candidates = [.. candidates.Where(meant.Names), .. candidates.Where(c => !meant.Names(c))];
        }

        if (candidates.Count == 0)
        {
            _findings.Add(Finding.Error(
                FindingCode.SignerCertificateMissing,
                "the signer's certificate is neither in the signature nor among the given intermediates",
                _signer.ToString(),
                "no such certificate",
                "ask the publisher for it and give it as an intermediate, or sign again with the certificate included"));
            return null;
        }

        if (scheme is not null && attributes is not null && candidates.Find(c => Verifies(c, scheme, attributes)) is { } maker)
        {
            _verified = true;
            return maker;
        }

        return candidates[0];
    }

    private bool Verifies(Certificate candidate, SignatureScheme scheme, SignedAttributes attributes)
    {
        if (!candidate.PublicKey.TryGetValue(out PublicKey? key) || key.Family != scheme.Family)
        {
            return false;
        }

        if (!_budget.TryTake())
        {
            _isBudgetUsedUp = true;
            return false;
        }

        return key.Verify(scheme, attributes.ToBeSigned.Span, _signer.Signature.Span);
    }

    private void Report(Certificate certificate, EssCertificateId? meant, SignatureScheme? scheme, SignedAttributes? attributes)
    {
        _findings.AddRange(certificate.PublicKey.Findings);
        if (meant?.Names(certificate) == false)
        {
            _findings.Add(meant.Mismatch(certificate));
        }

        if (_verified || scheme is null || !certificate.PublicKey.TryGetValue(out PublicKey? key))
        {
            return;
        }

        if (key.Family != scheme.Family)
        {
            _findings.Add(SignerAlgorithms.OtherKey(scheme, key));
        }
        else if (attributes is not null)
        {
            _findings.Add(Finding.Error(
                FindingCode.SignatureInvalid,
                _isBudgetUsedUp
                    ? "too many certificates bear the signer's name, and not all of them were tried"
                    : "the signature does not belong to the signer's certificate, or was changed",
                $"a signature by {certificate.Subject}",
                _isBudgetUsedUp ? $"none after {Limits.SignatureChecks} tries" : "a value that its key does not verify",
                "get the signature file again from its publisher, or sign again"));
        }
    }
}
