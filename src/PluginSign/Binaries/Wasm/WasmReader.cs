using System.Buffers.Binary;
using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Wasm;

/// <summary>Reads WebAssembly core modules: everything but the code itself.</summary>
public static class WasmReader
{
    // "\0asm"
    private const uint Magic = 0x6D736100;
    private const uint CoreModule = 1;
    private const int HeaderBytes = 8;

    /// <summary>Whether the bytes begin like a WebAssembly module or component.</summary>
    public static bool IsWasm(ReadOnlySpan<byte> bytes) => bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic;

    /// <summary>Reads a module.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The facts, or what is wrong: <see cref="FindingCode.BinaryMalformed"/>, <see cref="FindingCode.BinaryTooLarge"/>,
    /// <see cref="FindingCode.BinaryUnsupported"/> (components, types of the GC proposal) or <see cref="FindingCode.BinaryFormatUnknown"/>.</returns>
    public static Answer<BinaryFacts> Read(ReadOnlyMemory<byte> bytes)
        => IsWasm(bytes.Span)
            ? BinaryReading.Run(bytes, static (bytes, _) => Module(bytes))
            : Answers.Refused<BinaryFacts>(BinaryReading.NotThis("WebAssembly", bytes.Span));

    private static BinaryFacts Module(ReadOnlyMemory<byte> bytes)
    {
        uint version = new ImageBytes(bytes).U32(4);
        if (version != CoreModule)
        {
            // The layer, in the upper half, is 1 for components.
            throw UnreadableBinaryException.Unsupported(
                version >> 16 == 1 ? "the file is a WebAssembly component, not a core module" : "the version of the WebAssembly format is not known",
                "core module, version 1",
                FormattableString.Invariant($"layer {version >> 16}, version {version & 0xFFFF}"));
        }

        WasmModule module = new(new ReadingBudget(bytes.Length));
        WasmCursor cursor = new(bytes[HeaderBytes..], HeaderBytes);
        while (!cursor.IsAtEnd)
        {
            module.Section(cursor);
        }

        module.Finish();
        ImmutableArray<BinaryExport> exports = [.. module.Exports];
        return new BinaryFacts
        {
            Format = BinaryFormat.Wasm,
            Kind = BinaryKind.WasmModule,
            Architecture = "any",
            OperatingSystem = "any",
            Bits = module.Memories.Any(static m => m.Is64Bit) ? 64 : 32,
            Exports = exports,
            Imports = [.. module.Imports],
            Libraries = [.. module.Imports.Select(static i => i.Module!).Distinct(StringComparer.Ordinal)],
            Constructors = module.Start is { } start ? [FormattableString.Invariant($"start function {start}")] : [],
            Wasm = module.Facts(),
        };
    }
}
