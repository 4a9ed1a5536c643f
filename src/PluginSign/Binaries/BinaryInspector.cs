using PluginSign.Binaries.DotNet;
using PluginSign.Binaries.Go;
using PluginSign.Binaries.MachO;
using PluginSign.Binaries.Pe;
using PluginSign.Binaries.Wasm;
using PluginSign.Findings;

namespace PluginSign.Binaries;

/// <summary>Tells what a binary is and what a loader would see in it, from the bytes alone. Nothing is loaded, nothing is trusted.</summary>
public static class BinaryInspector
{
    /// <summary>Reads a binary of any known format, which its first bytes tell.</summary>
    /// <param name="bytes">The whole file. It is not copied.</param>
    /// <returns>The facts, with warnings and notes; or what is wrong: <see cref="FindingCode.BinaryFormatUnknown"/>,
    /// <see cref="FindingCode.BinaryMalformed"/>, <see cref="FindingCode.BinaryTooLarge"/> or <see cref="FindingCode.BinaryUnsupported"/>.</returns>
    public static Answer<BinaryFacts> Inspect(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlySpan<byte> start = bytes.Span;
        if (PeReader.IsPe(start))
        {
            return BinaryReading.Run(bytes, PeOrAssembly);
        }

        if (WasmReader.IsWasm(start))
        {
            return WasmReader.Read(bytes);
        }

        if (start.StartsWith("\u007fELF"u8))
        {
            return GoReader.Read(bytes);
        }

        return MachOReader.IsMachO(start)
            ? MachOReader.Read(bytes)
            : Answers.Refused<BinaryFacts>(BinaryReading.NotThis("known binary", start));
    }

    private static BinaryFacts PeOrAssembly(ReadOnlyMemory<byte> bytes, List<Finding> findings)
    {
        using PeImage image = PeImage.Open(bytes);
        ReadingBudget budget = new(bytes.Length);
        return image.Header.CorHeaderTableDirectory.RelativeVirtualAddress != 0
            ? DotNetReader.Facts(image, budget, findings)
            : PeReader.Facts(image, budget, findings);
    }
}
