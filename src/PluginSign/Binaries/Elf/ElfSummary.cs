using System.Collections.Immutable;
using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>Says what was read in the words that all formats share.</summary>
internal static class ElfSummary
{
    private const ulong FlagSymbolic = 2;
    private const ulong FlagTextRel = 4;
    private const ulong FlagBindNow = 8;
    private const ulong FlagStaticTls = 0x10;
    private const ulong Flag1Now = 1;
    private const ulong Flag1NoDelete = 8;
    private const ulong Flag1InitFirst = 0x20;
    private const ulong Flag1NoOpen = 0x40;
    private const ulong Flag1Interpose = 0x400;
    private const ulong Flag1Pie = 0x08000000;

    /// <summary>What the headers alone tell.</summary>
    public static BinaryFacts Bare(ElfImage image) => new()
    {
        Format = BinaryFormat.Elf,
        Kind = BinaryKind.Native,
        Architecture = ElfMachines.Architecture(image.Header),
        OperatingSystem = ElfMachines.OperatingSystem(image.Header.OsAbi),
        Bits = image.Words.Is64 ? 64 : 32,
        Hardening = Hardening(image),
        Elf = new ElfFacts
        {
            FileType = FileType(image),
            Machine = image.Header.Machine,
            OsAbi = image.Header.OsAbi,
            IsBigEndian = image.Words.IsBigEndian,
        },
    };

    public static Finding? Interpreter(ElfImage image, out string? interpreter)
    {
        interpreter = null;
        if (image.Segments.Only(ElfSegment.Interpreter) is not { } segment)
        {
            return null;
        }

        // The kernel reads it by its place in the file.
        if (segment.Offset > (ulong)image.Bytes.Length || segment.FileSize > (ulong)image.Bytes.Length - segment.Offset || segment.FileSize > Limits.PathCharacters)
        {
            return ElfFindings.Outside("the name of the loader (PT_INTERP)", segment.Address, segment.FileSize);
        }

        ReadOnlySpan<byte> name = image.Bytes.Slice((int)segment.Offset, (int)segment.FileSize);
        return name.IndexOf((byte)0) == name.Length - 1 && name.Length > 1 && ElfStrings.TryDecode(name[..^1], out interpreter)
            ? null
            : ElfFindings.Invalid(FindingCode.ElfStringInvalid, "the name of the loader (PT_INTERP) is no text with an end mark");
    }

    public static BinaryFacts Full(
        ElfImage image, BinaryFacts bare, ElfSymbolTable table, ElfVersions versions, ElfRelocations relocations, ElfNames names)
    {
        ulong flags = image.Dynamic![ElfTag.Flags] ?? 0;
        ulong flags1 = image.Dynamic[ElfTag.Flags1] ?? 0;
        bool isSymbolic = image.Dynamic.Has(ElfTag.Symbolic) || (flags & FlagSymbolic) != 0;
        ImmutableArray<ElfSymbol> symbols = table.Symbols;
        int resolvers = Math.Max(relocations.Resolvers, symbols.Count(static s => s.IsDefined && s.Type == ElfSymbolType.IndirectFunction));
        return bare with
        {
            Exports = Exports(symbols, table.Found),
            Imports = Imports(image, symbols, relocations, isSymbolic),
            Libraries = names.Needed,
            RunPaths = [.. names.RPaths, .. names.RunPaths],
            Constructors = Constructors(image, resolvers),
            Elf = bare.Elf! with
            {
                Soname = names.Soname,
                Interpreter = names.Interpreter,
                RPaths = names.RPaths,
                RunPaths = names.RunPaths,
                AuditLibraries = names.Audits,
                FilterLibraries = names.Filters,
                IsInterposer = (flags1 & Flag1Interpose) != 0,
                IsNotOpenable = (flags1 & Flag1NoOpen) != 0,
                IsNotUnloadable = (flags1 & Flag1NoDelete) != 0,
                IsInitializedFirst = (flags1 & Flag1InitFirst) != 0,
                IsSymbolic = isSymbolic,
                NeedsStaticThreadStorage = (flags & FlagStaticTls) != 0,
                IndirectFunctions = resolvers,
                NeededVersions = [.. versions.Needed],
                HighestGlibc = GlibcVersion.Highest(versions.Needed),
                Symbols = symbols,
                Found = table.Found,
            },
        };
    }

    // What is not defined here, and what is defined here and looked up all the same: the first library of the process that has the name wins, and that need
    // not be this one (gABI, "Shared Object Dependencies"). The library binds itself what nobody else sees, and everything when it is symbolic.
    private static ImmutableArray<BinaryImport> Imports(ElfImage image, ImmutableArray<ElfSymbol> symbols, ElfRelocations relocations, bool isSymbolic)
    {
        bool[] bound = relocations.Bound(image, symbols.Length + 1); // the table's first entry is left out of the symbols
        ImmutableArray<BinaryImport>.Builder imports = ImmutableArray.CreateBuilder<BinaryImport>();
        for (int i = 0; i < symbols.Length; i++)
        {
            ElfSymbol symbol = symbols[i];
            if (symbol.Name.Length == 0 || symbol.Binding == ElfBinding.Local)
            {
                continue;
            }

            if (!symbol.IsDefined)
            {
                imports.Add(Import(symbol));
            }
            else if (bound[i + 1] && !isSymbolic && symbol.Visibility == ElfVisibility.Default)
            {
                imports.Add(Import(symbol) with { IsInterposable = true });
            }
        }

        return imports.ToImmutable();
    }

    // In the order of the symbol table, each name once: what a plain lookup finds.
    private static ImmutableArray<BinaryExport> Exports(ImmutableArray<ElfSymbol> symbols, Dictionary<string, ElfSymbol> found)
    {
        ImmutableArray<BinaryExport>.Builder exports = ImmutableArray.CreateBuilder<BinaryExport>(found.Count);
        foreach (ElfSymbol symbol in symbols)
        {
            if (found.TryGetValue(symbol.Name, out ElfSymbol? chosen) && ReferenceEquals(chosen, symbol))
            {
                exports.Add(new BinaryExport(symbol.Name, Kind(symbol.Type), Version: symbol.Version?.Name));
            }
        }

        return exports.ToImmutable();
    }

    private static BinaryImport Import(ElfSymbol symbol)
        => new(symbol.Name, symbol.Version?.Library, symbol.Version?.Name, IsWeak: symbol.Binding == ElfBinding.Weak);

    private static ExportKind Kind(ElfSymbolType type) => type switch
    {
        ElfSymbolType.Function or ElfSymbolType.IndirectFunction => ExportKind.Function,
        ElfSymbolType.Variable or ElfSymbolType.Common or ElfSymbolType.ThreadLocal => ExportKind.DataObject,
        _ => ExportKind.Unknown,
    };

    private static ImmutableArray<string> Constructors(ElfImage image, int resolvers)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        ElfDynamic dynamic = image.Dynamic!;
        Add("DT_PREINIT_ARRAY", dynamic[ElfTag.PreinitArraySize] ?? 0);
        if ((dynamic[ElfTag.Init] ?? 0) != 0)
        {
            lines.Add("DT_INIT");
        }

        Add("DT_INIT_ARRAY", dynamic[ElfTag.InitArraySize] ?? 0);
        if (resolvers > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"IFUNC {resolvers} {(resolvers == 1 ? "resolver" : "resolvers")}"));
        }

        return lines.ToImmutable();

        void Add(string name, ulong size)
        {
            ulong entries = size / (ulong)image.Words.WordSize;
            if (entries > 0)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {entries} {(entries == 1 ? "entry" : "entries")}"));
            }
        }
    }

    private static BinaryHardening Hardening(ElfImage image)
    {
        ulong flags = image.Dynamic?[ElfTag.Flags] ?? 0;
        ulong flags1 = image.Dynamic?[ElfTag.Flags1] ?? 0;
        bool isBoundNow = image.Dynamic is null || image.Dynamic.Has(ElfTag.BindNow) || (flags & FlagBindNow) != 0 || (flags1 & Flag1Now) != 0;
        bool hasRelro = image.Segments.Only(ElfSegment.Relro) is not null;
        return new BinaryHardening
        {
            // Without the header the stack is executable, by the loader's default.
            Nx = image.Segments.Only(ElfSegment.Stack) is { IsExecutable: false },
            Relro = (hasRelro, isBoundNow) switch
            {
                (false, _) => RelroKind.None,
                (true, false) => RelroKind.Partial,
                (true, true) => RelroKind.Full,
            },
            BindNow = isBoundNow,
            TextRelocations = image.Dynamic?.Has(ElfTag.TextRel) == true || (flags & FlagTextRel) != 0,
            WritableExecutableSegment = image.Segments.Loads.Any(static l => l.IsWritable && l.IsExecutable),
            RandomBase = image.Header.Type == ElfHeader.TypeDynamic,
        };
    }

    // Linkers mark executables since 2018; before that, one has a loader's name and no name of its own.
    private static ElfFileType FileType(ElfImage image)
    {
        if (image.Header.Type == ElfHeader.TypeExecutable)
        {
            return ElfFileType.Executable;
        }

        bool isMarked = ((image.Dynamic?[ElfTag.Flags1] ?? 0) & Flag1Pie) != 0;
        bool looksLikeOne = image.Segments.Only(ElfSegment.Interpreter) is not null && image.Dynamic?.Has(ElfTag.Soname) != true;
        return isMarked || looksLikeOne ? ElfFileType.PieExecutable : ElfFileType.SharedLibrary;
    }
}
