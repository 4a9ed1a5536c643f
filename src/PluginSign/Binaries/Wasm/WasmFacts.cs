using System.Collections.Immutable;

namespace PluginSign.Binaries.Wasm;

/// <summary>What only a WebAssembly module has (WebAssembly Core Specification, 5.5).</summary>
public sealed record WasmFacts
{
    /// <summary>Index of the function that runs while the module is instantiated, before any export is called; null when there is none.</summary>
    public int? StartFunction { get; init; }

    /// <summary>Memories, imported ones first.</summary>
    public ImmutableArray<WasmMemory> Memories { get; init; } = [];

    /// <summary>Tables, imported ones first.</summary>
    public ImmutableArray<WasmTable> Tables { get; init; } = [];

    /// <summary>Custom sections in the file's order: debug text and tool notes, no authority for anything.</summary>
    public ImmutableArray<WasmCustomSection> CustomSections { get; init; } = [];

    /// <summary>Identifiers of all sections in the file's order; 0 is a custom one.</summary>
    public ImmutableArray<int> Sections { get; init; } = [];

    /// <summary>Functions that the module imports.</summary>
    public int ImportedFunctions { get; init; }

    /// <summary>Functions that the module brings.</summary>
    public int OwnFunctions { get; init; }

    /// <summary>Names of exported globals that anyone may change.</summary>
    public ImmutableArray<string> MutableGlobals { get; init; } = [];
}
