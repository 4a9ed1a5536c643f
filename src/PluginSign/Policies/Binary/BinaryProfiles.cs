using System.Collections.Immutable;
using PluginSign.Binaries;

namespace PluginSign.Policies;

/// <summary>Requirements that fit a kind of plugin; take one and add to it with <c>with</c>.</summary>
public static class BinaryProfiles
{
    // 16 MiB of memory and a table of 10,000 functions: more is asked for by name.
    private const long SandboxMemoryPages = 256;
    private const long SandboxTableElements = 10_000;

    /// <summary><c>native-strict</c>: a plain shared library with every protection that a current compiler gives, and no run paths.</summary>
    public static BinaryRequirements NativeStrict { get; } = new()
    {
        Formats = [BinaryFormat.Elf, BinaryFormat.Pe, BinaryFormat.MachO],
        Kinds = [BinaryKind.Native],
        NoRunPaths = true,
        NoLoaderHooks = true,
        WarnOfDangerousImports = true,
        Hardening = new HardeningRequirements
        {
            Nx = true,
            Relro = RelroKind.Full,
            BindNow = true,
            NoTextRelocations = true,
            NoWritableExecutableSegment = true,
            RandomBase = true,
        },
    };

    /// <summary><c>go-plugin</c>: made with <c>go build -buildmode=plugin</c>, without run paths. Go's linker binds lazily, so RELRO is not asked for.</summary>
    public static BinaryRequirements GoPlugin { get; } = new()
    {
        Formats = [BinaryFormat.Elf],
        Kinds = [BinaryKind.GoPlugin],
        NoRunPaths = true,
        NoLoaderHooks = true,
        WarnOfDangerousImports = true,
        Hardening = new HardeningRequirements { Nx = true, NoTextRelocations = true, NoWritableExecutableSegment = true, RandomBase = true },
    };

    /// <summary><c>dotnet-il-only</c>: an assembly of IL in one file, without native calls, unsafe code or a module initializer.</summary>
    public static BinaryRequirements DotNetIlOnly { get; } = new()
    {
        Formats = [BinaryFormat.Pe],
        Kinds = [BinaryKind.DotNet],
        WarnOfDangerousImports = true,
        DotNet = new DotNetRequirements { IlOnly = true, NoPInvokes = true, NoUnsafeMarks = true, NoModuleInitializer = true, SingleFile = true },
    };

    /// <summary><c>wasm-sandboxed</c>: a module that imports nothing, runs nothing by itself, and whose memory (16 MiB) and tables have a bound.</summary>
    public static BinaryRequirements WasmSandboxed { get; } = new()
    {
        Formats = [BinaryFormat.Wasm],
        Kinds = [BinaryKind.WasmModule],
        AllowedImports = [],
        Wasm = new WasmRequirements
        {
            NoStartFunction = true,
            NoSharedMemory = true,
            MaximumMemoryPages = SandboxMemoryPages,
            MaximumTableElements = SandboxTableElements,
        },
    };

    /// <summary>The profiles' names.</summary>
    public static ImmutableArray<string> Names { get; } = ["native-strict", "go-plugin", "dotnet-il-only", "wasm-sandboxed"];

    /// <summary>The profile of that name; null when there is none.</summary>
    public static BinaryRequirements? Find(string name) => name switch
    {
        "native-strict" => NativeStrict,
        "go-plugin" => GoPlugin,
        "dotnet-il-only" => DotNetIlOnly,
        "wasm-sandboxed" => WasmSandboxed,
        _ => null,
    };
}
