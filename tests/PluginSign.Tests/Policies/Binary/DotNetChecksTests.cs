using System.Collections.Immutable;
using PluginSign.Binaries.DotNet;
using PluginSign.Findings;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>What a .NET assembly may not hold.</summary>
public sealed class DotNetChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("IL only: compiled ahead of time", new() { DotNet = new() { IlOnly = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { IsReadyToRun = true } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("IL only: native code", new() { DotNet = new() { IlOnly = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { IsMixedMode = true } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("IL only: not told", new() { DotNet = new() { IlOnly = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { IsIlOnly = false } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("native calls", new() { DotNet = new() { NoPInvokes = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { PInvokes = [new DotNetPInvoke("libc", "system", "A.S")] } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("unsafe code", new() { DotNet = new() { NoUnsafeMarks = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { UnsafeMarks = ["UnverifiableCodeAttribute"] } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("module initializer", new() { DotNet = new() { NoModuleInitializer = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { HasModuleInitializer = true } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("further files", new() { DotNet = new() { SingleFile = true } }, HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { ModuleFiles = ["b.netmodule"] } }, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
        new("no assembly at all", new() { DotNet = new() }, HonestBinary.Elf, HonestBinary.Assembly, FindingCode.DotNetFormNotAllowed),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);
}
