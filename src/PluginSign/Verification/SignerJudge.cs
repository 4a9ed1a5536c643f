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

        return new JudgedSigners([.. signature.Verify(digests, _intermediates).Signers.Select((claim, i) => Judge(signature, i, claim, budget, revocation, validationTime))], findings);
    }

    private SignerReport Judge(CmsSignature signature, int index, Claim claim, TimestampBudget budget, RevocationInputs revocation, DateTimeOffset validationTime)
    {
        // A time is proved of a signature; what is none needs none.
        TimestampReport time = claim.IsValid ? _timestamps.Judge(signature.Signers[index], budget, revocation, validationTime) : new TimestampReport();
        Claim proved = claim with { ProvedTime = time.TrustedTime };
        if (proved.Certificate is not { } certificate)
        {
            return new SignerReport(proved, null, time);
        }

        // Before the signer's own certificate existed, nobody can have signed with it: then the proved time alone counts.
        PathValidation path = _paths.ValidateAtEither(
            certificate, signature.Certificates, proved.ProvedTime, proved.ProvedTime, validationTime, CodeSigning, revocation with { TrustedTime = proved.ProvedTime });
        bool expired = path.Answer.Findings.Any(static f => f is { Code: FindingCode.CertificateExpired, Severity: Severity.Error });
        return expired && time is { TrustedTime: null, Findings.IsEmpty: false }
            ? new SignerReport(proved, path, time.With(TimestampJudge.Needed(time)))
            : new SignerReport(proved, path, time);
    }
}

/// <summary>What became of the signers, and what was found beside them.</summary>
internal sealed record JudgedSigners(ImmutableArray<SignerReport> Signers, ImmutableArray<Finding> Findings)
{
    public static JudgedSigners None { get; } = new([], []);
}
