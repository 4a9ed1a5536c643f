namespace PluginSign.Binaries.Elf;

/// <summary>Tags of the dynamic section (gABI, "Dynamic Section"; GNU's from elf.h).</summary>
internal static class ElfTag
{
    public const ulong Needed = 1;
    public const ulong PltRelSize = 2;
    public const ulong Hash = 4;
    public const ulong StringTable = 5;
    public const ulong SymbolTable = 6;
    public const ulong Rela = 7;
    public const ulong RelaSize = 8;
    public const ulong RelaEntry = 9;
    public const ulong StringSize = 10;
    public const ulong SymbolEntry = 11;
    public const ulong Init = 12;
    public const ulong Fini = 13;
    public const ulong Soname = 14;
    public const ulong Rpath = 15;
    public const ulong Symbolic = 16;
    public const ulong Rel = 17;
    public const ulong RelSize = 18;
    public const ulong RelEntry = 19;
    public const ulong PltRel = 20;
    public const ulong TextRel = 22;
    public const ulong JmpRel = 23;
    public const ulong BindNow = 24;
    public const ulong InitArray = 25;
    public const ulong FiniArray = 26;
    public const ulong InitArraySize = 27;
    public const ulong FiniArraySize = 28;
    public const ulong RunPath = 29;
    public const ulong Flags = 30;
    public const ulong PreinitArray = 32;
    public const ulong PreinitArraySize = 33;
    public const ulong RelrSize = 35;
    public const ulong Relr = 36;
    public const ulong RelrEntry = 37;
    public const ulong GnuHash = 0x6ffffef5;
    public const ulong DepAudit = 0x6ffffefb;
    public const ulong Audit = 0x6ffffefc;
    public const ulong VersionSymbols = 0x6ffffff0;
    public const ulong Flags1 = 0x6ffffffb;
    public const ulong VersionDefinitions = 0x6ffffffc;
    public const ulong VersionDefinitionCount = 0x6ffffffd;
    public const ulong VersionNeeds = 0x6ffffffe;
    public const ulong VersionNeedCount = 0x6fffffff;
    public const ulong Auxiliary = 0x7ffffffd;
    public const ulong Filter = 0x7fffffff;
}
