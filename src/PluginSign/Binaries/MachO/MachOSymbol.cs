namespace PluginSign.Binaries.MachO;

/// <summary>An entry of the symbol table (mach-o/nlist.h).</summary>
internal sealed record MachOSymbol(string Name, byte Type, ushort Description, byte Section)
{
    private const byte DebugMask = 0xE0;
    private const byte Private = 0x10;
    private const byte TypeMask = 0x0E;
    private const byte External = 0x01;
    private const ushort WeakReference = 0x40;

    /// <summary>0xFE is the flat lookup, 0xFF the main program, 0xFD a lookup at run time.</summary>
    public long Ordinal => (Description >> 8) >= 0xFD ? (Description >> 8) - 256 : Description >> 8;

    public bool IsWeakImport => (Description & WeakReference) != 0;

    public bool IsImport => IsExternal && (Type & TypeMask) == 0;

    public bool IsExport => IsExternal && (Type & Private) == 0 && (Type & TypeMask) != 0;

    private bool IsExternal => (Type & DebugMask) == 0 && (Type & External) != 0;
}
