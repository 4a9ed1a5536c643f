using System.Collections.Immutable;

namespace PluginSign.Binaries.MachO;

/// <summary>What only a Mach-O file has.</summary>
/// <remarks>Of a fat file, <see cref="BinaryFacts.Exports"/> holds what every slice exports; imports, libraries, run paths and initializers are those of all slices together.
/// What must be absent is looked for in each of <see cref="Slices"/>.</remarks>
public sealed record MachOFacts
{
    /// <summary>The file holds several images, one for each kind of processor.</summary>
    public bool IsFat { get; init; }

    /// <summary>Every image, in the file's order; one for a thin file.</summary>
    public ImmutableArray<MachOSlice> Slices { get; init; } = [];
}
