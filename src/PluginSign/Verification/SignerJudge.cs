using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>Says of every signer of a signature: is it a signature over exactly these bytes, and does the certificate whose key made it lead to the host CA?</summary>
internal sealed class SignerJudge
{
    private static readonly PathRequirements CodeSigning = new() { Purpose = CertificatePurpose.CodeSigning };

    private readonly PathValidator _paths;
    private readonly ImmutableArray<Certificate> _intermediates;
    private readonly RevocationInputs _revocation;

    public SignerJudge(TrustInputs trust)
    {
        _intermediates = [.. trust.Intermediates];
        _paths = new PathValidator(trust.Anchors, _intermediates);
        _revocation = new RevocationInputs
        {
            Mode = trust.RevocationMode,
            Information = trust.Revocation,
            Denied = [.. trust.DeniedCertificates.Select(static f => f.ToLowerInvariant())],
        };
    }

    /// <summary>Judges every signer.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="image">The content, hashed with what the signers used.</param>
    /// <param name="validationTime">The time for which certificates must be valid.</param>
    /// <param name="findings">What was found beside the signers.</param>
    public ImmutableArray<SignerStanding> Judge(CmsSignature signature, PluginImage image, DateTimeOffset validationTime, List<Finding> findings)
    {
        RevocationInputs revocation = _revocation.Mode == RevocationMode.Off
            ? _revocation
            : _revocation with { Offered = OfferedRevocations.Read(signature.Revocations, findings) };
        return [.. signature.Verify(image.Digests, _intermediates).Signers.Select(signer => new SignerStanding(
            signer,
            signer.Certificate is null ? null : _paths.Validate(signer.Certificate, signature.Certificates, validationTime, CodeSigning, revocation)))];
    }
}
