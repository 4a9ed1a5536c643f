using System.Runtime.InteropServices;
using PluginSign.Binaries;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Tests.Loading;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>An import that no import table shows: a plugin that defines a name itself and leaves it to the loader to bind its calls (threat 51).</summary>
public sealed class InterposableImportTests : IDisposable
{
    private const string Attack = """
        int system(const char *command) { return command ? 4242 : 0; }
        int run(void) { return system("exit 7"); }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-interposed-").FullName;

    private delegate int Number();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_trap_is_there()
    {
        nint library = NativeLibrary.Load(Compile("trap.so", Attack));
        int status = Marshal.GetDelegateForFunctionPointer<Number>(NativeLibrary.GetExport(library, "run"))();
        Assert.Equal(7 << 8, status); // libc's system ran, not the plugin's own
    }

    [Fact]
    public void A_call_that_libc_may_answer_is_an_import()
    {
        BinaryFacts facts = Facts("attack.so", Attack);
        Finding finding = Assert.Single(Forbid(facts, "system"));
        Assert.Equal(FindingCode.ImportForbidden, finding.Code);
        Assert.Contains("defines", finding.Message, StringComparison.Ordinal);
        Assert.Contains(facts.Imports, static i => i is { Name: "system", IsInterposable: true });
        Assert.Single(Forbid(facts, "sys*"));
        Assert.Contains(new BinaryRequirements { AllowedImports = ["_*"] }.Judge(facts), static f => f.Code == FindingCode.ImportNotAllowed);
        Assert.Contains(new BinaryRequirements { RequiredImports = ["system"] }.Judge(facts), static f => f.Code == FindingCode.ImportMissing); // it is not wanted from elsewhere
    }

    [Theory]
    [InlineData("int (*taken)(const char *) = system;", false)] // by its address in data
    [InlineData("static int own(const char *c) { return c ? 1 : 0; } static void *pick(void) { return own; } int system(const char *) __attribute__((ifunc(\"pick\")));", true)]
    [InlineData("__attribute__((weak)) int system(const char *c) { return c ? 1 : 0; }", true)]
    public void So_is_every_other_way_of_leaving_it_to_the_loader(string source, bool defines)
    {
        string definition = defines ? string.Empty : "int system(const char *c) { return c ? 4242 : 0; }\n";
        string call = defines ? "\nint run(void) { return system(\"exit 7\"); }" : string.Empty;
        Assert.Single(Forbid(Facts("way.so", definition + source + call), "system"));
    }

    [Theory]
    [InlineData("-Wl,-Bsymbolic")]
    [InlineData("-fvisibility=hidden")]
    [InlineData("-fvisibility=protected")]
    [InlineData("-Dsystem=own_system")]
    public void What_the_library_binds_itself_is_none(string option) => Assert.Empty(Forbid(Facts("honest.so", Attack, option), "system"));

    [Fact]
    public void A_static_function_is_none() => Assert.Empty(Forbid(Facts("static.so", "static " + Attack), "system"));

    [Theory]
    [InlineData("evil@V1")]
    [InlineData("evil@@V1")]
    [InlineData("")]
    [InlineData(" evil")]
    [InlineData("ev\til")]
    public void A_pattern_that_can_match_nothing_is_a_mistake(string pattern)
    {
        Assert.Throws<ArgumentException>(() => new BinaryRequirements { ForbiddenSymbols = [pattern] });
        Assert.Throws<ArgumentException>(() => new BinaryRequirements { ForbiddenImports = [pattern] });
        Assert.Throws<ArgumentException>(() => new BinaryRequirements { RequiredImports = [pattern] });
    }

    [Theory]
    [InlineData("_evil@12")] // stdcall
    [InlineData("?evil@@YAHXZ")]
    [InlineData("evil*")]
    [InlineData("List`1<int, string>")]
    public void What_some_format_has_is_none(string pattern) => Assert.Single(new BinaryRequirements { ForbiddenSymbols = [pattern] }.ForbiddenSymbols);

    [Fact]
    public void A_forwarded_export_and_an_import_by_number_are_seen()
    {
        BinaryFacts facts = new()
        {
            Format = BinaryFormat.Pe,
            Kind = BinaryKind.Native,
            Architecture = "x86-64",
            OperatingSystem = "windows",
            Exports = [new BinaryExport("Run", ExportKind.Function, Forwarder: "KERNEL32.WinExec")],
            Imports = [new BinaryImport("#23", "ws2_32.dll"), new BinaryImport("Sleep", "kernel32.dll")],
        };
        Assert.Single(Forbid(facts, "WinExec"));
        Assert.Single(Forbid(facts, "kernel32.dll.WinExec"));
        Finding untold = Assert.Single(Forbid(facts, "connect"));
        Assert.Contains("ws2_32.dll.#23", untold.Message, StringComparison.Ordinal);
        Assert.Single(Forbid(facts, "ws2_32.dll.connect"));
        Assert.Empty(Forbid(facts, "user32.dll.MessageBoxA")); // no import by number from there
        Assert.Empty(Forbid(facts with { Imports = [new BinaryImport("Sleep", "kernel32.dll")], Exports = [] }, "connect"));
    }

    private static System.Collections.Immutable.ImmutableArray<Finding> Forbid(BinaryFacts facts, string pattern) => new BinaryRequirements { ForbiddenImports = [pattern] }.Judge(facts);

    private string Compile(string name, string source, params string[] options)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the loader is Linux'");
        }

        return NativeSource.Compile(_folder, name, source, options);
    }

    private BinaryFacts Facts(string name, string source, params string[] options)
    {
        Answer<BinaryFacts> read = ElfReader.Read(File.ReadAllBytes(Compile(name, source, options)));
        return read.TryGetValue(out BinaryFacts? facts) ? facts : throw new InvalidOperationException(read.Findings[0].Message);
    }
}
