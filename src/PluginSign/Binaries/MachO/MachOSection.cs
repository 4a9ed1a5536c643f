namespace PluginSign.Binaries.MachO;

/// <summary>A part of a segment. Names, addresses and sizes are the loader's: dyld finds initializers by the section's type.</summary>
internal sealed record MachOSection(string Name, ulong Address, ulong Size, uint Flags)
{
    private const uint PureInstructions = 0x8000_0000;
    private const uint SomeInstructions = 0x400;

    public int Type => (int)(Flags & 0xFF);

    public bool IsCode => (Flags & (PureInstructions | SomeInstructions)) != 0;
}
