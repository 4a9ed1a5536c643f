using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>DT_HASH (gABI, "Hash Table"): what loaders use where there is no DT_GNU_HASH.</summary>
internal sealed class ElfSysvHash
{
    private readonly ElfWords _words;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _entry;
    private readonly uint _bucketCount;

    private ElfSysvHash(ElfImage image, ReadOnlyMemory<byte> bytes)
    {
        _words = image.Words;
        _bytes = bytes;
        _entry = ElfMachines.HashEntrySize(image.Header);
        _bucketCount = Entry(0);
        Count = Entry(1);
    }

    /// <summary>The number of symbols.</summary>
    public uint Count { get; }

    public static Finding? Read(ElfImage image, out ElfSysvHash? hash)
    {
        hash = null;
        if (image.Dynamic![ElfTag.Hash] is not { } address)
        {
            return null;
        }

        int entry = ElfMachines.HashEntrySize(image.Header);
        if (!image.Segments.TryMapToEnd(address, out int offset, out int length) || length < 2 * entry)
        {
            return ElfFindings.Outside("DT_HASH", address, 8);
        }

        hash = new ElfSysvHash(image, image.Memory.Slice(offset, length));
        long size = (2L + hash._bucketCount + hash.Count) * entry;
        return size > length ? ElfFindings.Outside("DT_HASH", address, (ulong)size) : null;
    }

    /// <summary>The hash function of the gABI.</summary>
    public static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 0;
        foreach (byte c in name)
        {
            hash = unchecked((hash << 4) + c);
            hash ^= (hash >> 24) & 0xf0;
        }

        return hash & 0x0fffffff;
    }

    /// <inheritdoc cref="ElfGnuHash.Walk"/>
    public Finding? Walk(ReadOnlySpan<uint> hashes, out List<int> reached)
    {
        reached = new List<int>(hashes.Length);
        bool[] isVisited = new bool[hashes.Length];
        for (uint bucket = 0; bucket < _bucketCount; bucket++)
        {
            for (uint symbol = Entry(2 + bucket); symbol != 0; symbol = Entry(2 + _bucketCount + symbol))
            {
                if (symbol >= hashes.Length || symbol >= Count || isVisited[symbol])
                {
                    return ElfFindings.Invalid(FindingCode.ElfHashTableInvalid, "the hash table (DT_HASH) has a loop, a shared chain or a chain that leaves it");
                }

                isVisited[symbol] = true;
                if (hashes[(int)symbol] % _bucketCount == bucket)
                {
                    reached.Add((int)symbol);
                }
            }
        }

        return null;
    }

    private uint Entry(uint index)
    {
        int at = (int)index * _entry;
        ulong value = _entry == 8 ? _words.U64(_bytes.Span, at) : _words.U32(_bytes.Span, at);
        return (uint)Math.Min(value, uint.MaxValue);
    }
}
