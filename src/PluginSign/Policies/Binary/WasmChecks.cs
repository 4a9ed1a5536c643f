using System.Globalization;
using PluginSign.Binaries;
using PluginSign.Binaries.Wasm;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Compares a WebAssembly module with what the host requires.</summary>
internal static class WasmChecks
{
    public static IEnumerable<Finding> Judge(WasmRequirements required, BinaryFacts facts)
    {
        if (facts.Wasm is not { } module)
        {
            yield return Refused("the file is not a WebAssembly module", "a WebAssembly module", null, "check that the path names the plugin itself");
            yield break;
        }

        if (required.NoStartFunction && module.StartFunction is { } start)
        {
            yield return Refused("a function runs while the module is instantiated", "no start function", string.Create(CultureInfo.InvariantCulture, $"function {start}"), "move the code into an export that the host calls");
        }

        if (required.MaximumMemoryPages is { } pages && MemoryBound(module) is var memory && (memory is null || memory > (UInt128)Math.Max(0, pages)))
        {
            yield return Refused("the module's memory may grow beyond what the host gives", Text(pages, "pages"), memory is null ? "a memory without a bound" : Text(memory.Value, "pages"), "link with a maximum memory (`--max-memory`)");
        }

        if (required.MaximumTableElements is { } elements && module.Tables.FirstOrDefault(t => t.Maximum is null || t.Maximum > (ulong)Math.Max(0, elements)) is { } table)
        {
            yield return Refused("a table may grow beyond what the host gives", Text(elements, "elements"), table.Maximum is { } most ? Text(most, "elements") : "a table without a bound", "link with a maximum table size");
        }

        if (required.NoSharedMemory && module.Memories.Any(static m => m.IsShared))
        {
            yield return Refused("a memory is shared between threads", "none", "a shared memory", "build the module without threads");
        }
    }

    // The sum over all memories; null when one has no bound.
    private static UInt128? MemoryBound(WasmFacts module)
        => module.Memories.Aggregate((UInt128?)UInt128.Zero, static (sum, m) => sum + (UInt128?)m.MaximumPages);

    private static string Text<T>(T number, string unit)
        where T : IFormattable
        => $"at most {number.ToString(null, CultureInfo.InvariantCulture)} {unit}";

    private static Finding Refused(string message, string expected, string? actual, string hint)
        => Finding.Error(FindingCode.WasmFormNotAllowed, message, expected, actual, hint);
}
