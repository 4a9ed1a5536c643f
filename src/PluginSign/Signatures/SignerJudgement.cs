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

    private SignerJudgement(CmsSigner signer, VerificationBudget budget)
    {
        _signer = signer;
        _budget = budget;
    }

    public static Claim Judge(
        CmsSigner signer,
        IReadOnlyCollection<string> listedDigests,
        IReadOnlyList<ContentDigest> digests,
        IReadOnlyList<Certificate> known,
        VerificationBudget budget)
        => new SignerJudgement(signer, budget).Judge(listedDigests, digests, known);

    private Claim Judge(IReadOnlyCollection<string> listedDigests, IReadOnlyList<ContentDigest> digests, IReadOnlyList<Certificate> known)
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
        SignatureMaker maker = SignatureMaker.Find(_signer, known, meant is null ? null : meant.Names, scheme, attributes?.ToBeSigned, _budget);
        Report(maker, meant, scheme, hasAttributes: attributes is not null);
        return new Claim
        {
            Certificate = maker.Certificate,
            Algorithm = AlgorithmName(scheme, maker.Certificate),
            IsSigned = maker.IsVerified,
            SigningTime = time,
            Findings = [.. _findings],
        };
    }

    private static string? AlgorithmName(SignatureScheme? scheme, Certificate? certificate)
        => scheme is not null && certificate?.PublicKey.TryGetValue(out PublicKey? key) == true && key.Family == scheme.Family ? scheme.Name(key) : null;

    private void Report(SignatureMaker maker, EssCertificateId? meant, SignatureScheme? scheme, bool hasAttributes)
    {
        if (maker.Certificate is not { } certificate)
        {
            _findings.Add(Finding.Error(
                FindingCode.SignerCertificateMissing,
                "the signer's certificate is neither in the signature nor among the given intermediates",
                _signer.ToString(),
                "no such certificate"));
            return;
        }

        _findings.AddRange(certificate.PublicKey.Findings);
        if (meant?.Names(certificate) == false)
        {
            _findings.Add(meant.Mismatch(certificate));
        }

        if (maker.IsVerified || scheme is null || !certificate.PublicKey.TryGetValue(out PublicKey? key))
        {
            return;
        }

        if (key.Family != scheme.Family)
        {
            _findings.Add(SignerAlgorithms.OtherKey(scheme, key));
        }
        else if (hasAttributes)
        {
            _findings.Add(Finding.Error(
                FindingCode.SignatureInvalid,
                maker.IsBudgetUsedUp
                    ? "too many certificates bear the signer's name, and not all of them were tried"
                    : "the signature does not belong to the signer's certificate, or was changed",
                $"a signature by {certificate.Subject}",
                maker.IsBudgetUsedUp ? $"none after {Limits.SignatureChecks} tries" : "a value that its key does not verify"));
        }
    }
}
