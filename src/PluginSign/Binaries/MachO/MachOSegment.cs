namespace PluginSign.Binaries.MachO;

/// <summary>A range of the file that dyld maps.</summary>
internal sealed record MachOSegment(string Name, ulong Address, ulong Size, ulong Offset, ulong FileSize, uint Protection)
{
    private const uint Write = 2;
    private const uint Execute = 4;

    public bool IsWritableExecutable => (Protection & (Write | Execute)) == (Write | Execute);
}
