using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Tests.Examples;

internal static class OpenBelowRoot
{
    // sample: root
    public static VerificationReport Verify(PluginVerifier verifier, string untrustedName, DateTimeOffset now)
    {
        Answer<TrustedRoot> opened = TrustedRoot.Open("/srv/plugins", LinkPolicy.WithinRoot, OwnerPolicy.RootAndCurrentUser());
        using TrustedRoot root = opened.TryGetValue(out TrustedRoot? trusted) ? trusted : throw new InvalidDataException(opened.Findings[0].Message);
        using PathWalk plugin = root.Open(untrustedName);
        using PathWalk signature = root.Open(untrustedName + PluginVerifier.SignatureSuffix);
        return verifier.VerifyForLoading(ContentSource.Of(plugin), SignatureSource.Of(signature), now); // its Held, when it is trusted, is what the loaders take
    }

    // sample: end
}
