namespace PluginSign.Binaries.Elf;

/// <summary>One entry of the dynamic symbol table, as the loader reads it.</summary>
/// <param name="Name">The name without its version. May be hostile text.</param>
/// <param name="Type">What it stands for.</param>
/// <param name="Binding">Who may bind to it.</param>
/// <param name="Visibility">Who may see it.</param>
/// <param name="SectionIndex">st_shndx: 0 when it is wanted from elsewhere.</param>
/// <param name="Value">Its address, before the file is moved to where it is loaded.</param>
/// <param name="Size">Its size in bytes, as declared.</param>
/// <param name="Version">Its version; null when it has none.</param>
/// <param name="IsHiddenVersion">A plain lookup passes it over: only a lookup with the version finds it.</param>
public sealed record ElfSymbol(
    string Name,
    ElfSymbolType Type,
    ElfBinding Binding,
    ElfVisibility Visibility,
    int SectionIndex,
    ulong Value,
    ulong Size,
    ElfVersionName? Version,
    bool IsHiddenVersion)
{
    /// <summary>Whether the file has it, rather than wants it.</summary>
    public bool IsDefined => SectionIndex != 0;
}
