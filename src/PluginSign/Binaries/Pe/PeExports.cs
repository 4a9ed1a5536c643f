using System.Reflection.PortableExecutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Pe;

/// <summary>The export table, asked the way GetProcAddress asks it: names by binary search.</summary>
internal sealed class PeExports
{
    private const int DirectoryBytes = 40;
    private const int SamplesShown = 3;

    private readonly PeImage _image;
    private readonly ReadingBudget _budget;
    private readonly DirectoryEntry _directory;

    private PeExports(PeImage image, ReadingBudget budget)
    {
        _image = image;
        _budget = budget;
        _directory = image.Header.ExportTableDirectory;
    }

    public List<BinaryExport> Found { get; } = [];

    public List<string> Unfound { get; } = [];

    public string? LibraryName { get; private set; }

    public int OrdinalOnly { get; private set; }

    public static PeExports Read(PeImage image, ReadingBudget budget)
    {
        PeExports exports = new(image, budget);
        if (exports._directory.RelativeVirtualAddress != 0)
        {
            exports.Fill();
        }

        return exports;
    }

    public Finding? Disagreement => Unfound.Count == 0
        ? null
        : Finding.Warning(
            FindingCode.PeExportNotFound,
            "names in the export table are not found by Windows' binary search",
            "sorted names, each once",
            FormattableString.Invariant($"{Unfound.Count} not found: {string.Join(", ", Unfound.Take(SamplesShown))}"),
            "do not rely on these names; build the plugin again with a linker that sorts its exports");

    private void Fill()
    {
        ImageBytes table = _image.At(_directory.RelativeVirtualAddress);
        _ = table.Slice(0, DirectoryBytes);
        uint library = table.U32(12);
        uint firstOrdinal = table.U32(16);
        uint functions = table.U32(20);
        uint names = table.U32(24);
        if (functions > Limits.PeExports || names > Limits.PeExports)
        {
            throw UnreadableBinaryException.TooMuch("exports", Limits.PeExports);
        }

        LibraryName = library == 0 ? null : _budget.Text(_image.At(library).Terminated(0));
        if (functions == 0)
        {
            return;
        }

        ImageBytes addresses = _image.At(table.U32(28)).Part(0, 4L * functions);
        bool[] isNamed = new bool[functions];
        if (names > 0)
        {
            Named(addresses, _image.At(table.U32(32)).Part(0, 4L * names), _image.At(table.U32(36)).Part(0, 2L * names), isNamed);
        }

        for (int i = 0; i < functions; i++)
        {
            if (!isNamed[i] && addresses.U32(4L * i) != 0)
            {
                OrdinalOnly++;
                Add(FormattableString.Invariant($"#{firstOrdinal + (long)i}"), addresses.U32(4L * i));
            }
        }
    }

    private void Named(ImageBytes addresses, ImageBytes names, ImageBytes ordinals, bool[] isNamed)
    {
        int count = names.Length / 4;
        bool isSorted = IsSorted(names, count);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> name = _image.At(names.U32(4L * i)).Terminated(0);
            string text = _budget.Text(name);
            int place = isSorted ? i : Search(names, count, name);
            if (place < 0)
            {
                Unfound.Add(text);
                continue;
            }

            ushort index = ordinals.U16(2L * place);
            if (index >= isNamed.Length)
            {
                throw UnreadableBinaryException.Malformed(
                    "an exported name points at a function that is not there",
                    FormattableString.Invariant($"less than {isNamed.Length}"),
                    FormattableString.Invariant($"{index}"));
            }

            // The same name twice: the search finds one of them, always the same.
            isNamed[index] = true;
            if (place != i)
            {
                Unfound.Add(text);
            }

            if (seen.Add(text) && addresses.U32(4L * index) != 0)
            {
                Add(text, addresses.U32(4L * index));
            }
        }
    }

    // The comparison of ntdll: unsigned bytes, up to the NUL.
    private bool IsSorted(ImageBytes names, int count)
    {
        ReadOnlySpan<byte> before = default;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> name = _image.At(names.U32(4L * i)).Terminated(0);
            if (i > 0 && before.SequenceCompareTo(name) >= 0)
            {
                return false;
            }

            before = name;
        }

        return true;
    }

    private int Search(ImageBytes names, int count, ReadOnlySpan<byte> wanted)
    {
        int low = 0;
        int high = count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            ReadOnlySpan<byte> there = _image.At(names.U32(4L * middle)).Terminated(0);
            _budget.Characters(there.Length);
            switch (wanted.SequenceCompareTo(there))
            {
                case 0:
                    return middle;
                case < 0:
                    high = middle - 1;
                    break;
                default:
                    low = middle + 1;
                    break;
            }
        }

        return -1;
    }

    private void Add(string name, uint address)
    {
        _budget.Entry();

        // An address within the export table itself is the text DLL.Name: the loader goes on looking there.
        long within = address - (long)_directory.RelativeVirtualAddress;
        if (within >= 0 && within < _directory.Size)
        {
            Found.Add(new BinaryExport(name, ExportKind.Unknown, Forwarder: _budget.Text(_image.At(address).Terminated(0))));
            return;
        }

        bool isCode = _image.SectionOf(address)?.SectionCharacteristics.HasFlag(SectionCharacteristics.MemExecute) == true;
        Found.Add(new BinaryExport(name, isCode ? ExportKind.Function : ExportKind.DataObject));
    }
}
