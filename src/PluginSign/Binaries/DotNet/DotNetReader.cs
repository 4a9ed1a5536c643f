using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PluginSign.Binaries.Pe;
using PluginSign.Findings;

namespace PluginSign.Binaries.DotNet;

/// <summary>Reads .NET assemblies without loading them or what they refer to.</summary>
public static class DotNetReader
{
    // "RTR"
    private const uint ReadyToRunMark = 0x00525452;

    /// <summary>Reads an assembly.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The facts, with those of the PE container in <see cref="BinaryFacts.Pe"/>; or what is wrong: <see cref="FindingCode.BinaryMalformed"/>,
    /// <see cref="FindingCode.BinaryTooLarge"/>, <see cref="FindingCode.BinaryUnsupported"/> or <see cref="FindingCode.BinaryFormatUnknown"/>.</returns>
    public static Answer<BinaryFacts> Read(ReadOnlyMemory<byte> bytes)
        => PeReader.IsPe(bytes.Span)
            ? BinaryReading.Run(bytes, static (bytes, findings) =>
            {
                using PeImage image = PeImage.Open(bytes);
                return Facts(image, new ReadingBudget(bytes.Length), findings);
            })
            : Answers.Refused<BinaryFacts>(BinaryReading.NotThis("PE", bytes.Span));

    internal static BinaryFacts Facts(PeImage image, ReadingBudget budget, List<Finding> findings)
    {
        BinaryFacts container = PeReader.Facts(image, budget, findings);
        CorHeader header = image.Headers.CorHeader
            ?? throw new UnreadableBinaryException(Finding.Error(FindingCode.BinaryFormatUnknown, "the file is a PE file, but not a .NET assembly", "a CLR header"));
        MetadataNames names = new(Open(image, header), budget);
        SignatureText signatures = new(names);
        PublicSurface surface = new(names, signatures);
        surface.Read();
        OutsideNames outside = new(names, signatures);
        outside.Read();
        DotNetFacts facts = Own(image, header, names, surface, outside, container);
        if (facts.IsReadyToRun || facts.IsMixedMode)
        {
            findings.Add(Finding.Note(
                FindingCode.DotNetMachineCode,
                "the assembly holds machine code beside its IL, and what runs need not be what the IL says",
                "IL only",
                facts.IsReadyToRun ? "ReadyToRun" : "mixed mode",
                "build it without PublishReadyToRun if the host wants IL alone"));
        }

        (string architecture, string system) = Machine(container, header, facts);
        string[] native = [.. container.Libraries.Where(static l => !l.Equals("mscoree.dll", StringComparison.OrdinalIgnoreCase))];
        return container with
        {
            Kind = BinaryKind.DotNet,
            Architecture = architecture,
            OperatingSystem = system,
            Bits = architecture is "any" ? null : container.Bits,
            Exports = [.. container.Exports, .. surface.Exports],
            Imports = [.. container.Imports.Where(static i => !string.Equals(i.Module, "mscoree.dll", StringComparison.OrdinalIgnoreCase)), .. outside.Imports],
            Libraries = [.. facts.References.Select(static r => r.Name).Concat(facts.ModuleFiles).Concat(native)
                .Concat(outside.PInvokes.Select(static p => p.Library)).Distinct(StringComparer.Ordinal)],
            Constructors = facts.HasModuleInitializer ? [.. container.Constructors, "module initializer <Module>..cctor"] : container.Constructors,
            DotNet = facts,
        };
    }

    private static MetadataReader Open(PeImage image, CorHeader header)
    {
        // The library maps it too, but with its own idea of where a section ends.
        DirectoryEntry directory = header.MetadataDirectory;
        _ = image.At(directory.RelativeVirtualAddress).Slice(0, directory.Size);
        return image.Reader.GetMetadataReader(MetadataReaderOptions.None);
    }

    private static DotNetFacts Own(
        PeImage image, CorHeader header, MetadataNames names, PublicSurface surface, OutsideNames outside, BinaryFacts container)
    {
        bool hasNativeHeader = header.ManagedNativeHeaderDirectory.RelativeVirtualAddress != 0;
        bool isReadyToRun = hasNativeHeader && image.At(header.ManagedNativeHeaderDirectory.RelativeVirtualAddress).U32(0) == ReadyToRunMark;
        bool isFlagged = header.Flags.HasFlag(CorFlags.ILOnly);
        bool isMixed = !hasNativeHeader && (!isFlagged || outside.NativeMethods > 0 || header.Flags.HasFlag(CorFlags.NativeEntryPoint)
            || header.VtableFixupsDirectory.RelativeVirtualAddress != 0 || container.Exports.Length > 0);
        MetadataReader reader = names.Reader;
        AssemblyDefinition? assembly = reader.IsAssembly ? reader.GetAssemblyDefinition() : null;
        return new DotNetFacts
        {
            AssemblyName = assembly is { } a ? names.Text(a.Name) : null,
            AssemblyVersion = assembly?.Version.ToString(),
            TargetFramework = assembly is { } b ? AssemblyMarks.TargetFramework(names, b) : null,
            References = [.. reader.AssemblyReferences.Select(h => AssemblyMarks.Reference(names, h))],
            PInvokes = [.. outside.PInvokes],
            IsIlOnly = isFlagged && !hasNativeHeader && !isMixed,
            IsReadyToRun = hasNativeHeader,
            IsMixedMode = isMixed || (hasNativeHeader && !isReadyToRun && !isFlagged),
            HasModuleInitializer = AssemblyMarks.HasModuleInitializer(names),
            UnsafeMarks = [.. AssemblyMarks.Unsafe(names, surface, outside)],
            ModuleFiles = [.. reader.AssemblyFiles.Select(reader.GetAssemblyFile).Where(static f => f.ContainsMetadata).Select(f => names.Text(f.Name))],
            DllImportSearchPaths = assembly is { } c ? AssemblyMarks.SearchPaths(names, c) : null,
        };
    }

    // IL alone runs everywhere unless the header asks for one machine; the header of machine code names the system too.
    private static (string Architecture, string System) Machine(BinaryFacts container, CorHeader header, DotNetFacts facts)
    {
        if (facts.IsReadyToRun || facts.IsMixedMode)
        {
            return (container.Architecture, container.OperatingSystem);
        }

        bool isAny = container.Architecture is "x86" && !header.Flags.HasFlag(CorFlags.Requires32Bit);
        return (isAny ? "any" : container.Architecture, "any");
    }
}
