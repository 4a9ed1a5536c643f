using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>Symbol versions (the GNU extensions to the gABI): which index stands for which name, and whose it is.</summary>
internal sealed class ElfVersions
{
    private const int NeedBytes = 16;
    private const int NeedNameBytes = 16;
    private const int DefinitionBytes = 20;

    private readonly Dictionary<int, ElfVersionName> _names = [];

    private ElfTable _indexes;

    /// <summary>Every version wanted from a library, in the file's order.</summary>
    public List<ElfVersionName> Needed { get; } = [];

    public bool HasIndexes { get; private set; }

    public static Finding? Read(ElfImage image, out ElfVersions versions)
    {
        versions = new ElfVersions();
        return versions.ReadNeeds(image) ?? versions.ReadDefinitions(image);
    }

    /// <summary>Finds DT_VERSYM, which has one half for each symbol.</summary>
    public Finding? ReadIndexes(ElfImage image, uint symbols)
    {
        if (image.Dynamic![ElfTag.VersionSymbols] is not { } address)
        {
            return null;
        }

        if (!image.Segments.TryMap(address, symbols * 2UL, out int offset))
        {
            return ElfFindings.Outside("DT_VERSYM", address, symbols * 2UL);
        }

        _indexes = new ElfTable(offset, (int)symbols * 2);
        HasIndexes = true;
        return null;
    }

    /// <summary>The version index of a symbol: 0 local, 1 global, from 2 on a name; bit 15 says that a plain lookup passes it over.</summary>
    public ushort Index(ElfImage image, int symbol) => HasIndexes ? image.Words.U16(image.Bytes, _indexes.Offset + (symbol * 2)) : (ushort)1;

    public ElfVersionName? Name(ushort index) => _names.GetValueOrDefault(index & 0x7fff);

    private Finding? ReadNeeds(ElfImage image)
    {
        ElfWords words = image.Words;
        ReadOnlySpan<byte> bytes = image.Bytes;
        ulong count = image.Dynamic![ElfTag.VersionNeedCount] ?? 0;
        ulong at = image.Dynamic[ElfTag.VersionNeeds] ?? 0;
        int budget = Limits.ElfVersionNames;
        for (ulong i = 0; i < count; i++)
        {
            if (!image.Segments.TryMap(at, NeedBytes, out int offset))
            {
                return ElfFindings.Outside("DT_VERNEED", at, NeedBytes);
            }

            if (words.U16(bytes, offset) != 1)
            {
                return Invalid("DT_VERNEED");
            }

            if (!image.Strings.TryReadText(words.U32(bytes, offset + 4), out string? library))
            {
                return image.Strings.Fault;
            }

            ulong aux = at + words.U32(bytes, offset + 8);
            if (ReadNeedNames(image, library, aux, words.U16(bytes, offset + 2), ref budget) is { } fault)
            {
                return fault;
            }

            if (!Step(ref at, words.U32(bytes, offset + 12), i + 1 == count))
            {
                return Invalid("DT_VERNEED");
            }
        }

        return null;
    }

    private Finding? ReadNeedNames(ElfImage image, string library, ulong at, int count, ref int budget)
    {
        ElfWords words = image.Words;
        ReadOnlySpan<byte> bytes = image.Bytes;
        for (int i = 0; i < count; i++)
        {
            if (--budget < 0)
            {
                return ElfFindings.TooMany("version names", Limits.ElfVersionNames, Limits.ElfVersionNames + 1);
            }

            if (!image.Segments.TryMap(at, NeedNameBytes, out int offset))
            {
                return ElfFindings.Outside("DT_VERNEED", at, NeedNameBytes);
            }

            if (!image.Strings.TryReadText(words.U32(bytes, offset + 8), out string? name))
            {
                return image.Strings.Fault;
            }

            ElfVersionName version = new(library, name, (words.U16(bytes, offset + 4) & 2) != 0);
            Needed.Add(version);
            int index = words.U16(bytes, offset + 6) & 0x7fff;
            if ((index > 1 && !_names.TryAdd(index, version)) || !Step(ref at, words.U32(bytes, offset + 12), i + 1 == count))
            {
                return Invalid("DT_VERNEED");
            }
        }

        return null;
    }

    private Finding? ReadDefinitions(ElfImage image)
    {
        ElfWords words = image.Words;
        ReadOnlySpan<byte> bytes = image.Bytes;
        ulong count = image.Dynamic![ElfTag.VersionDefinitionCount] ?? 0;
        ulong at = image.Dynamic[ElfTag.VersionDefinitions] ?? 0;
        if (count > Limits.ElfVersionNames)
        {
            return ElfFindings.TooMany("version names", Limits.ElfVersionNames, count);
        }

        for (ulong i = 0; i < count; i++)
        {
            if (!image.Segments.TryMap(at, DefinitionBytes, out int offset))
            {
                return ElfFindings.Outside("DT_VERDEF", at, DefinitionBytes);
            }

            // The first name is the version's; further ones are those that it builds on.
            ulong first = at + words.U32(bytes, offset + 12);
            if (words.U16(bytes, offset) != 1 || !image.Segments.TryMap(first, 8, out int name))
            {
                return Invalid("DT_VERDEF");
            }

            if (!image.Strings.TryReadText(words.U32(bytes, name), out string? text))
            {
                return image.Strings.Fault;
            }

            int index = words.U16(bytes, offset + 4) & 0x7fff;
            if (!_names.TryAdd(index, new ElfVersionName(null, text, false)) || !Step(ref at, words.U32(bytes, offset + 16), i + 1 == count))
            {
                return Invalid("DT_VERDEF");
            }
        }

        return null;
    }

    // The chain and the count must end together: the loader goes by the one, tools by the other.
    private static bool Step(ref ulong at, uint next, bool isLast)
    {
        at += next;
        return (next == 0) == isLast;
    }

    private static Finding Invalid(string table)
        => ElfFindings.Invalid(FindingCode.ElfVersionsInvalid, string.Create(CultureInfo.InvariantCulture, $"the version table {table} is not one that a linker makes"));
}

/// <summary>A version of a library's interface, such as <c>GLIBC_2.34</c>.</summary>
/// <param name="Library">The library that it is wanted from; null for a version that the file itself defines.</param>
/// <param name="Name">Its name. May be hostile text.</param>
/// <param name="IsWeak">The file loads without it.</param>
public sealed record ElfVersionName(string? Library, string Name, bool IsWeak);
