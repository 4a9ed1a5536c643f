using PluginSign.Files;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands;

/// <summary>Verifies one file after another with the same trust inputs, below the trusted roots when there are any.</summary>
/// <param name="verifier">Decides.</param>
/// <param name="search">Opens; null when no root was asked for.</param>
/// <param name="at">The validation time.</param>
/// <param name="signature">Where the signature lies, when it was named. Its bytes are checked by its signer's key, so it may lie outside the roots.</param>
internal sealed class FileVerification(PluginVerifier verifier, PluginSearch? search, DateTimeOffset at, string? signature)
{
    public VerificationReport Of(string file, IProgress<long>? progress)
    {
        if (search is null)
        {
            return verifier.Verify(file, at, signature, progress);
        }

        using SearchAnswer answer = search.Find(file);
        using PathWalk beside = signature is null ? answer.OpenBeside(PluginVerifier.SignatureSuffix) : PathWalk.WithoutRoot(signature);
        return verifier.VerifyOpened(answer.Walk, beside, at, progress) with { Path = file };
    }
}
