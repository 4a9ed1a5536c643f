using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.Go;
using PluginSign.Binaries.Pe;
using PluginSign.Binaries.Wasm;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies;

/// <summary>Every requirement: what does not meet it first, then what does.</summary>
public sealed class BinaryRequirementsTests
{
    private static readonly ElfSymbol Init = Symbol("plugin_init");

    private static BinaryFacts Elf => new()
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

    private static BinaryFacts Assembly => new()
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

    private static BinaryFacts Module => new()
    {
        Format = BinaryFormat.Wasm,
        Kind = BinaryKind.WasmModule,
        Architecture = "any",
        OperatingSystem = "any",
        Exports = [new BinaryExport("greet", ExportKind.Function, "(i32) -> i32")],
        Wasm = new WasmFacts { Memories = [new WasmMemory(1, 16, false, false, false)], Tables = [new WasmTable("funcref", 1, 1, false)] },
    };

    private static BinaryFacts GoPlugin => Elf with
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

    [Fact]
    public void Nothing_asked_is_nothing_refused()
    {
        foreach (BinaryFacts facts in new[] { Elf, Assembly, Module, GoPlugin })
        {
            Assert.Empty(new BinaryRequirements().Judge(facts));
            Assert.Empty(new BinaryRequirements { RequiredSymbols = default, ForbiddenSymbols = default, RequiredImports = default, ForbiddenImports = default, Formats = default }.Judge(facts));
        }
    }

    [Fact]
    public void Platform()
    {
        Refused(new() { Formats = [BinaryFormat.Pe, BinaryFormat.Wasm] }, Elf, FindingCode.BinaryFormatUnexpected);
        Refused(new() { Kinds = [BinaryKind.GoPlugin] }, Elf, FindingCode.BinaryKindUnexpected);
        Refused(new() { OperatingSystems = ["windows"] }, Elf, FindingCode.OperatingSystemUnexpected);
        Refused(new() { Architectures = ["arm64", "X86-64"] }, Elf, FindingCode.ArchitectureUnexpected);
        Accepted(new() { Formats = [BinaryFormat.Elf], Kinds = [BinaryKind.Native], OperatingSystems = ["linux"], Architectures = ["arm64", "x86-64"] }, Elf);
        Accepted(new() { OperatingSystems = ["linux"], Architectures = ["x86-64"] }, Assembly); // IL runs anywhere
    }

    [Fact]
    public void A_required_symbol_counts_only_when_the_lookup_finds_it()
    {
        BinaryRequirements required = new() { RequiredSymbols = [new("plugin_init")] };
        Accepted(required, Elf);
        Refused(required with { RequiredSymbols = [new("plugin_exit")] }, Elf, FindingCode.SymbolMissing);

        // The table lists it, the hash table does not have it: tools show it, dlsym does not find it.
        BinaryFacts lying = Elf with { Elf = Elf.Elf! with { Found = [] } };
        Finding finding = Refused(required, lying, FindingCode.SymbolMissing);
        Assert.Contains("lookup does not find it", finding.Actual, StringComparison.Ordinal);
        Refused(required with { RequiredSymbols = [new("plugin_*")] }, lying, FindingCode.SymbolMissing);

        // Windows' loader would go on in another file, which nobody has verified.
        BinaryFacts forwarding = Elf with { Format = BinaryFormat.Pe, Elf = null, Exports = [new BinaryExport("plugin_init", ExportKind.Unknown, Forwarder: "EVIL.init")] };
        Assert.Contains("EVIL.init", Refused(required, forwarding, FindingCode.SymbolMissing).Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Kind_and_signature_of_a_required_symbol()
    {
        Refused(new() { RequiredSymbols = [new("plugin_init", ExportKind.DataObject)] }, Elf, FindingCode.SymbolKindMismatch);
        Refused(new() { RequiredSymbols = [new("plugin_init", ExportKind.Function, "int (void)")] }, Elf, FindingCode.SymbolSignatureMismatch); // ELF has none
        Refused(new() { RequiredSymbols = [new("Acme.Greeter.Greet", ExportKind.Method, "string (int)")] }, Assembly, FindingCode.SymbolSignatureMismatch);
        Accepted(new() { RequiredSymbols = [new("Acme.Greeter.Greet", ExportKind.Method, "string (string)"), new("Acme.*")] }, Assembly);
    }

    [Fact]
    public void A_go_host_sees_what_Lookup_finds_and_nothing_else()
    {
        Accepted(new() { RequiredSymbols = [new("Validate", ExportKind.Function, "func(string) (bool, error)"), new("Version", ExportKind.DataObject, "string")] }, GoPlugin);
        Refused(new() { RequiredSymbols = [new("plugin_init")] }, GoPlugin, FindingCode.SymbolMissing); // a C function: dlsym would, Lookup does not
        Refused(new() { RequiredSymbols = [new("Lost")] }, GoPlugin, FindingCode.SymbolMissing);
        Refused(new() { RequiredSymbols = [new("Version", ExportKind.Function)] }, GoPlugin, FindingCode.SymbolKindMismatch);
        Refused(new() { RequiredSymbols = [new("Validate", ExportKind.Function, "func(string) bool")] }, GoPlugin, FindingCode.SymbolSignatureMismatch);
        Refused(new() { RequiredSymbols = [new("Validate")] }, GoPlugin with { Go = null }, FindingCode.SymbolMissing);
    }

    [Fact]
    public void A_forbidden_symbol_is_found_in_every_table()
    {
        Refused(new() { ForbiddenSymbols = ["plugin_*"] }, Elf, FindingCode.SymbolForbidden);
        Refused(new() { ForbiddenSymbols = ["plugin_init"] }, Elf with { Exports = [], Elf = Elf.Elf! with { Found = [] } }, FindingCode.SymbolForbidden);
        Refused(new() { ForbiddenSymbols = ["Lost"] }, GoPlugin, FindingCode.SymbolForbidden);
        Accepted(new() { ForbiddenSymbols = ["debug_*"] }, Elf);
    }

    [Fact]
    public void Imports()
    {
        Refused(new() { ForbiddenImports = ["dl*"] }, Elf, FindingCode.ImportForbidden);
        Refused(new() { ForbiddenImports = ["libc.so.6.dlopen"] }, Elf, FindingCode.ImportForbidden);
        Refused(new() { ForbiddenImports = ["os/exec"] }, GoPlugin, FindingCode.ImportForbidden);
        Refused(new() { RequiredImports = ["free"] }, Elf, FindingCode.ImportMissing);
        Refused(new() { AllowedImports = ["libc.so.6.*"] }, Elf, FindingCode.ImportNotAllowed); // _ITM_x names no library
        Refused(new() { AllowedImports = [] }, Elf, FindingCode.ImportNotAllowed);
        Refused(new() { AllowedImports = default(ImmutableArray<string>) }, Elf, FindingCode.ImportNotAllowed);
        Accepted(new() { ForbiddenImports = ["exec*"], RequiredImports = ["malloc", "libc.*"], AllowedImports = ["libc.so.6.*", "_ITM_*"] }, Elf);

        // Windows takes kernel32.dll and KERNEL32.DLL for one.
        BinaryFacts windows = Elf with { Format = BinaryFormat.Pe, Elf = null, Imports = [new BinaryImport("VirtualProtect", "kernel32.dll")] };
        Refused(new() { ForbiddenImports = ["KERNEL32.DLL.VirtualProtect"] }, windows, FindingCode.ImportForbidden);

        // An allow list names the module: the same name from another one is not offered.
        BinaryFacts wasm = Module with { Imports = [new BinaryImport("log", "evil")] };
        Refused(new() { AllowedImports = ["env.log", "log"] }, wasm, FindingCode.ImportNotAllowed);
    }

    [Fact]
    public void Libraries_and_constructors()
    {
        Refused(new() { AllowedLibraries = ["libm.so.6"] }, Elf, FindingCode.LibraryNotAllowed);
        Refused(new() { AllowedLibraries = ["libc.so.6"] }, Elf with { Elf = Elf.Elf! with { AuditLibraries = ["evil.so"] } }, FindingCode.LibraryNotAllowed);
        Refused(new() { AllowedLibraries = ["System.Runtime"] }, Assembly with { DotNet = Assembly.DotNet! with { PInvokes = [new DotNetPInvoke("evil", "f", "A.F")] } }, FindingCode.LibraryNotAllowed);
        Accepted(new() { AllowedLibraries = ["libc.so.*"] }, Elf);
        Accepted(new() { AllowedLibraries = ["kernel32.dll"] }, Elf with { Format = BinaryFormat.Pe, Elf = null, Libraries = ["KERNEL32.dll"] });
        Refused(new() { NoConstructors = true }, Elf, FindingCode.ConstructorsNotAllowed);
        Accepted(new() { NoConstructors = true }, Elf with { Constructors = [] });
    }

    [Theory]
    [InlineData("/srv/plugins/deps", true)]
    [InlineData("/srv/plugins", true)]
    [InlineData("$ORIGIN/deps", true)]
    [InlineData("${ORIGIN}", true)]
    [InlineData("", false)] // the current directory
    [InlineData("deps", false)]
    [InlineData("/srv/plugins-evil", false)]
    [InlineData("/srv/plugins/../evil", false)]
    [InlineData("$ORIGIN/../../evil", false)]
    [InlineData("$ORIGINAL/x", false)]
    [InlineData("/srv/plugins/$LIB", false)]
    [InlineData("/tmp", false)]
    public void Run_paths(string runPath, bool isInside)
    {
        BinaryFacts facts = Elf with { RunPaths = [runPath] };
        BinaryRequirements inside = new() { RunPathRoot = "/srv/plugins/" };
        Assert.Equal(isInside, inside.Judge(facts, "/srv/plugins/acme").IsEmpty);
        Refused(new() { NoRunPaths = true }, facts, FindingCode.RunPathNotAllowed);
        if (runPath.Contains("ORIGIN", StringComparison.Ordinal))
        {
            Refused(inside, facts, FindingCode.RunPathNotAllowed); // nobody knows where the file lies
        }
    }

    [Fact]
    public void Hardening()
    {
        BinaryRequirements all = new()
        {
            Hardening = new() { Nx = true, Relro = RelroKind.Full, BindNow = true, NoTextRelocations = true, NoWritableExecutableSegment = true, RandomBase = true, ControlFlowGuard = true },
        };
        Accepted(all, Elf);
        Refused(all, With(static h => h with { Nx = false }), FindingCode.HardeningMissing);
        Refused(all, With(static h => h with { Relro = RelroKind.Partial }), FindingCode.HardeningMissing);
        Refused(all, With(static h => h with { BindNow = false }), FindingCode.HardeningMissing);
        Refused(all, With(static h => h with { TextRelocations = true }), FindingCode.HardeningMissing);
        Refused(all, With(static h => h with { WritableExecutableSegment = true }), FindingCode.HardeningMissing);
        Refused(all, With(static h => h with { RandomBase = false }), FindingCode.HardeningMissing);
        Assert.Equal(6, all.Judge(With(static _ => new())).Length); // what the file does not tell is no pass
        Assert.Contains(all.Judge(Elf with { Format = BinaryFormat.Pe, Elf = null }), static f => f.Expected is "GUARD_CF");

        static BinaryFacts With(Func<BinaryHardening, BinaryHardening> change) => Elf with { Hardening = change(Elf.Hardening) };
    }

    [Fact]
    public void Loader_hooks()
    {
        BinaryRequirements plain = new() { NoLoaderHooks = true };
        Accepted(plain, Elf);
        Refused(plain, Elf with { Elf = Elf.Elf! with { FileType = ElfFileType.PieExecutable } }, FindingCode.LoaderHookNotAllowed);
        Refused(plain, Elf with { Elf = Elf.Elf! with { AuditLibraries = ["a"] } }, FindingCode.LoaderHookNotAllowed);
        Refused(plain, Elf with { Elf = Elf.Elf! with { FilterLibraries = ["a"] } }, FindingCode.LoaderHookNotAllowed);
        Refused(plain, Elf with { Elf = Elf.Elf! with { IsInterposer = true } }, FindingCode.LoaderHookNotAllowed);
        Refused(plain, Elf with { Format = BinaryFormat.Pe, Elf = null, Pe = new PeFacts { Machine = 0x8664, IsLibrary = false } }, FindingCode.LoaderHookNotAllowed);
    }

    [Fact]
    public void Go_version_and_settings()
    {
        Refused(Go(new() { Version = "go1.23.4" }), GoPlugin, FindingCode.GoVersionUnexpected);
        Refused(Go(new() { Version = "go1.23.5" }), Elf, FindingCode.GoVersionUnexpected);
        Refused(Go(new()), Elf, FindingCode.GoVersionUnexpected);
        Refused(Go(new() { CgoEnabled = false }), GoPlugin, FindingCode.GoSettingUnexpected);
        Refused(Go(new() { Race = true }), GoPlugin, FindingCode.GoSettingUnexpected);
        Refused(Go(new() { TrimPath = true }), GoPlugin, FindingCode.GoSettingUnexpected);
        Refused(Go(new() { Tags = [] }), GoPlugin, FindingCode.GoSettingUnexpected);
        Refused(Go(new() { Tags = ["a"] }), GoPlugin, FindingCode.GoSettingUnexpected);
        Refused(Go(new() { GoAmd64 = "v3" }), GoPlugin, FindingCode.GoSettingUnexpected);
        Accepted(Go(new() { Version = "go1.23.5", CgoEnabled = true, Race = false, TrimPath = false, Tags = ["a", "b"], GoAmd64 = "v1" }), GoPlugin);

        // A plugin of Go 1.19 tells none of its settings.
        BinaryFacts silent = GoPlugin with { Go = GoPlugin.Go! with { Settings = [] } };
        Assert.Equal(5, Go(new() { CgoEnabled = true, Race = false, TrimPath = false, Tags = [], GoAmd64 = "v1" }).Judge(silent).Length);

        static BinaryRequirements Go(GoRequirements go) => new() { Go = go };
    }

    [Fact]
    public void DotNet_il_only()
    {
        Accepted(BinaryProfiles.DotNetIlOnly, Assembly);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { IsReadyToRun = true }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { IsMixedMode = true, IsIlOnly = false }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { IsIlOnly = false }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { UnsafeMarks = ["UnverifiableCodeAttribute"] }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { HasModuleInitializer = true }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { ModuleFiles = ["b.netmodule"] }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, With(static d => d with { PInvokes = [new DotNetPInvoke("libc", "system", "A.S")] }), FindingCode.DotNetFormNotAllowed);
        Refused(BinaryProfiles.DotNetIlOnly, Elf, FindingCode.BinaryFormatUnexpected, FindingCode.BinaryKindUnexpected, FindingCode.DotNetFormNotAllowed);

        static BinaryFacts With(Func<DotNetFacts, DotNetFacts> change) => Assembly with { DotNet = change(Assembly.DotNet!) };
    }

    [Fact]
    public void Wasm_sandboxed()
    {
        Accepted(BinaryProfiles.WasmSandboxed, Module);
        Refused(BinaryProfiles.WasmSandboxed, Module with { Imports = [new BinaryImport("fd_write", "wasi_snapshot_preview1")] }, FindingCode.ImportNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, With(static w => w with { StartFunction = 0 }), FindingCode.WasmFormNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, Memory(new WasmMemory(1, null, false, false, false)), FindingCode.WasmFormNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, Memory(new WasmMemory(1, 257, false, false, false)), FindingCode.WasmFormNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, Memory(new WasmMemory(1, 200, false, false, false), new WasmMemory(1, 200, false, false, false)), FindingCode.WasmFormNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, Memory(new WasmMemory(1, ulong.MaxValue, false, true, false), new WasmMemory(1, ulong.MaxValue, false, true, false)), FindingCode.WasmFormNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, Memory(new WasmMemory(1, 16, true, false, false)), FindingCode.WasmFormNotAllowed);
        Refused(BinaryProfiles.WasmSandboxed, With(static w => w with { Tables = [new WasmTable("funcref", 1, null, false)] }), FindingCode.WasmFormNotAllowed);
        Accepted(BinaryProfiles.WasmSandboxed with { AllowedImports = ["env.log"] }, Module with { Imports = [new BinaryImport("log", "env")] });

        static BinaryFacts With(Func<WasmFacts, WasmFacts> change) => Module with { Wasm = change(Module.Wasm!) };
        static BinaryFacts Memory(params ImmutableArray<WasmMemory> memories) => With(w => w with { Memories = memories });
    }

    [Fact]
    public void The_lint_warns_and_never_refuses()
    {
        Warns(Elf, "dlopen");
        Warns(Elf with { Imports = [new BinaryImport("execve")] }, "execve");
        Warns(GoPlugin with { Imports = [] }, "os/exec");
        Warns(Assembly with { Imports = [new BinaryImport("System.Reflection.Emit.DynamicMethod", "System.Reflection.Emit")] }, "DynamicMethod");
        Warns(Assembly with { DotNet = Assembly.DotNet! with { PInvokes = [new DotNetPInvoke("libc", "system", "A.S")] } }, "system of libc");
        Assert.Empty(ImportLint.Judge(Elf with { Imports = [new BinaryImport("malloc")] }));
        Assert.Empty(ImportLint.Judge(Module));

        static void Warns(BinaryFacts facts, string name)
        {
            ImmutableArray<Finding> findings = new BinaryRequirements { WarnOfDangerousImports = true }.Judge(facts);
            Assert.Contains(findings, f => f.Code == FindingCode.DangerousImport && f.Actual!.Contains(name, StringComparison.Ordinal));
            Assert.All(findings, static f => Assert.Equal(Severity.Warning, f.Severity));
        }
    }

    [Fact]
    public void Every_profile_has_its_name_and_refuses_the_others_files()
    {
        Assert.All(BinaryProfiles.Names, static n => Assert.NotNull(BinaryProfiles.Find(n)));
        Assert.Null(BinaryProfiles.Find("none"));
        Accepted(BinaryProfiles.NativeStrict, Elf with { Imports = [] });
        Accepted(BinaryProfiles.GoPlugin, GoPlugin with { Imports = [], Go = GoPlugin.Go! with { Packages = [] } });
        BinaryFacts[] all = [Elf, Assembly, Module, GoPlugin];
        foreach (string name in BinaryProfiles.Names)
        {
            Assert.Equal(1, all.Count(f => BinaryProfiles.Find(name)!.Judge(f).All(static x => x.Severity != Severity.Error)));
        }
    }

    [Fact]
    public void Names_of_a_mac_are_asked_for_as_dlsym_is_asked()
    {
        BinaryFacts dylib = Elf with
        {
            Format = BinaryFormat.MachO,
            OperatingSystem = "macos",
            Elf = null,
            Exports = [new BinaryExport("_plugin_init", ExportKind.Function), new BinaryExport("bare", ExportKind.Function)],
            Imports = [new BinaryImport("_system", "/usr/lib/libSystem.B.dylib")],
        };
        Refused(new() { RequiredSymbols = ["_plugin_init"] }, dylib, FindingCode.SymbolMissing);
        Refused(new() { RequiredSymbols = ["bare"] }, dylib, FindingCode.SymbolMissing);
        Accepted(new() { RequiredSymbols = ["plugin_init"], RequiredImports = ["system"], AllowedImports = ["*.system"] }, dylib);
        foreach (string name in (string[])["system", "_system"])
        {
            Refused(new() { ForbiddenImports = [name] }, dylib, FindingCode.ImportForbidden);
        }

        foreach (string name in (string[])["plugin_init", "_plugin_init", "bare"])
        {
            Refused(new() { ForbiddenSymbols = [name] }, dylib, FindingCode.SymbolForbidden);
        }

        Assert.Equal(FindingCode.DangerousImport, Assert.Single(new BinaryRequirements { WarnOfDangerousImports = true }.Judge(dylib)).Code);
    }

    [Fact]
    public void Findings_quote_a_hostile_binary_only_in_part()
    {
        BinaryFacts big = Elf with { Exports = [.. Enumerable.Range(0, 10_000).Select(static i => new BinaryExport($"{i}{new string('x', 10_000)}", ExportKind.Function))] };
        Finding finding = Refused(new() { ForbiddenSymbols = ["*"] }, big, FindingCode.SymbolForbidden);
        Assert.True(finding.Message.Length + finding.Actual!.Length < 5_000);
    }

    private static ElfSymbol Symbol(string name) => new(name, ElfSymbolType.Function, ElfBinding.Global, ElfVisibility.Default, 1, 0x1000, 1, null, false);

    private static void Accepted(BinaryRequirements required, BinaryFacts facts) => Assert.Empty(required.Judge(facts));

    private static Finding Refused(BinaryRequirements required, BinaryFacts facts, params FindingCode[] codes)
    {
        Finding[] errors = [.. required.Judge(facts).Where(static f => f.Severity == Severity.Error)];
        Assert.Equal(codes, errors.Select(static f => f.Code));
        Assert.All(errors, static f => Assert.False(string.IsNullOrEmpty(f.Expected) || string.IsNullOrEmpty(f.Hint), f.Message));
        return errors[0];
    }
}
