using System.Security.Cryptography.X509Certificates;
using PluginSign.Cli.Tests.Scripts;

namespace PluginSign.Cli.Tests.Network;

/// <summary><c>--online</c> and timestamps: their authorities can be revoked, too, those of the renewals included.</summary>
public sealed class OnlineTimestampTests
{
    [Fact]
    public void Every_authority_that_the_time_rests_on_is_asked_about()
    {
        using OnlineHost host = new();
        using X509Certificate2 first = Stamp(host);
        Assert.True(Verify(host, "--revocation", "require") == 0, host.Output);
        Assert.True(host.Output.Contains("2026-11-20T09:12:44Z by first", StringComparison.Ordinal), host.Output);
        Assert.Equal("GET /ca.crl, GET /first.crl, GET /root.crl, GET /second.crl", string.Join(", ", host.Server.Hits.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_timestamp_of_a_revoked_authority_does_not_count()
    {
        using OnlineHost host = new();
        using X509Certificate2 first = Stamp(host);
        host.Server.Say("/first.crl", host.Authority.IssuingCrl(first));
        Assert.True(Verify(host) == 0, host.Output); // the signer's own certificate is still good
        Assert.Contains("PS2051", host.Output, StringComparison.Ordinal);
        Assert.Contains("no timestamp", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_authority_that_the_host_does_not_trust_nobody_is_asked()
    {
        using OnlineHost host = new();
        Stamp(host).Dispose();
        Assert.True(host.Verify("--online") == 0, host.Output);
        Assert.DoesNotContain(host.Server.Hits, static h => h is "GET /first.crl" or "GET /second.crl");
    }

    private static int Verify(OnlineHost host, params string[] more) => host.Verify(["--online", "--tsa-ca", host.At("root.pem"), .. more]);

    // Stamped by the first authority, and an hour later over that by the second.
    private static X509Certificate2 Stamp(OnlineHost host)
    {
        X509Certificate2 first = host.Authority.Timestamper("first", host.Server.Url + "/first.crl");
        host.Authority.Timestamper("second", host.Server.Url + "/second.crl").Dispose();
        host.Server.Say("/first.crl", host.Authority.IssuingCrl());
        host.Server.Say("/second.crl", host.Authority.IssuingCrl());
        foreach (string name in (string[])["first", "second"])
        {
            using ScriptAuthority authority = new(host.At(name + ".pem"), host.At(name + ".key.pem"), host.Clock);
            int code = host.Run(["timestamp", host.Plugin + ".p7s", "--url", authority.Url + "/good", "--tsa-ca", host.At("root.pem"), .. name is "second" ? (string[])["--renew"] : []]);
            Assert.True(code == 0, host.Output);
            host.Clock.Now = host.Clock.Now.AddHours(1);
        }

        return first;
    }
}
