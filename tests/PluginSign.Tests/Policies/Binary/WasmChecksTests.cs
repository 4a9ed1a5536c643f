using System.Collections.Immutable;
using PluginSign.Binaries.Wasm;
using PluginSign.Findings;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>What a WebAssembly module may not hold.</summary>
public sealed class WasmChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("start function", new() { Wasm = new() { NoStartFunction = true } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { StartFunction = 0 } }, HonestBinary.Module, FindingCode.WasmFormNotAllowed),
        new("memory without a bound", new() { Wasm = new() { MaximumMemoryPages = 256 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, null, false, false, false)] } }, HonestBinary.Module, FindingCode.WasmFormNotAllowed),
        new("memory, a page too much", new() { Wasm = new() { MaximumMemoryPages = 256 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 257, false, false, false)] } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 256, false, false, false)] } }, FindingCode.WasmFormNotAllowed),
        new("memories together", new() { Wasm = new() { MaximumMemoryPages = 256 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 128, false, false, false), new WasmMemory(1, 129, false, false, false)] } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 128, false, false, false), new WasmMemory(1, 128, false, false, false)] } }, FindingCode.WasmFormNotAllowed),
        new("memories whose sum has more than 64 bits", new() { Wasm = new() { MaximumMemoryPages = 256 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, ulong.MaxValue, false, false, false), new WasmMemory(1, ulong.MaxValue, false, false, false)] } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [] } }, FindingCode.WasmFormNotAllowed),
        new("memory, where less than none is given", new() { Wasm = new() { MaximumMemoryPages = -1 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 1, false, false, false)] } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 0, false, false, false)] } }, FindingCode.WasmFormNotAllowed),
        new("table without a bound", new() { Wasm = new() { MaximumTableElements = 10 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Tables = [new WasmTable("funcref", 1, null, false)] } }, HonestBinary.Module, FindingCode.WasmFormNotAllowed),
        new("any table, an element too much", new() { Wasm = new() { MaximumTableElements = 10 } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Tables = [new WasmTable("funcref", 1, 1, false), new WasmTable("funcref", 1, 11, false)] } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Tables = [new WasmTable("funcref", 1, 10, false)] } }, FindingCode.WasmFormNotAllowed),
        new("shared memory", new() { Wasm = new() { NoSharedMemory = true } }, HonestBinary.Module with { Wasm = HonestBinary.Module.Wasm! with { Memories = [new WasmMemory(1, 16, true, false, false)] } }, HonestBinary.Module, FindingCode.WasmFormNotAllowed),
        new("no module at all", new() { Wasm = new() }, HonestBinary.Elf, HonestBinary.Module, FindingCode.WasmFormNotAllowed),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);
}
