using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>DT_SYMTAB, and which of its names a lookup finds.</summary>
internal sealed class ElfSymbolTable
{
    // STT_NOTYPE, OBJECT, FUNC, COMMON, TLS, GNU_IFUNC: glibc's ALLOWED_STT.
    private const uint TypesFound = 1 | 2 | 4 | 32 | 64 | 1024;
    private const int AbsoluteSection = 0xfff1;

    private readonly ElfImage _image;
    private readonly ElfGnuHash? _gnu;
    private readonly ElfSysvHash? _sysv;
    private readonly ElfVersions _versions;
    private ElfSymbol[] _symbols = [];
    private uint[] _gnuHashes = [];
    private uint[] _sysvHashes = [];

    private ElfSymbolTable(ElfImage image, ElfGnuHash? gnu, ElfSysvHash? sysv, ElfVersions versions)
    {
        _image = image;
        _gnu = gnu;
        _sysv = sysv;
        _versions = versions;
    }

    /// <summary>Without the empty first entry.</summary>
    public ImmutableArray<ElfSymbol> Symbols => [.. _symbols.AsSpan(Math.Min(1, _symbols.Length))];

    public Dictionary<string, ElfSymbol> Found { get; private set; } = new(StringComparer.Ordinal);

    public ElfTable Table { get; private set; }

    /// <summary>False when no table says how many symbols there are: then there may be more.</summary>
    public bool IsCountExact { get; private set; }

    /// <summary>Names that would be exported, were they in the hash table the right way.</summary>
    public int HiddenNames { get; private set; }

    public static Finding? Read(ElfImage image, ElfRelocations relocations, ElfVersions versions, out ElfSymbolTable? table)
    {
        table = null;
        Finding? fault = ElfGnuHash.Read(image, out ElfGnuHash? gnu);
        if (fault is not null)
        {
            return fault;
        }

        fault = ElfSysvHash.Read(image, out ElfSysvHash? sysv);
        if (fault is not null)
        {
            return fault;
        }

        table = new ElfSymbolTable(image, gnu, sysv, versions);
        return table.ReadSymbols(relocations.LargestSymbol) ?? table.FindNames();
    }

    private Finding? ReadSymbols(uint largestRelocated)
    {
        ulong relocated = largestRelocated == 0 ? 0UL : largestRelocated + 1UL;
        ulong count = Math.Max(Math.Max(_gnu?.Count ?? 0, relocated), _sysv?.Count ?? 0);
        if (_sysv is not null && count != _sysv.Count)
        {
            return ElfFindings.Invalid(
                FindingCode.ElfHashTablesDisagree,
                "the tables do not agree on the number of symbols",
                _sysv.Count.ToString(CultureInfo.InvariantCulture),
                count.ToString(CultureInfo.InvariantCulture));
        }

        if (count > Limits.ElfSymbols)
        {
            return ElfFindings.TooMany("symbols", Limits.ElfSymbols, count);
        }

        IsCountExact = _sysv is not null || _gnu is { IsEmpty: false };
        ulong size = count * (ulong)EntrySize;
        if (_image.Dynamic![ElfTag.SymbolTable] is not { } address)
        {
            return count == 0 ? null : ElfFindings.Invalid(FindingCode.ElfDynamicInvalid, "there are symbols and no symbol table (DT_SYMTAB)");
        }

        if (!_image.Segments.TryMap(address, size, out int offset))
        {
            return ElfFindings.Outside("the symbol table", address, size);
        }

        Table = new ElfTable(offset, (int)size);
        return _versions.ReadIndexes(_image, (uint)count) ?? ReadEntries((int)count);
    }

    private int EntrySize => _image.Words.Is64 ? 24 : 16;

    private Finding? ReadEntries(int count)
    {
        _symbols = new ElfSymbol[count];
        _gnuHashes = new uint[_gnu is null ? 0 : count];
        _sysvHashes = new uint[_sysv is null ? 0 : count];
        ElfWords words = _image.Words;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = _image.Bytes.Slice(Table.Offset + (i * EntrySize), EntrySize);
            if (!_image.Strings.TryRead(words.U32(entry, 0), out ReadOnlySpan<byte> name))
            {
                return _image.Strings.Fault;
            }

            if (!ElfStrings.TryDecode(name, out string? text))
            {
                return ElfStrings.NotText;
            }

            if (_gnu is not null)
            {
                _gnuHashes[i] = ElfGnuHash.Hash(name);
            }

            if (_sysv is not null)
            {
                _sysvHashes[i] = ElfSysvHash.Hash(name);
            }

            (int info, int other, int section, ulong value, ulong size) = words.Is64
                ? (entry[4], entry[5], words.U16(entry, 6), words.U64(entry, 8), words.U64(entry, 16))
                : (entry[12], entry[13], words.U16(entry, 14), words.U32(entry, 4), (ulong)words.U32(entry, 8));
            ushort version = _versions.Index(_image, i);
            _symbols[i] = new ElfSymbol(
                text,
                (ElfSymbolType)(info & 15),
                (ElfBinding)(info >> 4),
                (ElfVisibility)(other & 3),
                section,
                value,
                size,
                (version & 0x7fff) > 1 ? _versions.Name(version) : null,
                (version & 0x7fff) > 1 && (version & 0x8000) != 0);
        }

        return null;
    }

    private Finding? FindNames()
    {
        List<int> sysvReached = [];
        List<int> gnuReached = [];
        Finding? fault = _gnu?.Walk(_gnuHashes, out gnuReached) ?? _sysv?.Walk(_sysvHashes, out sysvReached);
        if (fault is not null)
        {
            return fault;
        }

        // glibc uses DT_GNU_HASH alone when both are there; other loaders use the other one.
        Found = Look(_gnu is null ? sysvReached : gnuReached);
        if (_gnu is not null && _sysv is not null && !Agree(Found, Look(sysvReached)))
        {
            return ElfFindings.Invalid(FindingCode.ElfHashTablesDisagree, "the two hash tables find different names: which ones exist would depend on the loader");
        }

        HiddenNames = _symbols.Count(s => IsExported(s) && !s.IsHiddenVersion && !Found.ContainsKey(s.Name));
        return null;
    }

    private static bool Agree(Dictionary<string, ElfSymbol> one, Dictionary<string, ElfSymbol> other)
        => one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out ElfSymbol? found) && ReferenceEquals(found, p.Value));

    // glibc's do_lookup_x for a name without a version: of several versions the only one that is not hidden; then binding and visibility.
    private Dictionary<string, ElfSymbol> Look(List<int> reached)
    {
        Dictionary<string, ElfCandidate> candidates = new(reached.Count, StringComparer.Ordinal);
        foreach (int index in reached)
        {
            ElfSymbol symbol = _symbols[index];
            if (!Matches(symbol))
            {
                continue;
            }

            ElfCandidate before = candidates.GetValueOrDefault(symbol.Name);
            ushort version = _versions.Index(_image, index);
            if (before.IsFinal)
            {
                continue;
            }

            if ((version & 0x7fff) < 2)
            {
                candidates[symbol.Name] = new ElfCandidate(symbol, 1, IsFinal: true);
            }
            else if ((version & 0x8000) == 0)
            {
                candidates[symbol.Name] = new ElfCandidate(before.Symbol ?? symbol, before.Count + 1, IsFinal: false);
            }
        }

        Dictionary<string, ElfSymbol> found = new(candidates.Count, StringComparer.Ordinal);
        foreach (ElfCandidate candidate in candidates.Values)
        {
            if (candidate.Count == 1 && IsVisible(candidate.Symbol!))
            {
                found.Add(candidate.Symbol!.Name, candidate.Symbol);
            }
        }

        return found;
    }

    // check_match: no value, no match, unless the value may well be 0; and only kinds that can be bound to. Undefined thread data, which
    // glibc takes too when only DT_HASH is there, is not in the file.
    private static bool Matches(ElfSymbol symbol)
        => (symbol.Value != 0 || symbol.SectionIndex == AbsoluteSection || (symbol.Type == ElfSymbolType.ThreadLocal && symbol.IsDefined))
            && (TypesFound >> (int)symbol.Type & 1) != 0;

    private static bool IsVisible(ElfSymbol symbol)
        => symbol.Binding is (ElfBinding.Global or ElfBinding.Weak or ElfBinding.Unique)
            && symbol.Visibility is (ElfVisibility.Default or ElfVisibility.Protected);

    private static bool IsExported(ElfSymbol symbol) => symbol.IsDefined && IsVisible(symbol) && Matches(symbol);
}

/// <summary>What a lookup has met under a name so far.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfCandidate(ElfSymbol? Symbol, int Count, bool IsFinal);
