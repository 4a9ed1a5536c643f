namespace PluginSign.Cli.Tests.Network;

/// <summary>The cache of <c>--online</c>: it saves requests, and decides nothing.</summary>
public sealed class OnlineCacheTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] Require = ["--online", "--revocation", "require"];

    [Fact]
    public void The_second_time_nobody_is_asked()
    {
        using OnlineHost host = new();
        Assert.Equal(0, host.Verify(Require));
        Assert.Equal(2, Directory.GetFiles(host.Cache).Length);
        Assert.True(host.Verify(Require) == 0, host.Output);
        Assert.Equal(2, host.Server.Hits.Count);
        host.Server.Dispose();
        Assert.True(host.Verify(Require) == 0, host.Output);
        Assert.DoesNotContain("PS307", host.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Owner, File.GetUnixFileMode(host.Cache));
            foreach (string file in Directory.GetFiles(host.Cache))
            {
                Assert.Equal(Owner & ~UnixFileMode.UserExecute, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void What_is_out_of_date_is_fetched_anew()
    {
        using OnlineHost host = new();
        Assert.Equal(0, host.Verify(Require));
        host.Clock.Now = host.Clock.Now.AddDays(31);
        Assert.True(host.Verify(Require) == 3, host.Output); // the server has no newer one
        Assert.Equal(4, host.Server.Hits.Count);
        Assert.Contains("PS3062", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_sends_something_else_does_not_make_a_revoked_signer_good()
    {
        using OnlineHost host = new();
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        Assert.Equal(1, host.Verify("--online"));
        host.Clock.Now = host.Clock.Now.AddDays(31);
        host.Server.Say("/ca.crl", OnlineAuthority.StrangersCrl());
        Assert.True(host.Verify("--online") == 1, host.Output);
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_cuts_the_line_does_not_make_a_revoked_signer_good()
    {
        using OnlineHost host = new();
        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        Assert.Equal(1, host.Verify("--online"));
        host.Server.Dispose();
        Assert.True(host.Verify("--online") == 1, host.Output);
        host.Clock.Now = host.Clock.Now.AddDays(31);
        Assert.True(host.Verify("--online") == 1, host.Output);
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one bit")]
    [InlineData("half")]
    [InlineData("empty")]
    [InlineData("too large")]
    [InlineData("forged")]
    [InlineData("a stranger's")]
    [InlineData("a directory")]
    public void A_damaged_cache_is_a_warning_and_what_was_in_it_is_fetched_again(string kind)
    {
        using OnlineHost host = new();
        Assert.Equal(0, host.Verify(Require));
        foreach (string file in Directory.GetFiles(host.Cache))
        {
            Damage(file, kind, host);
        }

        host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
        Assert.True(host.Verify("--online") == 1, host.Output); // the check is not skipped
        Assert.Contains("PS3060", host.Output, StringComparison.Ordinal);
        Assert.Contains("PS3071", host.Output, StringComparison.Ordinal);
        Assert.Equal(4, host.Server.Hits.Count);
        if (kind is not "a directory")
        {
            Assert.Equal(1, host.Verify("--online")); // and it is whole again
            Assert.DoesNotContain("PS3071", host.Output, StringComparison.Ordinal);
            Assert.Equal(4, host.Server.Hits.Count);
        }
    }

    [Theory]
    [InlineData("a file in its place")]
    [InlineData("no place")]
    [InlineData("open to others")]
    [InlineData("a link")]
    public void Without_a_usable_cache_everything_is_fetched_each_time(string kind)
    {
        using OnlineHost host = new();
        switch (kind)
        {
            case "a file in its place":
                File.WriteAllText(host.CacheHome, "x");
                break;
            case "no place":
                host.CacheHome = "relative";
                break;
            case "open to others" when !OperatingSystem.IsWindows():
                Directory.CreateDirectory(host.Cache);
                File.SetUnixFileMode(host.Cache, Owner | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
                break;
            case "a link" when !OperatingSystem.IsWindows():
                Directory.CreateDirectory(Path.GetDirectoryName(host.Cache)!);
                Directory.CreateSymbolicLink(host.Cache, Directory.CreateDirectory(host.At("elsewhere")).FullName);
                break;
            default:
                Assert.Skip("modes and links of Unix");
                break;
        }

        for (int i = 1; i <= 2; i++)
        {
            Assert.True(host.Verify(Require) == 0, host.Output);
            Assert.Contains("PS3071", host.Output, StringComparison.Ordinal);
            Assert.Equal(2 * i, host.Server.Hits.Count);
        }

        Assert.False(Path.Exists("relative"));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_a_note_and_what_is_in_it_is_used()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("modes of Unix");
            return;
        }

        using OnlineHost host = new();
        Assert.Equal(0, host.Verify(Require));
        File.SetUnixFileMode(host.Cache, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.SkipWhen(CanWrite(host.Cache), "this user may write everywhere (root)");
            Assert.Equal(0, host.Verify(Require));
            Assert.Equal(2, host.Server.Hits.Count);
            host.Clock.Now = host.Clock.Now.AddDays(31);
            host.Server.Say("/ca.crl", host.Authority.IssuingCrl(host.Signer));
            Assert.Equal(1, host.Verify("--online"));
        }
        finally
        {
            File.SetUnixFileMode(host.Cache, Owner);
        }
    }

    private static void Damage(string file, string kind, OnlineHost host)
    {
        byte[] bytes = File.ReadAllBytes(file);
        switch (kind)
        {
            case "one bit":
                bytes[^1] ^= 1;
                break;
            case "half":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "empty":
                bytes = [];
                break;
            case "forged":
                bytes = host.Authority.ForgedCrl();
                break;
            case "a stranger's":
                bytes = OnlineAuthority.StrangersCrl();
                break;
            case "too large":
                using (FileStream large = File.OpenWrite(file))
                {
                    large.SetLength(Limits.CrlBytes + 1L);
                }

                return;
            default:
                File.Delete(file);
                Directory.CreateDirectory(file);
                return;
        }

        File.WriteAllBytes(file, bytes);
    }

    private static bool CanWrite(string directory)
    {
        try
        {
            File.WriteAllText(Path.Combine(directory, "probe"), string.Empty);
            File.Delete(Path.Combine(directory, "probe"));
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
