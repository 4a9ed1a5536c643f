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
    /// <summary>For an answer alone.</summary>
    public VerificationReport Of(string file, IProgress<long>? progress) => search is null
        ? verifier.Verify(file, at, signature, progress)
        : BelowRoots(search, file, (plugin, beside) => verifier.VerifyOpened(plugin, beside, at, progress));

    /// <summary>The report's plugin holds the verified bytes.</summary>
    public VerificationReport Holding(string file, IProgress<long>? progress) => search is null
        ? verifier.VerifyForLoading(file, at, signature, progress)
        : BelowRoots(search, file, (plugin, beside) => verifier.VerifyOpenedForLoading(plugin, beside, at, progress));

    private VerificationReport BelowRoots(PluginSearch roots, string file, Func<PathWalk, PathWalk, VerificationReport> verify)
    {
        using SearchAnswer answer = roots.Find(file);
        using PathWalk beside = signature is null ? answer.OpenBeside(PluginVerifier.SignatureSuffix) : PathWalk.WithoutRoot(signature);
        return verify(answer.Walk, beside) with { Path = file };
    }
}
