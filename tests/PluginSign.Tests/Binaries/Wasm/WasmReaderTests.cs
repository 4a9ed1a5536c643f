using PluginSign.Binaries;
using PluginSign.Binaries.Wasm;
using PluginSign.Findings;
using static PluginSign.Tests.Binaries.Wasm.WasmForge;

namespace PluginSign.Tests.Binaries.Wasm;

public sealed class WasmReaderTests
{
    public static TheoryData<string, byte[], FindingCode> Refused => new()
    {
        { "component", [0, (byte)'a', (byte)'s', (byte)'m', 0x0D, 0, 1, 0], FindingCode.BinaryUnsupported },
        { "other version", [0, (byte)'a', (byte)'s', (byte)'m', 2, 0, 0, 0], FindingCode.BinaryUnsupported },
        { "no version", [0, (byte)'a', (byte)'s', (byte)'m'], FindingCode.BinaryMalformed },
        { "another format", [1, 2, 3, 4, 5, 6, 7, 8], FindingCode.BinaryFormatUnknown },
        { "nothing", [], FindingCode.BinaryFormatUnknown },
        { "section twice", Module(Vector(1), Vector(1)), FindingCode.BinaryMalformed },
        { "sections out of order", Module(Vector(3), Vector(1)), FindingCode.BinaryMalformed },
        { "unknown section", Module(Section(14)), FindingCode.BinaryMalformed },
        { "section longer than the file", [.. Module(), 1, 5, 0], FindingCode.BinaryMalformed },
        { "bytes left in a section", Module(Section(1, [0, 0])), FindingCode.BinaryMalformed },
        { "a count beyond the section", Module(Section(1, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F])), FindingCode.BinaryMalformed },
        { "a number of 33 bits", Module(Section(1, [0xFF, 0xFF, 0xFF, 0xFF, 0x1F])), FindingCode.BinaryMalformed },
        { "a number without end", Module(Section(1, [0x80, 0x80, 0x80, 0x80, 0x80, 0x00])), FindingCode.BinaryMalformed },
        { "struct type", Module(Vector(1, [0x5F, 0])), FindingCode.BinaryUnsupported },
        { "unknown type form", Module(Vector(1, [0x40])), FindingCode.BinaryMalformed },
        { "unknown value type", Module(Vector(1, [0x60, 1, 0x20, 0])), FindingCode.BinaryMalformed },
        { "import of a type that is not there", Module(Vector(2, [.. Name("a"), .. Name("b"), 0, 0])), FindingCode.BinaryMalformed },
        { "import of unknown kind", Module(Vector(2, [.. Name("a"), .. Name("b"), 9])), FindingCode.BinaryMalformed },
        { "a name that is not UTF-8", Module(Vector(2, [1, 0xFF, 0, 0])), FindingCode.BinaryMalformed },
        { "export of a function that is not there", Module(Vector(7, [.. Name("a"), 0, 0])), FindingCode.BinaryMalformed },
        { "two exports of one name", Module(Vector(5, [0, 1]), Vector(7, [.. Name("a"), 2, 0], [.. Name("a"), 2, 0])), FindingCode.BinaryMalformed },
        { "start function with a parameter", Module(Vector(1, [0x60, 1, 0x7F, 0]), Vector(3, [0]), Section(8, [0]), Vector(10, [2, 0, 0x0B])), FindingCode.BinaryMalformed },
        { "functions without bodies", Module(Vector(1, [0x60, 0, 0]), Vector(3, [0])), FindingCode.BinaryMalformed },
        { "bodies without functions", Module(Vector(10, [2, 0, 0x0B])), FindingCode.BinaryMalformed },
        { "minimum above maximum", Module(Vector(5, [1, 5, 4])), FindingCode.BinaryMalformed },
        { "more than 4 GiB of memory", Module(Vector(5, [0, 0x81, 0x80, 0x04])), FindingCode.BinaryMalformed },
        { "shared memory without a maximum", Module(Vector(5, [2, 1])), FindingCode.BinaryMalformed },
        { "unknown limits", Module(Vector(5, [8, 1])), FindingCode.BinaryUnsupported },
        { "mutability of 2", Module(Vector(6, [0x7F, 2, 0x41, 0, 0x0B])), FindingCode.BinaryMalformed },
        { "constant without end", Module(Vector(6, [0x7F, 0, 0x41, 0])), FindingCode.BinaryMalformed },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Malformed_modules_are_refused(string name, byte[] module, FindingCode code)
    {
        Answer<BinaryFacts> answer = WasmReader.Read(module);
        Assert.True(answer.RefusedWith() == code, $"{name}: {answer.RefusedWith()}");
        Assert.NotNull(answer.Findings[^1].Hint);
    }

    [Fact]
    public void One_of_everything_is_told()
    {
        BinaryFacts facts = WasmReader.Read(Full()).Facts();
        Assert.Equal(BinaryFormat.Wasm, facts.Format);
        Assert.Equal(BinaryKind.WasmModule, facts.Kind);
        Assert.Equal(
            [
                new BinaryExport("run", ExportKind.Function, "(i32, i64) -> f32"),
                new BinaryExport("memory", ExportKind.Memory, "2..16"),
                new BinaryExport("g", ExportKind.Global, "mut i32"),
                new BinaryExport("t", ExportKind.Table, "funcref 1..8"),
            ],
            facts.Exports);
        Assert.Equal([new BinaryImport("log", "env", Signature: "(i32, i64) -> f32"), new BinaryImport("count", "env", Signature: "mut i64")], facts.Imports);
        Assert.Equal(["env"], facts.Libraries);
        Assert.Equal(["start function 1"], facts.Constructors);
        WasmFacts wasm = facts.Wasm!;
        Assert.Equal(1, wasm.StartFunction);
        Assert.Equal((1, 2), (wasm.ImportedFunctions, wasm.OwnFunctions));
        Assert.Equal([new WasmMemory(2, 16, IsShared: false, Is64Bit: false, IsImported: false)], wasm.Memories);
        Assert.Equal([new WasmTable("funcref", 1, 8, IsImported: false)], wasm.Tables);
        Assert.Equal([new WasmCustomSection("tool", 3), new WasmCustomSection("name", 1)], wasm.CustomSections);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 0], wasm.Sections);
        Assert.Equal(["g"], wasm.MutableGlobals);
    }

    [Fact]
    public void An_empty_module_has_nothing()
    {
        BinaryFacts facts = WasmReader.Read(Module()).Facts();
        Assert.Empty(facts.Exports);
        Assert.Empty(facts.Imports);
        Assert.Empty(facts.Constructors);
    }

    [Fact]
    public void What_wat2wasm_makes_is_read()
    {
        const string source = """
            (module
              (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
              (import "env" "mem" (memory 1 4))
              (import "env" "tab" (table 2 funcref))
              (func $init)
              (func $two (param f64) (result i32 i64) i32.const 1 i64.const 2)
              (global $g (mut i64) (i64.const -9223372036854775808))
              (global $v v128 (v128.const i32x4 1 2 3 4))
              (global $f funcref (ref.func $init))
              (export "two" (func $two))
              (export "g" (global $g))
              (export "v" (global $v))
              (export "memory" (memory 0))
              (start $init)
              (elem (i32.const 0) $init)
              (data (i32.const 8) "hello"))
            """;
        BinaryFacts facts = WasmReader.Read(OutsideFiles.Made("wat2wasm", "a.wat", source, "a.wasm", "--debug-names")).Facts();
        Assert.Equal(
            [
                new BinaryExport("two", ExportKind.Function, "(f64) -> (i32, i64)"),
                new BinaryExport("g", ExportKind.Global, "mut i64"),
                new BinaryExport("v", ExportKind.Global, "v128"),
                new BinaryExport("memory", ExportKind.Memory, "1..4"),
            ],
            facts.Exports);
        Assert.Equal(
            [
                new BinaryImport("fd_write", "wasi_snapshot_preview1", Signature: "(i32, i32, i32, i32) -> i32"),
                new BinaryImport("mem", "env", Signature: "1..4"),
                new BinaryImport("tab", "env", Signature: "funcref 2.."),
            ],
            facts.Imports);
        Assert.Equal(1, facts.Wasm!.StartFunction);
        Assert.Equal("name", Assert.Single(facts.Wasm.CustomSections).Name);
    }

    [Fact]
    public void Shared_memory_and_threads_are_told()
    {
        byte[] module = OutsideFiles.Made("wat2wasm", "a.wat", "(module (memory (export \"m\") 1 2 shared))", "a.wasm", "--enable-threads");
        Assert.True(WasmReader.Read(module).Facts().Wasm!.Memories[0].IsShared);
    }

    [Fact]
    public void Memory_of_64_bits_and_tags_are_told()
    {
        byte[] module = OutsideFiles.Made(
            "wat2wasm", "a.wat", "(module (memory (export \"m\") i64 1 2) (tag (export \"e\") (param i32)))", "a.wasm", "--enable-memory64", "--enable-exceptions");
        BinaryFacts facts = WasmReader.Read(module).Facts();
        Assert.Equal(64, facts.Bits);
        Assert.Equal("(i32) -> ()", facts.Exports[1].Signature);
    }
}
