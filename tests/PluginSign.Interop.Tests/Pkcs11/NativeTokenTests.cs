using System.Diagnostics;
using System.Security.Cryptography;
using PluginSign.Certificates;
using PluginSign.Pkcs11;
using PluginSign.Tests;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>The native command with a key in a token, from the URI to openssl's yes; and the PIN in none of its output.</summary>
[Collection(OneTokenAtATime.Name)]
public sealed class NativeTokenTests
{
    [Theory]
    [InlineData("rsa:3072", "rsa-pss-sha256")]
    [InlineData("EC:prime256v1", "ecdsa-p256-sha256")]
    public void The_native_command_signs_with_a_token(string type, string algorithm)
    {
        string command = Path.Combine(Repository.Root, "artifacts", "native", "pluginsign");
        Assert.SkipUnless(File.Exists(command), "the native command has not been published (scripts/publish.sh)");
        using SoftHsm hsm = SoftHsm.OrSkip();
        hsm.MakeKey(type, "2a", "signer");
        TestPki pki = TestPki.Create();
        string uri = $"pkcs11:token=Acme%20Signing;id=%2A?module-path={hsm.Module}&pin-source=file:{hsm.PinFile}";
        string plugin = hsm.PathOf("plugin.so");
        File.WriteAllBytes(plugin, RandomNumberGenerator.GetBytes(10_000));
        File.WriteAllText(hsm.PathOf("root.pem"), pki.Root.Pem);
        File.WriteAllText(hsm.PathOf("signer.pem"), Issue(hsm, pki) + "\n" + pki.Intermediate.Pem + "\n");
        Assert.Contains(algorithm, Expect(0, command, "sign", plugin, "--pkcs11", uri, "--certificate", hsm.PathOf("signer.pem")), StringComparison.Ordinal);
        Expect(0, command, "verify", plugin, "--ca", hsm.PathOf("root.pem"), "--at", "2026-06-01T00:00:00Z");

        // The token's own certificate, and what goes wrong.
        Assert.Contains("PIN", Expect(3, command, "sign", plugin, "--force", "--pkcs11", uri.Replace(hsm.PinFile, hsm.WritePin("wrong", "4242-secret"), StringComparison.Ordinal), "--certificate", hsm.PathOf("signer.pem")), StringComparison.Ordinal);
        Expect(2, command, "sign", plugin, "--force", "--pkcs11", uri);
        Expect(3, command, "sign", plugin, "--force", "--pkcs11", uri.Replace("%2A", "%2B", StringComparison.Ordinal), "--certificate", hsm.PathOf("signer.pem"));
    }

    private static string Issue(SoftHsm hsm, TestPki pki)
    {
        using TokenPin pin = TokenPin.FromText(SoftHsm.Pin);
        Assert.True(Pkcs11Uri.Parse($"pkcs11:id=%2A?module-path={hsm.Module}").TryGetValue(out Pkcs11Uri? uri));
        Assert.True(Pkcs11SigningKey.Open(uri, pin).TryGetValue(out Pkcs11SigningKey? key));
        using (key)
        {
            Certificate certificate = TokenCertificates.Issue(pki, key);
            return PemEncoding.WriteString("CERTIFICATE", certificate.Encoded.Span);
        }
    }

    private static string Expect(int code, string command, params string[] arguments)
    {
        using Process process = Process.Start(Tool.StartInfo(command, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == code, $"{string.Join(' ', arguments)} ended with {process.ExitCode} instead of {code}: {output}");
        Assert.DoesNotContain(SoftHsm.Pin, output, StringComparison.Ordinal);
        Assert.DoesNotContain("4242", output, StringComparison.Ordinal);
        return output;
    }
}
