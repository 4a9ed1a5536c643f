using System.Globalization;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Signing;
using PluginSign.Tests;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests;

/// <summary>Judging reads no file, asks no network and no clock of the kernel: between two calls that mark it, a trace shows no system call that could.</summary>
public sealed class PureJudgementTests : IDisposable
{
    // Files, sockets, and whatever reads from a descriptor that is open already.
    private const string Calls = "trace=%file,%network,read,pread64,preadv,readv,sendfile,getdents64,fstat,ioctl,getrandom,clock_gettime,gettimeofday";

    // \0asm, version 1; type () -> (); one function of it; exports it as "run"; its empty body.
    private static readonly byte[] s_module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0, 10, 4, 1, 2, 0, 0x0b];

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-halves-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Between_the_halves_there_is_no_system_call_that_could_learn_anything()
    {
        Tool.NeedOrSkip("strace", "dotnet", "bash");
        Assert.SkipUnless(Tool.TryRun("strace", ["-f", "-e", Calls, "-o", In("control"), "bash", "-c", ":"]) is { Code: 0 }, "the program `strace` may not trace here");
        TestPki pki = TestPki.Create();
        File.WriteAllBytes(In("plugin.wasm"), s_module);
        File.WriteAllText(In("root.pem"), pki.Root.Pem);
        using (SigningCredential credential = Worlds.Credential(pki, pki.Signer))
        {
            ContentDigest digest = new(DigestAlgorithm.Sha256, SHA256.HashData(s_module));
            File.WriteAllBytes(In("plugin.wasm.p7s"), PluginSigner.Sign([digest], credential, new SigningOptions { SigningTime = TestPki.ValidationTime.AddDays(-1) }));
        }

        string trace = In("trace");
        string output = Tool.RunOrSkip("strace", ["-f", "-e", Calls, "-o", trace, "dotnet", Host(), "halves", In("root.pem"), In("plugin.wasm"), TestPki.ValidationTime.ToString("O", CultureInfo.InvariantCulture)]);
        Assert.Contains("Trusted", output, StringComparison.Ordinal);

        string[] lines = File.ReadAllLines(trace);
        int begin = Array.FindIndex(lines, static l => l.Contains("/judging-begins", StringComparison.Ordinal));
        int end = Array.FindIndex(lines, static l => l.Contains("/judging-ends", StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "the marks are not in the trace");
        string thread = lines[begin].Split(' ')[0];
        Assert.Equal(thread, lines[end].Split(' ')[0]);
        Assert.Contains(lines[..begin], static l => l.Contains("plugin.wasm", StringComparison.Ordinal)); // the trace sees what gathering does
        Assert.DoesNotContain(lines[(begin + 1)..end], l => l.StartsWith(thread + " ", StringComparison.Ordinal));
    }

    // Built with this solution.
    private static string Host()
    {
        string framework = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string configuration = Path.GetFileName(Path.GetDirectoryName(framework)!);
        return Path.Combine(Repository.Root, "tests", "PluginSign.SampleHost", "bin", configuration, Path.GetFileName(framework), "PluginSign.SampleHost.dll");
    }

    private string In(string name) => Path.Combine(_folder, name);
}
