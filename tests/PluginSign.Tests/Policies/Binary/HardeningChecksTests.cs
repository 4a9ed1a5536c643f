using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>Every protection alone; what the file does not tell is no pass.</summary>
public sealed class HardeningChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("stack or data, Elf", new() { Hardening = new() { Nx = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { Nx = false } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("stack or data, not told, Elf", new() { Hardening = new() { Nx = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { Nx = null } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("writable and executable, Elf", new() { Hardening = new() { NoWritableExecutableSegment = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { WritableExecutableSegment = true } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("writable and executable, not told, Elf", new() { Hardening = new() { NoWritableExecutableSegment = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { WritableExecutableSegment = null } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("fixed base, Elf", new() { Hardening = new() { RandomBase = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { RandomBase = false } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("fixed base, not told, Elf", new() { Hardening = new() { RandomBase = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { RandomBase = null } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("stack or data, Dll", new() { Hardening = new() { Nx = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { Nx = false } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("stack or data, not told, Dll", new() { Hardening = new() { Nx = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { Nx = null } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("writable and executable, Dll", new() { Hardening = new() { NoWritableExecutableSegment = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { WritableExecutableSegment = true } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("writable and executable, not told, Dll", new() { Hardening = new() { NoWritableExecutableSegment = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { WritableExecutableSegment = null } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("fixed base, Dll", new() { Hardening = new() { RandomBase = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { RandomBase = false } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("fixed base, not told, Dll", new() { Hardening = new() { RandomBase = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { RandomBase = null } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("stack or data, Dylib", new() { Hardening = new() { Nx = true } }, HonestBinary.Dylib with { Hardening = HonestBinary.Dylib.Hardening with { Nx = false } }, HonestBinary.Dylib, FindingCode.HardeningMissing),
        new("stack or data, not told, Dylib", new() { Hardening = new() { Nx = true } }, HonestBinary.Dylib with { Hardening = HonestBinary.Dylib.Hardening with { Nx = null } }, HonestBinary.Dylib, FindingCode.HardeningMissing),
        new("writable and executable, Dylib", new() { Hardening = new() { NoWritableExecutableSegment = true } }, HonestBinary.Dylib with { Hardening = HonestBinary.Dylib.Hardening with { WritableExecutableSegment = true } }, HonestBinary.Dylib, FindingCode.HardeningMissing),
        new("writable and executable, not told, Dylib", new() { Hardening = new() { NoWritableExecutableSegment = true } }, HonestBinary.Dylib with { Hardening = HonestBinary.Dylib.Hardening with { WritableExecutableSegment = null } }, HonestBinary.Dylib, FindingCode.HardeningMissing),
        new("fixed base, Dylib", new() { Hardening = new() { RandomBase = true } }, HonestBinary.Dylib with { Hardening = HonestBinary.Dylib.Hardening with { RandomBase = false } }, HonestBinary.Dylib, FindingCode.HardeningMissing),
        new("fixed base, not told, Dylib", new() { Hardening = new() { RandomBase = true } }, HonestBinary.Dylib with { Hardening = HonestBinary.Dylib.Hardening with { RandomBase = null } }, HonestBinary.Dylib, FindingCode.HardeningMissing),
        new("RELRO, partial", new() { Hardening = new() { Relro = RelroKind.Full } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { Relro = RelroKind.Partial } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("RELRO, none", new() { Hardening = new() { Relro = RelroKind.Partial } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { Relro = RelroKind.None } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("RELRO, not told", new() { Hardening = new() { Relro = RelroKind.Partial } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { Relro = null } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("lazy binding", new() { Hardening = new() { BindNow = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { BindNow = false } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("lazy binding, not told", new() { Hardening = new() { BindNow = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { BindNow = null } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("text relocations", new() { Hardening = new() { NoTextRelocations = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { TextRelocations = true } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("text relocations, not told", new() { Hardening = new() { NoTextRelocations = true } }, HonestBinary.Elf with { Hardening = HonestBinary.Elf.Hardening with { TextRelocations = null } }, HonestBinary.Elf, FindingCode.HardeningMissing),
        new("control flow guard", new() { Hardening = new() { ControlFlowGuard = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { ControlFlowGuard = false } }, HonestBinary.Dll, FindingCode.HardeningMissing),
        new("control flow guard, not told", new() { Hardening = new() { ControlFlowGuard = true } }, HonestBinary.Dll with { Hardening = HonestBinary.Dll.Hardening with { ControlFlowGuard = null } }, HonestBinary.Dll, FindingCode.HardeningMissing),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);

    [Fact]
    public void A_protection_that_a_format_does_not_have_is_not_asked_of_it()
    {
        HardeningRequirements all = new()
        {
            Nx = true,
            Relro = RelroKind.Full,
            BindNow = true,
            NoTextRelocations = true,
            NoWritableExecutableSegment = true,
            RandomBase = true,
            ControlFlowGuard = true,
        };
        Assert.All((BinaryFacts[])[HonestBinary.Elf, HonestBinary.Dll, HonestBinary.Dylib, HonestBinary.Module], f => RequirementCase.Accepted(new() { Hardening = all }, f));
        Assert.Equal(6, new BinaryRequirements { Hardening = all }.Judge(HonestBinary.Elf with { Hardening = new() }).Length);
        Assert.Equal(4, new BinaryRequirements { Hardening = all }.Judge(HonestBinary.Dll with { Hardening = new() }).Length);
    }
}
