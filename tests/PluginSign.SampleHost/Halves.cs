using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.SampleHost;

/// <summary>Gathers, and judges between two calls that a trace of system calls shows: nothing may stand between them.</summary>
internal static class Halves
{
    public static void Run(string hostCaFile, string plugin, DateTimeOffset now)
    {
        _ = CertificateBundle.Read(File.ReadAllBytes(hostCaFile)).TryGetValue(out CertificateBundle? hostCa);
        TrustInputs trust = new() { Anchors = hostCa!.Certificates, RevocationMode = RevocationMode.AllowUnknown };
        TrustPolicy policy = new() { Binary = new BinaryRequirements { RequiredSymbols = [new SymbolRequirement("run")] } };
        using Evidence evidence = new PluginVerifier(trust, policy).Gather(ContentSource.At(plugin), SignatureSource.Beside);

        // Once for the runtime, which loads its own code when it is first used.
        Judge();
        _ = File.Exists("/judging-begins");
        string verdict = Judge();
        _ = File.Exists("/judging-ends");
        Console.WriteLine(verdict);

        // A verifier of its own each time, that remembers nothing.
        string Judge() => new PluginVerifier(trust, policy).Judge(evidence, now).Verdict.ToString();
    }
}
