using PluginSign.Files.Native;
using PluginSign.Findings;
using PluginSign.Loading;
using PluginSign.Verification;

namespace PluginSign.Tests.Loading;

/// <summary>What runs is what was verified.</summary>
public sealed class NativePluginTests : IDisposable
{
    private readonly LoadingWorld _world = new();

    private delegate int Number();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_verified_library_is_loaded_and_its_functions_run()
    {
        using HeldPlugin verified = _world.Verified(_world.Library("one.so", "int which(void) { return 1; }"));
        NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
        Assert.Equal(1, Call(plugin, "which"));
    }

    [Fact]
    public void It_outlives_the_plugin_that_it_was_verified_as_and_the_file()
    {
        string path = _world.Library("short.so", "int which(void) { return 4; }");
        HeldPlugin verified = _world.Verified(path);
        NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
        verified.Dispose();
        File.Delete(path);
        Assert.Equal(4, Call(plugin, "which"));
    }

    [Fact]
    public void A_missing_export_is_named()
    {
        using HeldPlugin verified = _world.Verified(_world.Library("lacks.so", "int which(void) { return 1; }"));
        Finding finding = LoadingWorld.Refusal(LoadingWorld.Value(NativePlugin.Load(verified)).GetExport<Number>("wich"));
        Assert.Equal(FindingCode.ExportMissing, finding.Code);
        Assert.Equal("lacks.so does not export `wich`", finding.Message);
    }

    [Fact]
    public void A_name_of_another_library_is_not_the_plugins()
    {
        using HeldPlugin verified = _world.Verified(_world.Library("passes.so", "#include <unistd.h>\nint which(void) { return getpid(); }"));
        NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
        Assert.Equal(Environment.ProcessId, Call(plugin, "which"));
        Assert.Equal(FindingCode.ExportElsewhere, LoadingWorld.Refusal(plugin.GetExport<Number>("getpid")).Code);
    }

    [Fact]
    public void What_was_verified_by_streaming_gives_nothing_to_load()
    {
        VerificationReport streamed = _world.Verifier.Verify(_world.Library("streamed.so", "int which(void) { return 1; }"), TestPki.ValidationTime);
        Assert.NotNull(streamed.Plugin);
        Assert.Null(streamed.Held); // and no loader takes anything else: Architecture/ProofTests
    }

    [Fact]
    public void A_disposed_plugin_cannot_be_loaded()
    {
        HeldPlugin verified = _world.Verified(_world.Library("gone.so", "int which(void) { return 1; }"));
        verified.Dispose();
        Assert.Throws<ObjectDisposedException>(() => NativePlugin.Load(verified));
        Assert.Throws<ObjectDisposedException>(() => verified.OpenRead());
    }

    [Fact]
    public void What_is_no_library_is_refused_with_the_linkers_reason()
    {
        File.WriteAllText(_world.PathOf("text.so"), "no library at all, and longer than an ELF header is, which is sixty-four bytes long");
        using HeldPlugin verified = _world.Verified(_world.Sign(_world.PathOf("text.so")));
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("native plugins are loaded on Linux alone");
        }

        Finding finding = LoadingWorld.Refusal(NativePlugin.Load(verified));
        Assert.Equal(FindingCode.LinkerRefused, finding.Code);
        Assert.StartsWith("text.so: ", finding.Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Constructors_run_only_when_every_function_is_defined(bool undefined)
    {
        string mark = _world.PathOf("constructed");
        string source = $$"""
            #include <fcntl.h>
            int nowhere(void);
            __attribute__((constructor)) static void begin(void) { creat("{{mark}}", 0600); }
            int which(void) { return {{(undefined ? "nowhere()" : "7")}}; }
            """;
        using HeldPlugin verified = _world.Verified(_world.Library("constructs.so", source, "-Wl,-z,lazy"));
        Answer<NativePlugin> loaded = NativePlugin.Load(verified);
        Assert.Equal(!undefined, File.Exists(mark));
        Assert.Equal(!undefined, loaded.Passed);
        if (undefined)
        {
            Finding finding = LoadingWorld.Refusal(loaded);
            Assert.Equal(FindingCode.LinkerRefused, finding.Code);
            Assert.Contains("nowhere", finding.Actual, StringComparison.Ordinal);
            Assert.NotNull(finding.Hint);
        }
    }

    [Fact]
    public void Dependencies_are_verified_loaded_first_and_matched_by_soname()
    {
        string dependency = _world.Library("libsealeddep.so", "int dep(void) { return 5; }", "-Wl,-soname,libsealeddep.so");
        string needs = _world.Library("needs.so", "int dep(void); int which(void) { return dep(); }", dependency, "-Wl,-rpath,$ORIGIN");
        using HeldPlugin plugin = _world.Verified(needs);
        Finding alone = LoadingWorld.Refusal(NativePlugin.Load(plugin));
        Assert.Equal(FindingCode.LinkerRefused, alone.Code);
        Assert.Contains("libsealeddep.so", alone.Actual, StringComparison.Ordinal);
        Assert.Contains("dependencies", alone.Hint, StringComparison.Ordinal);

        using HeldPlugin verifiedDependency = _world.Verified(dependency);
        NativePlugin loaded = LoadingWorld.Value(NativePlugin.Load(plugin, verifiedDependency));
        Assert.Equal(5, Call(loaded, "which"));
        Assert.Equal(FindingCode.ExportElsewhere, LoadingWorld.Refusal(loaded.GetExport<Number>("dep")).Code);
    }

    [Fact]
    public void A_write_to_the_source_after_loading_changes_nothing()
    {
        const string Source = """
            __attribute__((aligned(4096))) int touched(void) { return 1111; }
            __attribute__((aligned(4096))) int between(void) { return 0; }
            __attribute__((aligned(4096))) int untouched(void) { return 2222; }
            """;
        string path = _world.Library("steady.so", Source);
        string other = NativeSource.Compile(_world.Folder, "other.so", Source.Replace("1111", "6666", StringComparison.Ordinal).Replace("2222", "7777", StringComparison.Ordinal));
        using HeldPlugin verified = _world.Verified(path);
        NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
        Assert.Equal(1111, Call(plugin, "touched"));
        byte[] written = File.ReadAllBytes(other);
        Assert.Equal(new FileInfo(path).Length, written.Length);
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(written);
        }

        Assert.Equal(written, File.ReadAllBytes(path));
        Assert.Equal(1111, Call(plugin, "touched"));
        Assert.Equal(2222, Call(plugin, "untouched"));
    }

    [Fact]
    public void Without_proc_the_answer_is_no_and_not_the_path()
    {
        using HeldPlugin verified = _world.Verified(_world.Library("proc.so", "int which(void) { return 1; }"));
        Finding finding = LoadingWorld.Refusal(SealedLibrary.Load(verified.Snapshot!, "proc.so", _world.Folder));
        Assert.Equal(FindingCode.ProcMissing, finding.Code);
        Assert.Equal(Verdict.Indeterminate, finding.Verdict);
    }

    [Fact]
    public void The_loaded_library_is_named_in_the_processes_map()
    {
        using HeldPlugin verified = _world.Verified(_world.Library("telling name.so", "int which(void) { return 1; }"));
        NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
        GC.KeepAlive(plugin);
        Assert.Contains(File.ReadLines("/proc/self/maps"), static l => l.Contains("r-xp", StringComparison.Ordinal) && l.Contains("/memfd:plugin:telling_name.so", StringComparison.Ordinal));
    }

    private static int Call(NativePlugin plugin, string name) => LoadingWorld.Value(plugin.GetExport<Number>(name))();
}
