using PluginSign.Findings;

namespace PluginSign.Loading;

/// <summary>What both kinds of plugin say when there is nothing to load.</summary>
internal static class Loadable
{
    public static Finding WithoutBytes(string name) => Finding.Error(
        FindingCode.VerifiedWithoutBytes,
        $"{name} was verified without its bytes being held, so it cannot be loaded: the file may be another one by now",
        "a plugin from VerifyForLoading",
        "a plugin from Verify",
        "verify it with VerifyForLoading, then load it");
}
