using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Verification;

/// <summary>Says of every signer of a signature: is it a signature over exactly these bytes, and does the certificate whose key made it lead to the host CA?</summary>
internal sealed class SignerJudge
{
    private readonly PathValidator _paths;
    private readonly TimestampJudge _timestamps;
    private readonly ImmutableArray<Certificate> _intermediates;

    public SignerJudge(TrustInputs trust)
    {
        _intermediates = [.. trust.Intermediates];
        _paths = new PathValidator(trust.Anchors, _intermediates);
        _timestamps = new TimestampJudge(trust);
        CodeSigning = new PathRequirements { Purpose = CertificatePurpose.CodeSigning, Distrusted = trust.Distrusted };
    }

    private PathRequirements CodeSigning { get; }

    public ImmutableArray<SignerStanding> Judge(CmsSignature signature, PluginImage image, DateTimeOffset validationTime)
    {
        TimestampBudget budget = new();
        return [.. signature.Verify(image.Digests, _intermediates).Signers.Select((evidence, i) => Judge(signature, i, evidence, budget, validationTime))];
    }

    private SignerStanding Judge(CmsSignature signature, int index, SignerEvidence evidence, TimestampBudget budget, DateTimeOffset validationTime)
    {
        // A time is proved of a signature; what is none needs none.
        TimestampStanding timestamp = evidence.IsValid ? _timestamps.Judge(signature.Signers[index], budget, validationTime) : new TimestampStanding();
        if (evidence.Certificate is not { } certificate)
        {
            return new SignerStanding(evidence, null, timestamp);
        }

        PathValidation path = Validate(certificate, signature.Certificates, timestamp.TrustedTime, validationTime);
        bool expired = path.Answer.Findings.Any(static f => f is { Code: FindingCode.CertificateExpired, Severity: Severity.Error });
        return expired && timestamp is { TrustedTime: null, Findings.IsEmpty: false }
            ? new SignerStanding(evidence, path, timestamp with { Findings = timestamp.Findings.Add(TimestampJudge.Needed(timestamp)) })
            : new SignerStanding(evidence, path, timestamp);
    }

    // The proved time decides. When the chain was not yet there at that time but is now, because a CA above the signer was renewed meanwhile, a
    // timestamp must not make a good signer bad; before the signer's own certificate existed, nobody can have signed with it.
    private PathValidation Validate(Certificate certificate, IReadOnlyList<Certificate> bag, DateTimeOffset? trustedTime, DateTimeOffset validationTime)
    {
        PathValidation path = _paths.Validate(certificate, bag, trustedTime ?? validationTime, CodeSigning);
        if (path.Answer.Passed || trustedTime is null || certificate.NotBefore > trustedTime)
        {
            return path;
        }

        PathValidation now = _paths.Validate(certificate, bag, validationTime, CodeSigning);
        return now.Answer.Passed ? now : path;
    }
}
