using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The dynamic section, found through its program header as the loader finds it (gABI, "Dynamic Section").</summary>
internal sealed class ElfDynamic
{
    private readonly Dictionary<ulong, ulong> _values = [];

    private ElfDynamic()
    {
    }

    public List<ulong> Needed { get; } = [];

    /// <summary>DT_AUXILIARY and DT_FILTER.</summary>
    public List<ulong> Filters { get; } = [];

    /// <summary>Where the section begins in the file.</summary>
    public int Offset { get; private init; }

    public ulong? this[ulong tag] => _values.TryGetValue(tag, out ulong value) ? value : null;

    public bool Has(ulong tag) => _values.ContainsKey(tag);

    /// <summary>Reads up to DT_NULL. A file without a dynamic section is a static executable: then <paramref name="dynamic"/> is null.</summary>
    public static Finding? Read(ReadOnlySpan<byte> bytes, ElfWords words, ElfSegments segments, out ElfDynamic? dynamic)
    {
        dynamic = null;
        if (segments.Only(ElfSegment.Dynamic) is not { } segment)
        {
            return null;
        }

        // The loader goes by the address; tools go by the offset. One place, or none.
        if (!segments.TryMap(segment.Address, segment.FileSize, out int offset) || (ulong)offset != segment.Offset)
        {
            return ElfFindings.Outside("the dynamic section", segment.Address, segment.FileSize);
        }

        dynamic = new ElfDynamic { Offset = offset };
        int entry = 2 * words.WordSize;
        ulong count = Math.Min(segment.FileSize / (ulong)entry, Limits.ElfDynamicEntries + 1UL);
        for (int i = 0; i < (int)count; i++)
        {
            ulong tag = words.Word(bytes, offset + (i * entry));
            if (tag == 0)
            {
                return null;
            }

            if (!dynamic.Add(tag, words.Word(bytes, offset + (i * entry) + words.WordSize)))
            {
                return ElfFindings.Invalid(
                    FindingCode.ElfDynamicTagRepeated,
                    "a dynamic tag that may come once comes twice: the loader takes the last one, tools the first",
                    "1",
                    string.Create(CultureInfo.InvariantCulture, $"2 of tag 0x{tag:x}"));
            }
        }

        return count > Limits.ElfDynamicEntries
            ? ElfFindings.TooMany("dynamic entries", Limits.ElfDynamicEntries, segment.FileSize / (ulong)entry)
            : ElfFindings.Invalid(FindingCode.ElfDynamicInvalid, "the dynamic section has no end mark");
    }

    private bool Add(ulong tag, ulong value)
    {
        switch (tag)
        {
            case ElfTag.Needed:
                Needed.Add(value);
                return true;
            case ElfTag.Auxiliary or ElfTag.Filter:
                Filters.Add(value);
                return true;
            default:
                return _values.TryAdd(tag, value);
        }
    }
}
