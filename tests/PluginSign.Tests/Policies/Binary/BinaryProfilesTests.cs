using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Binary.RequirementCase;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>What each profile asks for, and that it refuses the others' files.</summary>
public sealed class BinaryProfilesTests
{
    [Fact]
    public void Every_profile_has_its_name_and_refuses_the_others_files()
    {
        Assert.All(BinaryProfiles.Names, static n => Assert.NotNull(BinaryProfiles.Find(n)));
        Assert.Null(BinaryProfiles.Find("none"));
        Accepted(BinaryProfiles.NativeStrict, HonestBinary.Elf with { Imports = [] });
        Accepted(BinaryProfiles.GoPlugin, HonestBinary.GoPlugin with { Imports = [], Go = HonestBinary.GoPlugin.Go! with { Packages = [] } });
        BinaryFacts[] all = [HonestBinary.Elf, HonestBinary.Assembly, HonestBinary.Module, HonestBinary.GoPlugin];
        foreach (string name in BinaryProfiles.Names)
        {
            Assert.Equal(1, all.Count(f => BinaryProfiles.Find(name)!.Judge(f).All(static x => x.Severity != Severity.Error)));
        }
    }

    [Fact]
    public void A_profile_asks_for_everything_that_it_is_named_for()
    {
        Assert.Equal(
            new HardeningRequirements { Nx = true, Relro = RelroKind.Full, BindNow = true, NoTextRelocations = true, NoWritableExecutableSegment = true, RandomBase = true }, BinaryProfiles.NativeStrict.Hardening);
        Assert.Equal(new HardeningRequirements { Nx = true, NoTextRelocations = true, NoWritableExecutableSegment = true, RandomBase = true }, BinaryProfiles.GoPlugin.Hardening);
        Assert.Equal(new DotNetRequirements { IlOnly = true, NoPInvokes = true, NoUnsafeMarks = true, NoModuleInitializer = true, SingleFile = true }, BinaryProfiles.DotNetIlOnly.DotNet);
        Assert.Equal(new WasmRequirements { NoStartFunction = true, NoSharedMemory = true, MaximumMemoryPages = 256, MaximumTableElements = 10_000 }, BinaryProfiles.WasmSandboxed.Wasm);
        Refused(BinaryProfiles.WasmSandboxed, HonestBinary.Module with { Imports = [new BinaryImport("fd_write", "wasi_snapshot_preview1")] }, FindingCode.ImportNotAllowed);
        Accepted(BinaryProfiles.WasmSandboxed with { AllowedImports = ["env.log"] }, HonestBinary.Module with { Imports = [new BinaryImport("log", "env")] });
        Refused(BinaryProfiles.NativeStrict, HonestBinary.Elf with { RunPaths = ["/srv"] }, FindingCode.RunPathNotAllowed);
        Refused(BinaryProfiles.NativeStrict, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { IsInterposer = true } }, FindingCode.LoaderHookNotAllowed);
        Refused(BinaryProfiles.GoPlugin, HonestBinary.GoPlugin with { RunPaths = ["/srv"] }, FindingCode.RunPathNotAllowed);
        Refused(BinaryProfiles.GoPlugin, HonestBinary.GoPlugin with { Elf = HonestBinary.GoPlugin.Elf! with { IsInterposer = true } }, FindingCode.LoaderHookNotAllowed);
        Assert.All(BinaryProfiles.Names.Where(static n => n is not "wasm-sandboxed"), static n => Assert.True(BinaryProfiles.Find(n)!.WarnOfDangerousImports, n));
    }
}
