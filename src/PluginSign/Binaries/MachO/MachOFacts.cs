using System.Collections.Immutable;

namespace PluginSign.Binaries.MachO;

/// <summary>What only a Mach-O file has.</summary>
/// <remarks>Of a fat file, <see cref="BinaryFacts.Exports"/> holds what every slice exports; imports, libraries, run paths and initializers are those of all slices together.
/// What must be absent is looked for in each of <see cref="Slices"/>.</remarks>
public sealed record MachOFacts
{
    /// <summary>The file holds several images, one for each kind of processor.</summary>
    public bool IsFat { get; internal init; }

    /// <summary>Every image, in the file's order; one for a thin file.</summary>
    public ImmutableArray<MachOSlice> Slices { get; internal init; } = [];
}

/// <summary>An embedded code signature, as it describes itself.</summary>
/// <param name="Identifier">The signing identifier. May be hostile text; null without a code directory.</param>
/// <param name="IsAdHoc">It says that nobody has signed it.</param>
/// <param name="HasCms">It holds a CMS signature.</param>
public sealed record MachOCodeSignature(string? Identifier, bool IsAdHoc, bool HasCms);

/// <summary>What a Mach-O image is (mach-o/loader.h).</summary>
public enum MachOFileType
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>MH_EXECUTE: a program.</summary>
    Executable = 2,

    /// <summary>MH_DYLIB: a shared library.</summary>
    Library = 6,

    /// <summary>MH_BUNDLE: a plugin for dlopen.</summary>
    Bundle = 8,
}

/// <summary>A library that an image asks for.</summary>
/// <param name="Name">Its install name. May be hostile text.</param>
/// <param name="IsWeak">The image loads without it.</param>
/// <param name="IsReexported">Its names are offered as this image's own.</param>
public sealed record MachOLibrary(string Name, bool IsWeak, bool IsReexported);
