using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Tests.Examples;

internal static class JudgeAgain
{
    // sample: evidence
    public static async Task<bool> MayRun(PluginVerifier today, PluginVerifier tomorrow, Stream upload, byte[] signature, DateTimeOffset now, CancellationToken cancellation)
    {
        using Evidence evidence = await today.GatherAsync(ContentSource.Of(upload, "upload.so"), SignatureSource.Of(signature), cancellation: cancellation);
        return today.Judge(evidence, now).Verdict == Verdict.Trusted
            && tomorrow.Judge(evidence, now).Verdict == Verdict.Trusted; // another trust or policy: the upload is not read again
    }

    // sample: end
}
