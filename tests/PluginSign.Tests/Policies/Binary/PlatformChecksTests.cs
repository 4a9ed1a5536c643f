using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>Is the binary made for this host?</summary>
public sealed class PlatformChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("format", new() { Formats = [BinaryFormat.Elf, BinaryFormat.MachO] }, HonestBinary.Dll, HonestBinary.Elf, FindingCode.BinaryFormatUnexpected),
        new("kind", new() { Kinds = [BinaryKind.GoPlugin] }, HonestBinary.Elf, HonestBinary.GoPlugin, FindingCode.BinaryKindUnexpected),
        new("operating system", new() { OperatingSystems = ["linux", "macos"] }, HonestBinary.Dll, HonestBinary.Dylib, FindingCode.OperatingSystemUnexpected),
        new("operating system, where code runs on any", new() { OperatingSystems = ["linux"] }, HonestBinary.Dll, HonestBinary.Assembly, FindingCode.OperatingSystemUnexpected),
        new("architecture", new() { Architectures = ["arm64", "x86-64"] }, HonestBinary.Elf with { Architecture = "X86-64" }, HonestBinary.Elf, FindingCode.ArchitectureUnexpected),
        new("architecture, where code runs on any", new() { Architectures = ["arm64"] }, HonestBinary.Elf, HonestBinary.Module, FindingCode.ArchitectureUnexpected),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);

    [Fact]
    public void Every_one_that_is_wrong_is_told()
        => RequirementCase.Refused(
            new() { Formats = [BinaryFormat.Wasm], Kinds = [BinaryKind.WasmModule], OperatingSystems = ["wasi"], Architectures = ["wasm32"] },
            HonestBinary.Elf,
            FindingCode.BinaryFormatUnexpected,
            FindingCode.BinaryKindUnexpected,
            FindingCode.OperatingSystemUnexpected,
            FindingCode.ArchitectureUnexpected);
}
