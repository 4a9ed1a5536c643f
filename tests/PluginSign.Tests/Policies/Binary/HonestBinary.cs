using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.Go;
using PluginSign.Binaries.MachO;
using PluginSign.Binaries.Pe;
using PluginSign.Binaries.Wasm;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>What a reader sees of a good plugin of each kind; a test changes one thing of it.</summary>
internal static class HonestBinary
{
    private static readonly ElfSymbol Init = Symbol("plugin_init");

    public static BinaryFacts Elf => new()
    {
        Format = BinaryFormat.Elf,
        Kind = BinaryKind.Native,
        Architecture = "x86-64",
        OperatingSystem = "linux",
        Exports = [new BinaryExport("plugin_init", ExportKind.Function)],
        Imports = [new BinaryImport("malloc", "libc.so.6"), new BinaryImport("dlopen", "libc.so.6"), new BinaryImport("_ITM_x", IsWeak: true)],
        Libraries = ["libc.so.6"],
        Constructors = ["DT_INIT_ARRAY 1 entry"],
        Hardening = new BinaryHardening { Nx = true, Relro = RelroKind.Full, BindNow = true, TextRelocations = false, WritableExecutableSegment = false, RandomBase = true },
        Elf = new ElfFacts
        {
            FileType = ElfFileType.SharedLibrary,
            Machine = 62,
            OsAbi = 0,
            Symbols = [Init],
            Found = new Dictionary<string, ElfSymbol>(StringComparer.Ordinal) { ["plugin_init"] = Init },
        },
    };

    public static BinaryFacts Assembly => new()
    {
        Format = BinaryFormat.Pe,
        Kind = BinaryKind.DotNet,
        Architecture = "any",
        OperatingSystem = "any",
        Exports = [new BinaryExport("Acme.Greeter", ExportKind.Type), new BinaryExport("Acme.Greeter.Greet", ExportKind.Method, "string (string)")],
        Imports = [new BinaryImport("System.Object", "System.Runtime")],
        Libraries = ["System.Runtime"],
        DotNet = new DotNetFacts { AssemblyName = "Greeter", IsIlOnly = true },
    };

    public static BinaryFacts Module => new()
    {
        Format = BinaryFormat.Wasm,
        Kind = BinaryKind.WasmModule,
        Architecture = "any",
        OperatingSystem = "any",
        Exports = [new BinaryExport("greet", ExportKind.Function, "(i32) -> i32")],
        Wasm = new WasmFacts { Memories = [new WasmMemory(1, 16, false, false, false)], Tables = [new WasmTable("funcref", 1, 1, false)] },
    };

    public static BinaryFacts GoPlugin => Elf with
    {
        Kind = BinaryKind.GoPlugin,
        Exports = [new BinaryExport("example.test/greeter.Validate", ExportKind.Function), new BinaryExport("plugin_init", ExportKind.Function)],
        Go = new GoFacts
        {
            Version = "go1.23.5",
            Release = new GoRelease(23),
            Settings = [new GoSetting("-buildmode", "plugin"), new GoSetting("CGO_ENABLED", "1"), new GoSetting("GOAMD64", "v1"), new GoSetting("-tags", "b,a")],
            PluginPath = "example.test/greeter",
            Exports =
            [
                new GoExport("Validate", GoExportKind.Function, "func(string) (bool, error)", null, IsFound: true),
                new GoExport("Version", GoExportKind.Variable, "string", "1.2", IsFound: true),
                new GoExport("Lost", GoExportKind.Function, "func()", null, IsFound: false),
            ],
            Packages = [new GoPackage("fmt", "00"), new GoPackage("os/exec", "01")],
        },
    };

    public static BinaryFacts Dll => Elf with
    {
        Format = BinaryFormat.Pe,
        OperatingSystem = "windows",
        Elf = null,
        Imports = [new BinaryImport("HeapAlloc", "KERNEL32.dll")],
        Libraries = ["KERNEL32.dll"],
        Hardening = new BinaryHardening { Nx = true, WritableExecutableSegment = false, RandomBase = true, ControlFlowGuard = true },
        Pe = new PeFacts { Machine = 0x8664, IsLibrary = true },
    };

    public static BinaryFacts Dylib => Elf with
    {
        Format = BinaryFormat.MachO,
        OperatingSystem = "macos",
        Elf = null,
        Exports = [new BinaryExport("_plugin_init", ExportKind.Function), new BinaryExport("bare", ExportKind.Function)],
        Imports = [new BinaryImport("_system", "/usr/lib/libSystem.B.dylib")],
        MachO = new MachOFacts { Slices = [Slice] },
    };

    public static MachOSlice Slice => new()
    {
        Architecture = "x86-64",
        CpuType = 0x0100_0007,
        CpuSubtype = 3,
        Bits = 64,
        Offset = 0,
        Size = 4096,
        FileType = MachOFileType.Library,
        Platform = "macos",
    };

    private static ElfSymbol Symbol(string name) => new(name, ElfSymbolType.Function, ElfBinding.Global, ElfVisibility.Default, 1, 0x1000, 1, null, false);
}
