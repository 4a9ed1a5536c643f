using System.Collections.Immutable;

namespace PluginSign.Binaries.Wasm;

/// <summary>What only a WebAssembly module has (WebAssembly Core Specification, 5.5).</summary>
public sealed record WasmFacts
{
    /// <summary>Index of the function that runs while the module is instantiated, before any export is called; null when there is none.</summary>
    public int? StartFunction { get; internal init; }

    /// <summary>Memories, imported ones first.</summary>
    public ImmutableArray<WasmMemory> Memories { get; internal init; } = [];

    /// <summary>Tables, imported ones first.</summary>
    public ImmutableArray<WasmTable> Tables { get; internal init; } = [];

    /// <summary>Custom sections in the file's order: debug text and tool notes, no authority for anything.</summary>
    public ImmutableArray<WasmCustomSection> CustomSections { get; internal init; } = [];

    /// <summary>Identifiers of all sections in the file's order; 0 is a custom one.</summary>
    public ImmutableArray<int> Sections { get; internal init; } = [];

    /// <summary>Functions that the module imports.</summary>
    public int ImportedFunctions { get; internal init; }

    /// <summary>Functions that the module brings.</summary>
    public int OwnFunctions { get; internal init; }

    /// <summary>Names of exported globals that anyone may change.</summary>
    public ImmutableArray<string> MutableGlobals { get; internal init; } = [];
}

/// <summary>A custom section.</summary>
/// <param name="Name">Its name. May be hostile text.</param>
/// <param name="Bytes">Bytes of its content, without the name.</param>
public sealed record WasmCustomSection(string Name, int Bytes);

/// <summary>A linear memory.</summary>
/// <param name="MinimumPages">Pages of 64 KiB at the start.</param>
/// <param name="MaximumPages">Pages that it may grow to; null when the module names no bound.</param>
/// <param name="IsShared">Threads may share it.</param>
/// <param name="Is64Bit">It is addressed with 64 bits.</param>
/// <param name="IsImported">It comes from the host.</param>
public sealed record WasmMemory(ulong MinimumPages, ulong? MaximumPages, bool IsShared, bool Is64Bit, bool IsImported);

/// <summary>A table of references.</summary>
/// <param name="ElementType"><c>funcref</c> or <c>externref</c>.</param>
/// <param name="Minimum">Elements at the start.</param>
/// <param name="Maximum">Elements that it may grow to; null when the module names no bound.</param>
/// <param name="IsImported">It comes from the host.</param>
public sealed record WasmTable(string ElementType, ulong Minimum, ulong? Maximum, bool IsImported);
