using System.Diagnostics;
using System.Text;
using PluginSign.Certificates.Revocation;
using PluginSign.Signing;
using PluginSign.Tests;
using PluginSign.Tests.Binaries;
using PluginSign.Verification;

namespace PluginSign.Interop.Tests;

/// <summary>A host without a network: the kernel says what the command asked it for, and the command answers the same where there is no network at all.</summary>
public sealed class AirGapTests : IDisposable
{
    // Every certificate names places to fetch from: nobody may go there.
    private static readonly TestExtension Tempting = CrlTemplate.Point(GeneralNames.Uri("http://127.0.0.1:9/ca.crl"));

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-airgap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("good", 0, "PS3063")]
    [InlineData("revoked", 1, "PS3060")]
    [InlineData("nothing", 3, "PS3061")] // it does not go and look
    public void Verifying_with_an_evidence_pack_opens_no_socket_of_the_internet(string known, int exit, string code)
    {
        SkipUnlessStraceWorks();
        string[] verify = World(known);
        string trace = In("trace");
        ToolResult result = Run("strace", ["-f", "-e", "trace=%network", "-o", trace, .. verify]);
        AssertAnswer(exit, code, result);
        Assert.DoesNotContain("AF_INET", File.ReadAllText(trace), StringComparison.Ordinal); // nor AF_INET6
    }

    [Theory]
    [InlineData("good", 0, "PS3063")]
    [InlineData("revoked", 1, "PS3060")]
    [InlineData("nothing", 3, "PS3061")] // it does not go and look
    public void Where_there_is_no_network_the_answer_is_the_same(string known, int exit, string code)
    {
        string[] unshare = UnshareOrSkip();
        string[] verify = World(known);
        ToolResult here = Run(verify[0], verify[1..]);
        AssertAnswer(exit, code, here);
        ToolResult there = Run(unshare[0], [.. unshare[1..], .. verify]);
        Assert.Equal(here, there);
    }

    private static void AssertAnswer(int exit, string code, ToolResult result)
    {
        Assert.True(result.ExitCode == exit, $"{result.ExitCode}: {result.Output}{result.Errors}");
        Assert.Contains(code, result.Output, StringComparison.Ordinal);
    }

    // A signed plugin, the host CA, and a pack with the missing intermediate and what is known of revocation; returns the command that verifies it.
    private string[] World(string known)
    {
        TestPki pki = TestPki.Create();
        IssuedCertificate ca = pki.IssueCa("CN=Tempting CA", static t => t with { Extensions = [Tempting] });
        IssuedCertificate signer = pki.IssueSigner(static t => t with { Extensions = [Tempting] }, ca);
        File.WriteAllBytes(In("plugin.so"), Worlds.Content);
        File.WriteAllText(In("root.pem"), pki.Root.Pem);
        using SigningCredential credential = Worlds.Credential(pki, signer);
        File.WriteAllBytes(In("plugin.so.p7s"), PluginSigner.Sign(Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime.AddDays(-1) }));
        CrlTemplate crl = known is "revoked" ? new CrlTemplate().Revoke(signer, RevocationReason.KeyCompromise) : new CrlTemplate();
        EvidencePack pack = new(TestPki.ValidationTime) { Certificates = [ca.Certificate], Crls = known is "nothing" ? [] : [crl.Issue(ca), new CrlTemplate().Issue(pki.Root)] };
        File.WriteAllBytes(In("pack.json"), pack.ToJson());
        return [.. Command(), "verify", In("plugin.so"), "--ca", In("root.pem"), "--evidence", In("pack.json"), "--revocation", "require", "--at", "2026-06-01T00:00:00Z", "--output", "json"];
    }

    // The native command when it has been published, else the managed one, which is built with this project.
    private static string[] Command()
    {
        string native = Path.Combine(Repository.Root, "artifacts", "native", "pluginsign");
        string framework = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string configuration = Path.GetFileName(Path.GetDirectoryName(framework)!);
        return File.Exists(native)
            ? [native]
            : ["dotnet", Path.Combine(Repository.Root, "src", "PluginSign.Cli", "bin", configuration, Path.GetFileName(framework), "PluginSign.Cli.dll")];
    }

    // Bash opens a socket for such a file name: a trace that does not show it would not show ours either.
    private void SkipUnlessStraceWorks()
    {
        string trace = In("control");
        Tool.NeedOrSkip("strace", "bash");
        Run("strace", ["-f", "-e", "trace=%network", "-o", trace, "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"]);
        Assert.SkipUnless(
            File.Exists(trace) && File.ReadAllText(trace).Contains("AF_INET", StringComparison.Ordinal),
            "the program `strace` may not trace here");
    }

    private static string[] UnshareOrSkip()
    {
        Tool.NeedOrSkip("unshare");

        // As root, or in a user namespace of one's own.
        foreach (string[] unshare in (string[][])[["unshare", "-n"], ["unshare", "-rn"]])
        {
            if (Run(unshare[0], [.. unshare[1..], "true"]).ExitCode == 0)
            {
                return unshare;
            }
        }

        Assert.Skip("the program `unshare` may not make an empty network namespace here");
        return [];
    }

    private static ToolResult Run(string program, string[] arguments)
    {
        ProcessStartInfo start = Tool.StartInfo(program, arguments);
        start.StandardOutputEncoding = Encoding.UTF8;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private string In(string name) => Path.Combine(_folder, name);
}
