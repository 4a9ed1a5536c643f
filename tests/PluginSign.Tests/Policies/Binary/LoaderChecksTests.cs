using System.Collections.Immutable;
using PluginSign.Binaries.DotNet;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.MachO;
using PluginSign.Findings;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>What the loader does on the binary's behalf.</summary>
public sealed class LoaderChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("library", new() { AllowedLibraries = ["libm.so.6"] }, HonestBinary.Elf, HonestBinary.Elf with { Libraries = ["libm.so.6"] }, FindingCode.LibraryNotAllowed),
        new("library, by pattern", new() { AllowedLibraries = ["libc.so.*"] }, HonestBinary.Elf with { Libraries = ["libcurl.so.4"] }, HonestBinary.Elf, FindingCode.LibraryNotAllowed),
        new("library, with a name's case on Linux", new() { AllowedLibraries = ["LIBC.so.6"] }, HonestBinary.Elf, HonestBinary.Elf with { Libraries = ["LIBC.so.6"] }, FindingCode.LibraryNotAllowed),
        new("library, whatever its name's case on Windows", new() { AllowedLibraries = ["kernel32.DLL"] }, HonestBinary.Dll with { Libraries = ["USER32.dll"] }, HonestBinary.Dll, FindingCode.LibraryNotAllowed),
        new("library on a list that is empty", new() { AllowedLibraries = [] }, HonestBinary.Elf, HonestBinary.Elf with { Libraries = [] }, FindingCode.LibraryNotAllowed),
        new("library on a list that was never made", new() { AllowedLibraries = default(ImmutableArray<string>) }, HonestBinary.Elf, HonestBinary.Elf with { Libraries = [] }, FindingCode.LibraryNotAllowed),
        new("audit library", new() { AllowedLibraries = ["libc.so.6"] }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { AuditLibraries = ["evil.so"] } }, HonestBinary.Elf, FindingCode.LibraryNotAllowed),
        new("filter library", new() { AllowedLibraries = ["libc.so.6"] }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { FilterLibraries = ["evil.so"] } }, HonestBinary.Elf, FindingCode.LibraryNotAllowed),
        new("library that is loaded late", new() { AllowedLibraries = ["KERNEL32.dll"] }, HonestBinary.Dll with { Pe = HonestBinary.Dll.Pe! with { DelayLibraries = ["evil.dll"] } }, HonestBinary.Dll, FindingCode.LibraryNotAllowed),
        new("library of a native call", new() { AllowedLibraries = ["System.Runtime"] }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { PInvokes = [new DotNetPInvoke("evil", "f", "A.F")] } }, HonestBinary.Assembly, FindingCode.LibraryNotAllowed),
        new("constructors", new() { NoConstructors = true }, HonestBinary.Elf, HonestBinary.Elf with { Constructors = [] }, FindingCode.ConstructorsNotAllowed),
        new("run paths", new() { NoRunPaths = true, RunPathRoot = "/" }, HonestBinary.Elf with { RunPaths = ["/srv"] }, HonestBinary.Elf, FindingCode.RunPathNotAllowed),
        new("run paths below a root", new() { RunPathRoot = "/srv" }, HonestBinary.Elf with { RunPaths = ["/srv/a", "/tmp"] }, HonestBinary.Elf with { RunPaths = ["/srv/a"] }, FindingCode.RunPathNotAllowed),
        new("hook: a program", new() { NoLoaderHooks = true }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { FileType = ElfFileType.PieExecutable } }, HonestBinary.Elf, FindingCode.LoaderHookNotAllowed),
        new("hook: DT_AUDIT", new() { NoLoaderHooks = true }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { AuditLibraries = ["a"] } }, HonestBinary.Elf, FindingCode.LoaderHookNotAllowed),
        new("hook: DT_FILTER", new() { NoLoaderHooks = true }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { FilterLibraries = ["a"] } }, HonestBinary.Elf, FindingCode.LoaderHookNotAllowed),
        new("hook: DF_1_INTERPOSE", new() { NoLoaderHooks = true }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { IsInterposer = true } }, HonestBinary.Elf, FindingCode.LoaderHookNotAllowed),
        new("hook: DF_1_INITFIRST", new() { NoLoaderHooks = true }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { IsInitializedFirst = true } }, HonestBinary.Elf, FindingCode.LoaderHookNotAllowed),
        new("hook: DF_1_NOOPEN", new() { NoLoaderHooks = true }, HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { IsNotOpenable = true } }, HonestBinary.Elf, FindingCode.LoaderHookNotAllowed),
        new("hook: a program of Windows", new() { NoLoaderHooks = true }, HonestBinary.Dll with { Pe = HonestBinary.Dll.Pe! with { IsLibrary = false } }, HonestBinary.Dll, FindingCode.LoaderHookNotAllowed),
        new("hook: a section __interpose in any slice", new() { NoLoaderHooks = true }, HonestBinary.Dylib with { MachO = new MachOFacts { Slices = [HonestBinary.Slice, HonestBinary.Slice with { IsInterposer = true }] } }, HonestBinary.Dylib, FindingCode.LoaderHookNotAllowed),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);
}
