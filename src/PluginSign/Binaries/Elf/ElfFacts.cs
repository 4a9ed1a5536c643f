using System.Collections.Immutable;

namespace PluginSign.Binaries.Elf;

/// <summary>What only an ELF file has.</summary>
public sealed record ElfFacts
{
    /// <summary>Library or executable.</summary>
    public required ElfFileType FileType { get; init; }

    /// <summary>e_machine.</summary>
    public required int Machine { get; init; }

    /// <summary>EI_OSABI.</summary>
    public required int OsAbi { get; init; }

    /// <summary>ELFDATA2MSB.</summary>
    public bool IsBigEndian { get; internal init; }

    /// <summary>DT_SONAME; null when there is none. May be hostile text.</summary>
    public string? Soname { get; internal init; }

    /// <summary>PT_INTERP: the loader that the file asks for; null when there is none.</summary>
    public string? Interpreter { get; internal init; }

    /// <summary>DT_RPATH, split at colons: searched before LD_LIBRARY_PATH.</summary>
    public ImmutableArray<string> RPaths { get; internal init; } = [];

    /// <summary>DT_RUNPATH, split at colons: searched after LD_LIBRARY_PATH.</summary>
    public ImmutableArray<string> RunPaths { get; internal init; } = [];

    /// <summary>DT_AUDIT and DT_DEPAUDIT: libraries that are told of everything that is loaded.</summary>
    public ImmutableArray<string> AuditLibraries { get; internal init; } = [];

    /// <summary>DT_AUXILIARY and DT_FILTER: libraries whose symbols stand in for this one's.</summary>
    public ImmutableArray<string> FilterLibraries { get; internal init; } = [];

    /// <summary>DF_1_INTERPOSE: its symbols go before everyone else's.</summary>
    public bool IsInterposer { get; internal init; }

    /// <summary>DF_1_NOOPEN: the loader refuses to load it into a process.</summary>
    public bool IsNotOpenable { get; internal init; }

    /// <summary>DF_1_NODELETE: it is never unloaded.</summary>
    public bool IsNotUnloadable { get; internal init; }

    /// <summary>DF_1_INITFIRST: its constructors run before all others.</summary>
    public bool IsInitializedFirst { get; internal init; }

    /// <summary>DT_SYMBOLIC: it uses its own symbols first.</summary>
    public bool IsSymbolic { get; internal init; }

    /// <summary>DF_STATIC_TLS: loading fails when the process has no room for more.</summary>
    public bool NeedsStaticThreadStorage { get; internal init; }

    /// <summary>Functions that are chosen by resolvers, which run while loading.</summary>
    public int IndirectFunctions { get; internal init; }

    /// <summary>Library versions that the file wants, such as <c>GLIBC_2.34</c> of <c>libc.so.6</c>.</summary>
    public ImmutableArray<ElfVersionName> NeededVersions { get; internal init; } = [];

    /// <summary>The highest version of glibc that is wanted, such as <c>2.34</c>; null when none is.</summary>
    public string? HighestGlibc { get; internal init; }

    /// <summary>The dynamic symbol table without its empty first entry. Being in it does not mean to be found: see <see cref="Lookup"/>.</summary>
    public ImmutableArray<ElfSymbol> Symbols { get; internal init; } = [];

    internal Dictionary<string, ElfSymbol> Found { get; init; } = [];

    /// <summary>What a lookup of a plain name (<c>dlsym</c>) finds in this file.</summary>
    /// <param name="name">The name without a version.</param>
    /// <returns>The symbol, or null when the loader does not find it here.</returns>
    public ElfSymbol? Lookup(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Found.GetValueOrDefault(name);
    }
}
