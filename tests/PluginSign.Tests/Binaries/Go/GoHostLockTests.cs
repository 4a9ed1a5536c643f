using System.Text;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Tests.Binaries.Elf;

namespace PluginSign.Tests.Binaries.Go;

public sealed class GoHostLockTests
{
    private const string Good = """{"schema":"pluginsign.golock/1","goVersion":"go1.23.5","architecture":"x86-64","goamd64":"v1","cgo":true,"later":1,"packages":{"b":"00ff","a":"12"}}""";

    [Fact]
    public void A_lock_is_read_and_written_in_one_order()
    {
        Assert.True(GoHostLock.Parse(Encoding.UTF8.GetBytes(Good)).TryGetValue(out GoHostLock? host));
        Assert.Equal(("go1.23.5", "x86-64", "v1", true, true), (host.GoVersion, host.Architecture, host.Amd64Level, host.HasCgo, host.CanOpenPlugins));
        Assert.Equal(["a", "b"], host.Packages.Keys, StringComparer.Ordinal);
        Assert.True(GoHostLock.Parse(host.ToJson()).TryGetValue(out GoHostLock? again));
        Assert.Equal(host.ToJson(), again.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"pluginsign.golock/2","goVersion":"go1.23.5","architecture":"x86-64","packages":{}}""")]
    [InlineData("""{"schema":"pluginsign.golock/1","goVersion":1,"architecture":"x86-64","packages":{}}""")]
    [InlineData("""{"schema":"pluginsign.golock/1","goVersion":"go1.23.5","architecture":"x86-64","packages":{"a":"XY"}}""")]
    [InlineData("""{"schema":"pluginsign.golock/1","goVersion":"go1.23.5","architecture":"x86-64","packages":{"a":"00","a":"01"}}""")]
    [InlineData("""{"schema":"pluginsign.golock/1","goVersion":"\ud800","architecture":"x86-64","packages":{"a":"00"}}""")]
    public void Anything_else_is_refused(string json)
        => Assert.Equal(FindingCode.GoLockInvalid, Assert.Single(GoHostLock.Parse(Encoding.UTF8.GetBytes(json)).Findings).Code);

    [Fact]
    public void A_library_is_no_host()
    {
        Assert.True(ElfReader.Read(TestElf.Make(true, false, 62, "alpha")).TryGetValue(out PluginSign.Binaries.BinaryFacts? facts));
        Assert.Equal(FindingCode.BinaryUnsupported, Assert.Single(GoHostLock.From(facts).Findings).Code);
    }

    [Theory]
    [InlineData("CGO_ENABLED=1", "CGO_ENABLED", "1")]
    [InlineData("-ldflags=\"-s -w\"", "-ldflags", "-s -w")]
    [InlineData("-ldflags=\"-X \\\"a=b\\\" \\x41\\u00e9\\n\"", "-ldflags", "-X \"a=b\" Aé\n")]
    [InlineData("\"a=b\"=`c`", "a=b", "c")]
    [InlineData("x=\"\\xZZ\"", "x", "\"\\xZZ\"")]
    [InlineData("x=\"\\u12\"", "x", "\"\\u12\"")]
    [InlineData("x", "x", "")]
    public void Settings_may_be_quoted(string line, string key, string value) => Assert.Equal(new GoSetting(key, value), GoQuoting.Setting(line));

    [Theory]
    [InlineData("go1.19.8", 19)]
    [InlineData("go1.21rc2", 21)]
    [InlineData("go1.25.0 X:none", 25)]
    [InlineData("go1.26.0", 0)]
    [InlineData("go1.17.1", 0)]
    [InlineData("go1.9", 0)]
    [InlineData("go1.", 0)]
    [InlineData("devel +abc", 0)]
    [InlineData("go2.23", 0)]
    public void Only_releases_whose_tables_are_known(string version, int minor)
        => Assert.Equal(minor, GoRelease.TryParse(version, out GoRelease? release) ? release.Minor : 0);
}
