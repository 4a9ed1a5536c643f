using System.Reflection.PortableExecutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Pe;

/// <summary>Reads PE files (32 and 64 bit) the way Windows' loader does: sections and directories, never the COFF symbols.</summary>
/// <remarks>For a .NET assembly this tells of the container; the reader for .NET tells of the assembly.</remarks>
public static class PeReader
{
    // In the words of winnt.h: what PEReader's enumerations lack.
    private const DllCharacteristics GuardCf = (DllCharacteristics)0x4000;
    private const DllCharacteristics ForceIntegrity = (DllCharacteristics)0x0080;

    /// <summary>Whether the bytes begin like a PE file ("MZ").</summary>
    public static bool IsPe(ReadOnlySpan<byte> bytes) => bytes is [(byte)'M', (byte)'Z', ..];

    /// <summary>Reads a PE file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The facts, or what is wrong: <see cref="FindingCode.BinaryMalformed"/>, <see cref="FindingCode.BinaryTooLarge"/>,
    /// <see cref="FindingCode.BinaryUnsupported"/> or <see cref="FindingCode.BinaryFormatUnknown"/>.</returns>
    public static Answer<BinaryFacts> Read(ReadOnlyMemory<byte> bytes)
        => IsPe(bytes.Span)
            ? BinaryReading.Run(bytes, static (bytes, findings) =>
            {
                using PeImage image = PeImage.Open(bytes);
                return Facts(image, new ReadingBudget(bytes.Length), findings);
            })
            : Answers.Refused<BinaryFacts>(BinaryReading.NotThis("PE", bytes.Span));

    internal static BinaryFacts Facts(PeImage image, ReadingBudget budget, List<Finding> findings)
    {
        PeExports exports = PeExports.Read(image, budget);
        PeImports imports = new(image, budget);
        imports.Read();
        PeTail tail = PeTail.Read(image);
        if (exports.Disagreement is { } disagreement)
        {
            findings.Add(disagreement);
        }

        findings.AddRange(tail.Findings());
        PeFacts facts = Own(image, exports, imports, tail);
        (string architecture, string? system) = PeMachines.Name(facts.Machine);
        return new BinaryFacts
        {
            Format = BinaryFormat.Pe,
            Kind = BinaryKind.Native,
            Architecture = architecture,
            OperatingSystem = system ?? "windows",
            Bits = image.Is64 ? 64 : 32,
            Exports = [.. exports.Found],
            Imports = [.. imports.Imports],
            Libraries = [.. imports.Libraries.Concat(imports.DelayLibraries).Distinct(StringComparer.OrdinalIgnoreCase)],
            Constructors = [.. Constructors(facts)],
            Hardening = Hardening(image, facts),
            Pe = facts,
        };
    }

    private static PeFacts Own(PeImage image, PeExports exports, PeImports imports, PeTail tail)
    {
        DllCharacteristics flags = image.Header.DllCharacteristics;
        return new PeFacts
        {
            Machine = (ushort)image.Headers.CoffHeader.Machine,
            IsLibrary = image.Headers.IsDll,
            HasClrHeader = image.Header.CorHeaderTableDirectory.RelativeVirtualAddress != 0,
            ExportName = exports.LibraryName,
            OrdinalOnlyExports = exports.OrdinalOnly,
            UnfoundNames = [.. exports.Unfound],
            DelayLibraries = [.. imports.DelayLibraries],
            TlsCallbacks = PeThreadLocals.CountCallbacks(image),
            EntryPoint = image.Header.AddressOfEntryPoint,
            HighEntropy = flags.HasFlag(DllCharacteristics.HighEntropyVirtualAddressSpace),
            ForceIntegrity = flags.HasFlag(ForceIntegrity),
            NoStructuredHandlers = flags.HasFlag(DllCharacteristics.NoSeh),
            AppContainerOnly = flags.HasFlag(DllCharacteristics.AppContainer),
            WritableExecutableSections = [.. image.Sections.Where(IsWritableExecutable).Select(static s => s.Name)],
            SectionsEnd = image.SectionsEnd,
            OverlayBytes = tail.OverlayBytes,
            CertificateBytes = tail.CertificateBytes,
            Certificates = tail.Certificates,
            CertificatePadding = tail.CertificatePadding,
        };
    }

    private static bool IsWritableExecutable(SectionHeader section)
        => section.SectionCharacteristics.HasFlag(SectionCharacteristics.MemWrite | SectionCharacteristics.MemExecute);

    private static IEnumerable<string> Constructors(PeFacts facts)
    {
        if (facts.TlsCallbacks > 0)
        {
            yield return FormattableString.Invariant($"TLS {facts.TlsCallbacks} callbacks");
        }

        // The runtime, not Windows, starts an assembly; a program's entry point is not run by loading it.
        if (facts is { IsLibrary: true, EntryPoint: not 0, HasClrHeader: false })
        {
            yield return FormattableString.Invariant($"DllMain at 0x{facts.EntryPoint:x}");
        }
    }

    private static BinaryHardening Hardening(PeImage image, PeFacts facts)
    {
        DllCharacteristics flags = image.Header.DllCharacteristics;
        bool isMovable = !image.Headers.CoffHeader.Characteristics.HasFlag(Characteristics.RelocsStripped);
        return new BinaryHardening
        {
            Nx = flags.HasFlag(DllCharacteristics.NxCompatible),
            RandomBase = isMovable && flags.HasFlag(DllCharacteristics.DynamicBase),
            ControlFlowGuard = flags.HasFlag(GuardCf),
            WritableExecutableSegment = facts.WritableExecutableSections.Length > 0,
        };
    }
}
