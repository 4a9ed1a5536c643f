namespace PluginSign.Binaries.MachO;

/// <summary>Numbers of load commands (mach-o/loader.h).</summary>
internal static class MachOCommand
{
    public const uint Segment = 0x1;
    public const uint SymbolTable = 0x2;
    public const uint LoadDylib = 0xC;
    public const uint IdDylib = 0xD;
    public const uint Routines = 0x11;
    public const uint Segment64 = 0x19;
    public const uint Routines64 = 0x1A;
    public const uint CodeSignature = 0x1D;
    public const uint LazyLoadDylib = 0x20;
    public const uint DyldInfo = 0x22;
    public const uint VersionMinMacOs = 0x24;
    public const uint VersionMinIos = 0x25;
    public const uint VersionMinTvOs = 0x2F;
    public const uint VersionMinWatchOs = 0x30;
    public const uint BuildVersion = 0x32;
    public const uint LoadWeakDylib = 0x8000_0018;
    public const uint RunPath = 0x8000_001C;
    public const uint ReexportDylib = 0x8000_001F;
    public const uint DyldInfoOnly = 0x8000_0022;
    public const uint LoadUpwardDylib = 0x8000_0023;
    public const uint ExportsTrie = 0x8000_0033;
    public const uint ChainedFixups = 0x8000_0034;
}
