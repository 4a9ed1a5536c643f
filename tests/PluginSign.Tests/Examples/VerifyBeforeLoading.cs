using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Tests.Examples;

internal static class VerifyBeforeLoading
{
    // sample: library
    public static bool MayRun(string pluginPath, byte[] hostCaPem, DateTimeOffset now, TextWriter log)
    {
        if (!CertificateBundle.Read(hostCaPem).TryGetValue(out CertificateBundle? hostCa))
        {
            throw new InvalidDataException("the host CA's file is damaged");
        }

        TrustInputs trust = new() { Anchors = hostCa.Certificates, RevocationMode = RevocationMode.AllowUnknown }; // without it, bring CRLs
        PluginVerifier verifier = new(trust, new TrustPolicy());
        VerificationReport report = verifier.Verify(pluginPath, now);
        foreach (Finding finding in report.Findings)
        {
            log.WriteLine($"{finding.Code.Id()} {finding.Severity}: {finding.Message} {finding.Hint}");
        }

        return report.Verdict == Verdict.Trusted; // the one yes; refused and indeterminate are both no
    }

    // sample: end
}
