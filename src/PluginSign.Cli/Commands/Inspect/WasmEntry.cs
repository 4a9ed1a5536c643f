using PluginSign.Binaries.Wasm;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The part of <c>inspect</c> for WebAssembly modules.</summary>
internal sealed record WasmEntry(int? StartFunction, IReadOnlyList<WasmMemory> Memories, IReadOnlyList<WasmTable> Tables, IReadOnlyList<string> CustomSections, IReadOnlyList<string> MutableGlobals)
{
    public static WasmEntry Of(WasmFacts facts) => new(facts.StartFunction, facts.Memories, facts.Tables, [.. facts.CustomSections.Select(static s => s.Name)], facts.MutableGlobals);
}
