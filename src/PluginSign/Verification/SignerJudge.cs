using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Policies;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>Says of every signer of a signature: is it a signature over exactly these bytes, and does the certificate whose key made it lead to the host CA?</summary>
internal sealed class SignerJudge
{
    private readonly PathValidator _paths;
    private readonly ImmutableArray<Certificate> _intermediates;

    public SignerJudge(TrustInputs trust)
    {
        _intermediates = [.. trust.Intermediates];
        _paths = new PathValidator(trust.Anchors, _intermediates);
        CodeSigning = new PathRequirements { Purpose = CertificatePurpose.CodeSigning, Distrusted = trust.Distrusted };
    }

    private PathRequirements CodeSigning { get; }

    public ImmutableArray<SignerStanding> Judge(CmsSignature signature, PluginImage image, DateTimeOffset validationTime)
        => [.. signature.Verify(image.Digests, _intermediates).Signers.Select(signer => new SignerStanding(
            signer,
            signer.Certificate is null ? null : _paths.Validate(signer.Certificate, signature.Certificates, validationTime, CodeSigning)))];
}
