using System.Diagnostics;
using System.Security.Cryptography;
using PluginSign.Tests;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests;

/// <summary>The native command as it is published: the same answers as the library's, from a process of its own.</summary>
public sealed class NativeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Signs_and_verifies_and_refuses_a_flipped_byte_and_a_foreign_signer()
    {
        string command = CommandOrSkip();
        string plugin = Path.Combine(_folder, "plugin.so");
        File.WriteAllBytes(plugin, RandomNumberGenerator.GetBytes(300_000));
        Expect(0, command, "ca", "new", "--out", In("ours"));
        Expect(0, command, "ca", "new", "--out", In("theirs"));
        Expect(0, command, "sign", plugin, "--key", In("ours/signer.key.pem"), "--certificate", In("ours/signer.pem"));
        Expect(0, command, "verify", plugin, "--ca", In("ours/root.pem"), "--allow-development-ca");
        Assert.Contains("PS3025", Expect(1, command, "verify", plugin, "--ca", In("ours/root.pem")), StringComparison.Ordinal);
        Assert.Contains("PS3014", Expect(1, command, "verify", plugin, "--ca", In("theirs/root.pem"), "--allow-development-ca"), StringComparison.Ordinal);
        Expect(2, command, "verify", plugin);
        Expect(3, command, "verify", In("nowhere.so"), "--ca", In("ours/root.pem"));

        byte[] content = File.ReadAllBytes(plugin);
        content[1000] ^= 1;
        File.WriteAllBytes(plugin, content);
        Assert.Contains("PS2003", Expect(1, command, "verify", plugin, "--ca", In("ours/root.pem"), "--allow-development-ca"), StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_and_verifies_with_every_kind_of_key()
    {
        string command = CommandOrSkip();
        TestPki pki = TestPki.Create();
        File.WriteAllText(In("root.pem"), pki.Root.Pem);
        File.WriteAllText(In("chain.pem"), pki.Intermediate.Pem);
        foreach (string kind in new[] { "p256", "p384", "p521", "rsa3072", "ed25519" })
        {
            IssuedCertificate signer = pki.IssueSigner(t => t with { Key = Worlds.Key(kind), NotBefore = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), NotAfter = new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero) });
            File.WriteAllText(In("signer.pem"), signer.Pem);
            File.WriteAllText(In("signer.key"), signer.KeyPem);
            string plugin = In(kind);
            File.WriteAllBytes(plugin, RandomNumberGenerator.GetBytes(1000));
            Expect(0, command, "sign", plugin, "--key", In("signer.key"), "--certificate", In("signer.pem"), "--chain", In("chain.pem"));
            Expect(0, command, "verify", plugin, "--ca", In("root.pem"), "--at", "2026-06-01T00:00:00Z");
        }
    }

    private static string CommandOrSkip()
    {
        string command = Path.Combine(Repository.Root, "artifacts", "native", OperatingSystem.IsWindows() ? "pluginsign.exe" : "pluginsign");
        if (!File.Exists(command))
        {
            Assert.Skip("the native command has not been published (scripts/publish.sh)");
        }

        return command;
    }

    private static string Expect(int code, string command, params string[] arguments)
    {
        using Process process = Process.Start(Tool.StartInfo(command, arguments))!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == code, $"{string.Join(' ', arguments)} ended with {process.ExitCode} instead of {code}: {output}{errors.GetAwaiter().GetResult()}");
        return output;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
