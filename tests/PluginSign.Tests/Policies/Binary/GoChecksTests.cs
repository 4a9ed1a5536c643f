using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>How a Go binary was built.</summary>
public sealed class GoChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("version", new() { Go = new() { Version = "go1.23.5" } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Version = "go1.23.4" } }, HonestBinary.GoPlugin, FindingCode.GoVersionUnexpected),
        new("version, not told", new() { Go = new() { Version = "go1.23.5" } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Version = null } }, HonestBinary.GoPlugin, FindingCode.GoVersionUnexpected),
        new("no Go at all", new() { Go = new() }, HonestBinary.Elf, HonestBinary.GoPlugin, FindingCode.GoVersionUnexpected),
        new("cgo", new() { Go = new() { CgoEnabled = true } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("CGO_ENABLED", "0")] } }, HonestBinary.GoPlugin, FindingCode.GoSettingUnexpected),
        new("no cgo", new() { Go = new() { CgoEnabled = false } }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("CGO_ENABLED", "0")] } }, FindingCode.GoSettingUnexpected),
        new("race", new() { Go = new() { Race = true } }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [.. HonestBinary.GoPlugin.Go!.Settings, new GoSetting("-race", "true")] } }, FindingCode.GoSettingUnexpected),
        new("no race", new() { Go = new() { Race = false } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [.. HonestBinary.GoPlugin.Go!.Settings, new GoSetting("-race", "true")] } }, HonestBinary.GoPlugin, FindingCode.GoSettingUnexpected),
        new("trimpath", new() { Go = new() { TrimPath = true } }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [.. HonestBinary.GoPlugin.Go!.Settings, new GoSetting("-trimpath", "true")] } }, FindingCode.GoSettingUnexpected),
        new("no trimpath", new() { Go = new() { TrimPath = false } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [.. HonestBinary.GoPlugin.Go!.Settings, new GoSetting("-trimpath", "true")] } }, HonestBinary.GoPlugin, FindingCode.GoSettingUnexpected),
        new("tags, one missing", new() { Go = new() { Tags = ["a", "b"] } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("-tags", "b")] } }, HonestBinary.GoPlugin, FindingCode.GoSettingUnexpected),
        new("tags, one too many", new() { Go = new() { Tags = ["a"] } }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("-tags", "a")] } }, FindingCode.GoSettingUnexpected),
        new("tags, none", new() { Go = new() { Tags = [] } }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("-buildmode", "plugin")] } }, FindingCode.GoSettingUnexpected),
        new("tags, on a list that was never made", new() { Go = new() { Tags = default(ImmutableArray<string>) } }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("-buildmode", "plugin")] } }, FindingCode.GoSettingUnexpected),
        new("level", new() { Go = new() { GoAmd64 = "v1" } }, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [new GoSetting("GOAMD64", "v3")] } }, HonestBinary.GoPlugin, FindingCode.GoSettingUnexpected),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);

    [Fact]
    public void A_plugin_of_Go_1_19_tells_none_of_its_settings_and_passes_none()
    {
        BinaryFacts silent = HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Settings = [] } };
        Assert.Equal(5, new BinaryRequirements { Go = new() { CgoEnabled = true, Race = false, TrimPath = false, Tags = [], GoAmd64 = "v1" } }.Judge(silent).Length);
    }

    [Fact]
    public void Everything_that_is_asked_for_is_met_at_once()
        => RequirementCase.Accepted(new() { Go = new() { Version = "go1.23.5", CgoEnabled = true, Race = false, TrimPath = false, Tags = ["a", "b"], GoAmd64 = "v1" } }, HonestBinary.GoPlugin);
}
