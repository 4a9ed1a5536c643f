using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Loading;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.SampleHost;

internal static class Host
{
    private delegate int Add(int a, int b);

    // sample: host
    public static string? Run(CertificateBundle hostCa, string nativePath, string managedPath, DateTimeOffset now)
    {
        TrustInputs trust = new() { Anchors = hostCa.Certificates, RevocationMode = RevocationMode.AllowUnknown }; // without it, bring CRLs
        PluginVerifier verifier = new(trust, new TrustPolicy());
        using HeldPlugin? native = verifier.VerifyForLoading(nativePath, now).Held; // null: the report's Findings say why
        using HeldPlugin? managed = verifier.VerifyForLoading(managedPath, now).Held;
        return native is not null && managed is not null
            && NativePlugin.Load(native).TryGetValue(out NativePlugin? library)
            && library.GetExport<Add>("add").TryGetValue(out Add? add)
            && ManagedPlugin.Load(managed, [typeof(IGreeter).Assembly]).TryGetValue(out ManagedPlugin? assembly)
            && assembly.CreateInstance<IGreeter>("Sample.Greeter").TryGetValue(out IGreeter? greeter)
                ? greeter.Greet(add(1, 1))
                : null;
    }

    // sample: end
}
