using System.Net;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Verification;

namespace PluginSign.Cli.Tests.Network;

/// <summary><c>--online</c>: what is fetched, from whom, and what becomes of the answer.</summary>
public sealed class OnlineTests
{
    private static readonly string[] Require = ["--online", "--revocation", "require"];

    [Fact]
    public void A_signer_that_its_CA_has_not_revoked_is_trusted()
    {
        using OnlineHost host = new();
        Assert.True(host.Verify(Require) == 0, host.Output);
        Assert.Contains("PS3063", host.Output, StringComparison.Ordinal);
        Assert.Equal("GET /ca.crl, GET /root.crl", string.Join(", ", host.Server.Hits.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("if-available")]
    [InlineData("require")]
    public void A_signer_that_its_CA_has_revoked_is_refused(string mode)
    {
        using OnlineHost host = new();
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        Assert.Equal(0, host.Verify());
        Assert.True(host.Verify("--online", "--revocation", mode) == 1, host.Output);
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if-available")]
    [InlineData("require")]
    public void Junk_and_an_old_good_in_an_evidence_pack_do_not_hide_what_is_fetched(string mode)
    {
        using OnlineHost host = new(withOcsp: true);
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        string pack = Pack(host);
        Assert.True(host.Verify("--online", "--revocation", mode, "--evidence", pack) == 1, host.Output);
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);

        // Without what is fetched nobody tells of the revocation.
        Assert.True(host.Verify("--evidence", pack) == 0, host.Output);

        // The honest twin: the same pack, and a CA that has not revoked.
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl());
        host.CacheHome = host.At("other-cache");
        Assert.True(host.Verify("--online", "--revocation", "if-available", "--evidence", pack) == 0, host.Output);
    }

    [Fact]
    public void Without_the_option_nobody_is_asked()
    {
        using OnlineHost host = new();
        Assert.Equal(0, host.Verify());
        Assert.Equal(3, host.Verify("--revocation", "require"));
        Assert.Empty(host.Server.Hits);
        Assert.False(Path.Exists(host.CacheHome));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("unsigned")]
    [InlineData("another CA")]
    [InlineData("another signer")]
    [InlineData("expired")]
    [InlineData("denied")]
    [InlineData("a look-alike")]
    public void For_a_file_that_is_refused_anyway_nobody_is_asked(string why)
    {
        using OnlineHost host = new();
        using OnlineHost other = new();
        List<string> words = ["--online"];
        switch (why)
        {
            case "content":
                File.WriteAllBytes(host.Plugin, [1, 2, 4]);
                break;
            case "unsigned":
                File.Delete(host.Plugin + ".p7s");
                break;
            case "another CA":
                File.Copy(other.At("root.pem"), host.At("root.pem"), overwrite: true);
                break;
            case "another signer":
                words.AddRange(["--signer", new string('a', 64)]);
                break;
            case "expired":
                host.Clock.Now = host.Clock.Now.AddYears(3);
                break;
            case "denied":
                words.AddRange(["--deny", host.Signer.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)]);
                break;
            default: // names and places of the host's CA, keys of a stranger's
                using (OnlineAuthority stranger = new(Directory.CreateDirectory(host.At("stranger")).FullName, host.Server.Url))
                {
                    stranger.Signer("mallory", host.Server.Url + "/ca.crl").Dispose();
                }

                File.Copy(host.At("stranger/mallory.pem"), host.At("mallory.pem"));
                File.Copy(host.At("stranger/mallory.key.pem"), host.At("mallory.key.pem"));
                host.Sign("mallory");
                break;
        }

        Assert.True(host.Verify([.. words]) == 1, host.Output);
        Assert.True(host.Verify([.. words, "--revocation", "require"]) is 1 or 3, host.Output);
        Assert.Empty(host.Server.Hits);
    }

    [Theory]
    [InlineData("404", "HTTP status 404")]
    [InlineData("redirect", "HTTP status 302, to ")]
    [InlineData("garbage", "holds no CRL")]
    [InlineData("empty", "the CRL file is empty")]
    [InlineData("too large", "more than 67108864 bytes")]
    [InlineData("too large, unannounced", "more than 67108864 bytes")]
    [InlineData("broken off", "the exchange was broken off")]
    [InlineData("nobody", "no connection")]
    public void An_answer_that_is_none_is_a_warning_and_the_mode_decides(string mood, string reason)
    {
        using OnlineHost host = new();
        host.Server.Say("/elsewhere.crl", host.Authority.IssuingCrl());
        host.Server.Say("/ca.crl", exchange => Misbehave(mood, exchange.Response, host.Server.Url));
        if (mood is "nobody")
        {
            host.Server.Dispose();
        }

        Assert.True(host.Verify("--online") == 0, host.Output);
        Assert.Contains("PS3070", host.Output, StringComparison.Ordinal);
        Assert.Contains(host.Server.Url + "/ca.crl", host.Output, StringComparison.Ordinal);
        Assert.True(host.Output.Contains(reason, StringComparison.Ordinal), host.Output);
        Assert.Contains("PS3061", host.Output, StringComparison.Ordinal);
        Assert.True(host.Verify(Require) == 3, host.Output);
        Assert.Contains("PS3070", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Server.Hits, static h => h is "GET /elsewhere.crl");
    }

    [Theory]
    [InlineData("one bit changed", 1, "PS3065")]
    [InlineData("another key", 3, "PS3061")]
    public void A_forged_list_does_not_help_and_is_not_kept(string kind, int code, string finding)
    {
        using OnlineHost host = new();
        byte[] forged = kind is "another key" ? host.Authority.ForgedCrl() : host.Authority.IssuingCrl();
        forged[^1] ^= (byte)(kind is "another key" ? 0 : 1);
        host.Server.Say("/ca.crl", forged);
        Assert.True(host.Verify(Require) == code, host.Output);
        Assert.Contains(finding, host.Output, StringComparison.Ordinal);
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl());
        Assert.True(host.Verify(Require) == 0, host.Output);
    }

    [Fact]
    public void A_sound_list_of_a_strangers_is_no_answer_and_does_not_keep_the_true_one_away()
    {
        using OnlineHost host = new();
        host.Server.Say("/ca.crl", OnlineAuthority.StrangersCrl());
        Assert.True(host.Verify(Require) == 3, host.Output);
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        Assert.True(host.Verify("--online") == 1, host.Output);
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_out_of_date_is_no_answer_but_what_it_revokes_is_revoked()
    {
        using OnlineHost host = new();
        host.Server.Say("/ca.crl", host.Authority.StaleCrl());
        Assert.True(host.Verify(Require) == 3, host.Output);
        Assert.Contains("PS3062", host.Output, StringComparison.Ordinal);
        host.Server.Say("/ca.crl", host.Authority.StaleCrl(host.Signer));
        Assert.True(host.Verify("--online") == 1, host.Output);
    }

    [Theory]
    [InlineData(false, 0, "PS3063")]
    [InlineData(true, 1, "PS3060")]
    public void A_responder_is_asked_by_POST(bool isRevoked, int code, string finding)
    {
        using OnlineHost host = new(withOcsp: true);
        string? type = null;
        host.Server.Say("/ca.crl", static exchange => exchange.Response.Abort());
        host.Server.Say("/ocsp", exchange =>
        {
            type = exchange.Request.ContentType;
            using MemoryStream question = new();
            exchange.Request.InputStream.CopyTo(question);
            exchange.Response.Close(host.Authority.Ocsp(question.ToArray(), isRevoked), willBlock: true);
        });
        Assert.True(host.Verify(Require) == code, host.Output);
        Assert.Contains(finding, host.Output, StringComparison.Ordinal);
        Assert.Equal("application/ocsp-request", type);
        Assert.Equal(code, host.Verify(Require));
        Assert.Single(host.Server.Hits, static h => h is "POST /ocsp"); // kept
    }

    [Fact]
    public void A_responder_that_says_to_try_later_is_no_answer()
    {
        using OnlineHost host = new(withOcsp: true);
        host.Server.Say("/ocsp", [0x30, 0x03, 0x0A, 0x01, 0x03]);
        Assert.True(host.Verify(Require) == 0, host.Output); // the list answers
        Assert.Contains("tryLater", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_file_costs_no_more_requests_than_the_cap()
    {
        using OnlineHost host = new();
        host.Authority.Signer("chatty", host.Server.Url + "/ca.crl", [.. Enumerable.Range(0, Limits.DistributionPoints).Select(i => $"{host.Server.Url}/ocsp{i}")]).Dispose();
        host.Sign("chatty");
        Assert.True(host.Verify(Require) == 3, host.Output);
        Assert.Contains("it was not asked", host.Output, StringComparison.Ordinal);
        Assert.Equal(Limits.RevocationFetches, host.Server.Hits.Count);
    }

    [Fact]
    public void What_was_gathered_is_judged_whatever_is_exchanged_meanwhile()
    {
        using OnlineHost host = new();
        using X509Certificate2 revoked = host.Authority.Signer("revoked", host.Server.Url + "/other.crl");
        host.Sign("revoked");
        byte[] second = File.ReadAllBytes(host.Plugin + ".p7s");
        host.Sign("signer");
        host.Server.Say("/other.crl", host.Authority.IssuingCrl(revoked));
        host.Server.Say("/ca.crl", exchange =>
        {
            File.WriteAllBytes(host.Plugin + ".p7s", second);
            exchange.Response.StatusCode = 404;
            exchange.Response.Close();
        });
        int exit = host.Verify(Require);
        Assert.True(exit == 3, host.Output); // of the first signature nothing is known, and the answer is about that one
        Assert.DoesNotContain("PS3060", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/other.crl", host.Server.Hits, StringComparer.Ordinal);
        Assert.True(host.Verify(Require) == 1, host.Output); // the second run reads the second signature
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stage_and_chain_ask_too()
    {
        using OnlineHost host = new();
        string[] chain = ["chain", host.At("signer.pem"), "--ca", host.At("root.pem"), .. Require];
        string[] stage = ["stage", host.Plugin, "--into", host.At("staged"), "--ca", host.At("root.pem"), .. Require];
        Assert.True(host.Run(chain) == 0, host.Output);
        Assert.True(host.Run(stage) == 0, host.Output);
        Assert.Equal(File.ReadAllBytes(host.Plugin), File.ReadAllBytes(host.At("staged/greeter.so")));
        File.Delete(host.At("staged/greeter.so"));
        Directory.Delete(host.Cache, recursive: true);
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        Assert.True(host.Run(chain) == 1, host.Output);
        Assert.True(host.Run(stage) == 1, host.Output);
        Assert.False(Path.Exists(host.At("staged/greeter.so")));
    }

    [Fact]
    public void To_fetch_and_not_to_look_is_a_mistake()
    {
        using OnlineHost host = new();
        Assert.Equal(2, host.Verify("--online", "--revocation", "off"));
        Assert.Empty(host.Server.Hits);
    }

    private static void Misbehave(string mood, HttpListenerResponse response, string url)
    {
        switch (mood)
        {
            case "404":
                response.StatusCode = 404;
                response.Close();
                break;
            case "redirect":
                response.StatusCode = 302;
                response.RedirectLocation = url + "/elsewhere.crl";
                response.Close();
                break;
            case "garbage":
                response.Close([1, 2, 3], willBlock: true);
                break;
            case "empty":
                response.Close();
                break;
            case "broken off":
                response.ContentLength64 = 100;
                response.OutputStream.Write([1, 2, 3]);
                response.Abort();
                break;
            default:
                Pour(response, mood is "too large");
                break;
        }
    }

    private static void Pour(HttpListenerResponse response, bool isAnnounced)
    {
        try
        {
            byte[] block = new byte[1024 * 1024];
            response.SendChunked = !isAnnounced;
            if (isAnnounced)
            {
                response.ContentLength64 = Limits.CrlBytes + 1L;
            }

            for (int i = 0; i <= Limits.CrlBytes / block.Length; i++)
            {
                response.OutputStream.Write(block);
            }

            response.Abort();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ProtocolViolationException)
        {
            response.Abort(); // the other side has had enough
        }
    }

    // The right question, asked of the issuing CA while the signer was good, and 63 copies of the answer with another signature.
    private static string Pack(OnlineHost host)
    {
        Certificate[] path = [.. Certificates(host, "signer.pem"), .. Certificates(host, "root.pem")];
        OcspRequest question = RevocationRequests.For(path).Responders[0];
        byte[] good = host.Authority.Ocsp(question.Body.ToArray(), isRevoked: false);
        List<OcspResponse> responses = [];
        for (int i = 0; i < 63; i++)
        {
            byte[] copy = [.. good];
            int at = copy.Length - 1 - (i % 16);
            copy[at] ^= (byte)(1 + (i / 16));
            if (OcspResponse.Read(copy).TryGetValue(out OcspResponse? junk))
            {
                responses.Add(junk);
            }
        }

        Assert.True(responses.Count > Limits.OfferedSignatureChecks);
        Assert.True(OcspResponse.Read(good).TryGetValue(out OcspResponse? old));
        EvidencePack pack = new(host.Clock.GetUtcNow()) { OcspResponses = [old, .. responses] };
        File.WriteAllBytes(host.At("pack.json"), pack.ToJson());
        return host.At("pack.json");
    }

    private static System.Collections.Immutable.ImmutableArray<Certificate> Certificates(OnlineHost host, string name)
        => CertificateBundle.Read(File.ReadAllBytes(host.At(name))).TryGetValue(out CertificateBundle? bundle) ? bundle.Certificates : [];
}
