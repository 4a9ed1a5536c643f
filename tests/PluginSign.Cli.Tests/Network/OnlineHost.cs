using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Cli.Tests.Network;

/// <summary>A signed plugin, a CA that says where its lists are, and the server where they are: everything that one test of <c>--online</c> needs, in a directory of its own.</summary>
internal sealed class OnlineHost : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pluginsign-online-");

    public OnlineHost(bool withOcsp = false)
    {
        Authority = new OnlineAuthority(_directory.FullName, Server.Url);
        Signer = Authority.Signer("signer", Server.Url + "/ca.crl", withOcsp ? [Server.Url + "/ocsp"] : []);
        Server.Say("/root.crl", Authority.RootCrl);
        Server.Say("/ca.crl", Authority.IssuingCrl());
        File.WriteAllBytes(Plugin, [1, 2, 3]);
        Sign("signer");
        CacheHome = At("cache");
    }

    public OnlineServer Server { get; } = new();

    public OnlineAuthority Authority { get; }

    public X509Certificate2 Signer { get; }

    public FixedClock Clock { get; } = new();

    public string Plugin => At("greeter.so");

    public string CacheHome { get; set; }

    public string Cache => Path.Combine(CacheHome, "pluginsign", "revocation");

    public string Output { get; private set; } = string.Empty;

    public string At(string name) => Path.Combine(_directory.FullName, name);

    public void Sign(string signer) => Assert.Equal(0, Run("sign", Plugin, "--key", At(signer + ".key.pem"), "--certificate", At(signer + ".pem"), "--force", "--quiet"));

    public int Verify(params string[] more) => Run(["verify", Plugin, "--ca", At("root.pem"), .. more]);

    /// <summary>The exit code; stdout and stderr are kept.</summary>
    public int Run(params string[] words)
    {
        using StringWriter output = new();
        ExitCode code = CommandLine.Run(words, new Surroundings
        {
            Output = output,
            Error = output,
            Clock = Clock,
            Variable = name => name is "XDG_CACHE_HOME" ? CacheHome : null,
        });
        Output = output.ToString();
        return (int)code;
    }

    public void Dispose()
    {
        Server.Dispose();
        Authority.Dispose();
        Signer.Dispose();
        _directory.Delete(recursive: true);
    }
}
