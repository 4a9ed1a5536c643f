using System.Collections.Immutable;

namespace PluginSign.Binaries.MachO;

/// <summary>One Mach-O image. Symbol names carry the underscore that the C compiler puts before them: <c>dlsym("f")</c> looks for <c>_f</c>.</summary>
public sealed record MachOSlice
{
    /// <summary><c>x86-64</c>, <c>arm64</c>, <c>arm64e</c>, …, or <c>unknown-N</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>cputype of the header.</summary>
    public required int CpuType { get; init; }

    /// <summary>cpusubtype of the header, without the capability bits.</summary>
    public required int CpuSubtype { get; init; }

    /// <summary>32 or 64.</summary>
    public required int Bits { get; init; }

    /// <summary>Offset of the image in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>Bytes of the image.</summary>
    public required long Size { get; init; }

    /// <summary>What the image is.</summary>
    public required MachOFileType FileType { get; init; }

    /// <summary><c>macos</c>, <c>ios</c>, …, as the image says.</summary>
    public required string Platform { get; init; }

    /// <summary>LC_ID_DYLIB: the name by which others refer to it; null without one. May be hostile text.</summary>
    public string? InstallName { get; internal init; }

    /// <summary>Names come from the export trie; else from the symbol table, as dyld does for old images.</summary>
    public bool HasExportTrie { get; internal init; }

    /// <summary>The names that dyld would find.</summary>
    public ImmutableArray<BinaryExport> Exports { get; internal init; } = [];

    /// <summary>The names that dyld would look for elsewhere.</summary>
    public ImmutableArray<BinaryImport> Imports { get; internal init; } = [];

    /// <summary>It has a section <c>__interpose</c>: dyld puts its functions in the place of others', in the whole process.</summary>
    public bool IsInterposer { get; internal init; }

    /// <summary>Libraries in the order of their ordinals.</summary>
    public ImmutableArray<MachOLibrary> Libraries { get; internal init; } = [];

    /// <summary>LC_RPATH.</summary>
    public ImmutableArray<string> RunPaths { get; internal init; } = [];

    /// <summary>What runs while loading.</summary>
    public ImmutableArray<string> Constructors { get; internal init; } = [];

    /// <summary>Names of segments that are writable and executable at once. May be hostile text.</summary>
    public ImmutableArray<string> WritableExecutableSegments { get; internal init; } = [];

    /// <summary>What the image asks of the loader.</summary>
    public BinaryHardening Hardening { get; internal init; } = new();

    /// <summary>The code signature that is embedded; null without one. It is described, not verified.</summary>
    public MachOCodeSignature? CodeSignature { get; internal init; }

    /// <summary>Bytes behind the code signature or, without one, behind the last segment.</summary>
    public long TrailingBytes { get; internal init; }
}

/// <summary>A part of a segment. Names, addresses and sizes are the loader's: dyld finds initializers by the section's type.</summary>
internal sealed record MachOSection(string Name, ulong Address, ulong Size, uint Flags)
{
    private const uint PureInstructions = 0x8000_0000;
    private const uint SomeInstructions = 0x400;

    public int Type => (int)(Flags & 0xFF);

    public bool IsCode => (Flags & (PureInstructions | SomeInstructions)) != 0;
}

/// <summary>A range of the file that dyld maps.</summary>
internal sealed record MachOSegment(string Name, ulong Address, ulong Size, ulong Offset, ulong FileSize, uint Protection)
{
    private const uint Write = 2;
    private const uint Execute = 4;

    public bool IsWritableExecutable => (Protection & (Write | Execute)) == (Write | Execute);
}
