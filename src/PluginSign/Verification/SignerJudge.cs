using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
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
    private readonly RevocationInputs _revocation;

    public SignerJudge(TrustInputs trust)
    {
        _intermediates = [.. trust.Intermediates];
        _paths = new PathValidator(trust.Anchors, _intermediates);
        _timestamps = new TimestampJudge(trust);
        CodeSigning = new PathRequirements { Purpose = CertificatePurpose.CodeSigning, Distrusted = trust.Retired };
        _revocation = trust.RevocationInputs;
    }

    private PathRequirements CodeSigning { get; }

    /// <summary>Judges every signer.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="digests">Of the content, with what the signers used.</param>
    /// <param name="validationTime">The time for which certificates must be valid.</param>
    public JudgedSigners Judge(CmsSignature signature, IReadOnlyList<ContentDigest> digests, DateTimeOffset validationTime)
    {
        TimestampBudget budget = new();
        RevocationInputs revocation = _revocation with { Time = validationTime };
        ImmutableArray<Finding> findings = [];
        if (_revocation.Mode != RevocationMode.AllowRevoked)
        {
            (RevocationInformation offered, findings) = OfferedRevocations.Read(signature.Revocations);
            revocation = revocation with { Offered = offered };
        }

        return new JudgedSigners([.. signature.Verify(digests, _intermediates).Signers.Select((evidence, i) => Judge(signature, i, evidence, budget, revocation, validationTime))], findings);
    }

    private SignerStanding Judge(CmsSignature signature, int index, SignerEvidence evidence, TimestampBudget budget, RevocationInputs revocation, DateTimeOffset validationTime)
    {
        // A time is proved of a signature; what is none needs none.
        TimestampStanding timestamp = evidence.IsValid ? _timestamps.Judge(signature.Signers[index], budget, revocation, validationTime) : new TimestampStanding();
        if (evidence.Certificate is not { } certificate)
        {
            return new SignerStanding(evidence, null, timestamp);
        }

        PathValidation path = Validate(certificate, signature.Certificates, revocation with { TrustedTime = timestamp.TrustedTime }, validationTime);
        bool expired = path.Answer.Findings.Any(static f => f is { Code: FindingCode.CertificateExpired, Severity: Severity.Error });
        return expired && timestamp is { TrustedTime: null, Findings.IsEmpty: false }
            ? new SignerStanding(evidence, path, timestamp with { Findings = timestamp.Findings.Add(TimestampJudge.Needed(timestamp)) })
            : new SignerStanding(evidence, path, timestamp);
    }

    // The proved time decides. When the chain was not yet there at that time but is now, because a CA above the signer was renewed meanwhile, a
    // timestamp must not make a good signer bad; before the signer's own certificate existed, nobody can have signed with it.
    private PathValidation Validate(Certificate certificate, IReadOnlyList<Certificate> bag, RevocationInputs revocation, DateTimeOffset validationTime)
    {
        PathValidation path = _paths.Validate(certificate, bag, revocation.TrustedTime ?? validationTime, CodeSigning, revocation);
        if (path.Answer.Passed || revocation.TrustedTime is not { } trustedTime || certificate.NotBefore > trustedTime)
        {
            return path;
        }

        PathValidation now = _paths.Validate(certificate, bag, validationTime, CodeSigning, revocation);
        return now.Answer.Passed ? now : path;
    }
}

/// <summary>What became of the signers, and what was found beside them.</summary>
internal sealed record JudgedSigners(ImmutableArray<SignerStanding> Signers, ImmutableArray<Finding> Findings)
{
    public static JudgedSigners None { get; } = new([], []);
}
