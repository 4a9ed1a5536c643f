using System.Reflection.PortableExecutable;

namespace PluginSign.Binaries.Pe;

/// <summary>The import table and the delay import table.</summary>
internal sealed class PeImports(PeImage image, ReadingBudget budget)
{
    private const int DescriptorBytes = 20;
    private const int DelayDescriptorBytes = 32;
    private const uint DelayByAddress = 1;

    public List<BinaryImport> Imports { get; } = [];

    public List<string> Libraries { get; } = [];

    public List<string> DelayLibraries { get; } = [];

    public void Read()
    {
        ReadTable(image.Header.ImportTableDirectory);
        ReadDelayTable(image.Header.DelayImportTableDirectory);
    }

    // The loader goes on until a descriptor without a name or without a table, whatever the directory's size says.
    private void ReadTable(DirectoryEntry directory)
    {
        if (directory.RelativeVirtualAddress == 0)
        {
            return;
        }

        ImageBytes table = image.At(directory.RelativeVirtualAddress);
        for (long at = 0; ; at += DescriptorBytes)
        {
            uint lookup = table.U32(at);
            uint name = table.U32(at + 12);
            uint first = table.U32(at + 16);
            if (name == 0 || first == 0)
            {
                return;
            }

            string library = Library(name);
            Libraries.Add(library);
            Functions(library, lookup == 0 ? first : lookup, isDelayed: false);
        }
    }

    private void ReadDelayTable(DirectoryEntry directory)
    {
        if (directory.RelativeVirtualAddress == 0)
        {
            return;
        }

        ImageBytes table = image.At(directory.RelativeVirtualAddress);
        for (long at = 0; ; at += DelayDescriptorBytes)
        {
            uint attributes = table.U32(at);
            uint name = table.U32(at + 4);
            uint lookup = table.U32(at + 16);
            if (name == 0)
            {
                return;
            }

            if ((attributes & DelayByAddress) == 0)
            {
                // Before 2002 these were addresses in memory.
                throw UnreadableBinaryException.Unsupported("the delay import table has the form of Visual C++ 6");
            }

            string library = Library(name);
            DelayLibraries.Add(library);
            if (lookup != 0)
            {
                Functions(library, lookup, isDelayed: true);
            }
        }
    }

    private string Library(uint address)
    {
        budget.Entry();
        return budget.Text(image.At(address).Terminated(0));
    }

    private void Functions(string library, uint address, bool isDelayed)
    {
        ImageBytes table = image.At(address);
        int width = image.Is64 ? 8 : 4;
        ulong byOrdinal = image.Is64 ? 1UL << 63 : 1UL << 31;
        for (long at = 0; ; at += width)
        {
            ulong entry = table.Word(at, image.Is64);
            if (entry == 0)
            {
                return;
            }

            budget.Entry();
            string name = (entry & byOrdinal) != 0
                ? FormattableString.Invariant($"#{entry & 0xFFFF}")
                : budget.Text(image.At((long)(entry & 0x7FFF_FFFF)).Terminated(2));
            Imports.Add(new BinaryImport(name, library, IsWeak: isDelayed));
        }
    }
}
