using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>DT_GNU_HASH: the table that glibc looks names up in whenever it is there.</summary>
internal sealed class ElfGnuHash
{
    private const int HeaderBytes = 16;

    private readonly ElfWords _words;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly uint _bucketCount;
    private readonly uint _bloomCount;
    private readonly int _bloomShift;
    private readonly int _bucketsAt;
    private readonly int _chainsAt;

    private ElfGnuHash(ElfWords words, ReadOnlyMemory<byte> bytes)
    {
        _words = words;
        _bytes = bytes;
        ReadOnlySpan<byte> span = bytes.Span;
        _bucketCount = words.U32(span, 0);
        FirstSymbol = words.U32(span, 4);
        _bloomCount = words.U32(span, 8);
        _bloomShift = (int)(words.U32(span, 12) & 0x7fffffff);
        _bucketsAt = (int)Math.Min(int.MaxValue, HeaderBytes + ((long)_bloomCount * words.WordSize));
        _chainsAt = (int)Math.Min(int.MaxValue, _bucketsAt + ((long)_bucketCount * 4));
    }

    /// <summary>Symbols before this one are not in the table.</summary>
    public uint FirstSymbol { get; }

    /// <summary>One more than the last symbol in the table; <see cref="FirstSymbol"/> when it is empty, whatever the real number is.</summary>
    public uint Count { get; private set; }

    public bool IsEmpty => Count == FirstSymbol;

    public static Finding? Read(ElfImage image, out ElfGnuHash? hash)
    {
        hash = null;
        if (image.Dynamic![ElfTag.GnuHash] is not { } address)
        {
            return null;
        }

        if (!image.Segments.TryMapToEnd(address, out int offset, out int length) || length < HeaderBytes)
        {
            return ElfFindings.Outside("DT_GNU_HASH", address, HeaderBytes);
        }

        hash = new ElfGnuHash(image.Words, image.Memory.Slice(offset, length));
        if (hash._chainsAt > length)
        {
            return ElfFindings.Outside("DT_GNU_HASH", address, (ulong)hash._chainsAt);
        }

        // The loader stops the process when the number of bloom words is no power of two.
        if (!uint.IsPow2(hash._bloomCount) || hash._bloomShift >= 32)
        {
            return Invalid(string.Create(CultureInfo.InvariantCulture, $"{hash._bloomCount} filter words, shift {hash._bloomShift}"));
        }

        return hash.CountSymbols();
    }

    /// <summary>h = h * 33 + c.</summary>
    public static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 5381;
        foreach (byte c in name)
        {
            hash = unchecked((hash * 33) + c);
        }

        return hash;
    }

    /// <summary>The symbols that a lookup of their own name comes to, in the order in which it comes to them.</summary>
    /// <param name="hashes">The hash of every symbol's name.</param>
    /// <param name="reached">The symbols.</param>
    public Finding? Walk(ReadOnlySpan<uint> hashes, out List<int> reached)
    {
        reached = new List<int>(hashes.Length);
        bool[] isVisited = new bool[hashes.Length];
        ReadOnlySpan<byte> bytes = _bytes.Span;
        for (uint bucket = 0; bucket < _bucketCount; bucket++)
        {
            uint symbol = _words.U32(bytes, _bucketsAt + ((int)bucket * 4));
            if (symbol == 0)
            {
                continue;
            }

            for (bool isLast = false; !isLast; symbol++)
            {
                if (symbol < FirstSymbol || symbol >= hashes.Length || isVisited[symbol])
                {
                    return Invalid("two buckets share a chain, or a chain leaves the table");
                }

                isVisited[symbol] = true;
                uint stored = Chain(symbol);
                uint hash = hashes[(int)symbol];
                isLast = (stored & 1) != 0;
                if (((stored ^ hash) >> 1) == 0 && hash % _bucketCount == bucket && PassesFilter(hash))
                {
                    reached.Add((int)symbol);
                }
            }
        }

        return null;
    }

    private static Finding Invalid(string actual)
        => ElfFindings.Invalid(FindingCode.ElfHashTableInvalid, "the hash table (DT_GNU_HASH) is not one that a linker makes", null, actual);

    // The table does not say how many symbols there are: the chain of the largest bucket ends with the last one.
    private Finding? CountSymbols()
    {
        uint last = 0;
        ReadOnlySpan<byte> bytes = _bytes.Span;
        for (int i = 0; i < (int)_bucketCount; i++)
        {
            last = Math.Max(last, _words.U32(bytes, _bucketsAt + (i * 4)));
        }

        if (Math.Max(last, FirstSymbol) > Limits.ElfSymbols)
        {
            return ElfFindings.TooMany("symbols", Limits.ElfSymbols, Math.Max(last, FirstSymbol));
        }

        Count = FirstSymbol;
        if (last == 0)
        {
            return null;
        }

        long chains = (bytes.Length - _chainsAt) / 4;
        for (long i = (long)last - FirstSymbol; i >= 0 && i < chains; i++)
        {
            if ((_words.U32(bytes, _chainsAt + ((int)i * 4)) & 1) != 0)
            {
                Count = (uint)(i + FirstSymbol + 1);
                return null;
            }
        }

        return Invalid("the last chain has no end");
    }

    private uint Chain(uint symbol) => _words.U32(_bytes.Span, _chainsAt + ((int)(symbol - FirstSymbol) * 4));

    private bool PassesFilter(uint hash)
    {
        int bits = _words.WordSize * 8;
        int index = (int)((hash / (uint)bits) & (_bloomCount - 1));
        ulong word = _words.Word(_bytes.Span, HeaderBytes + (index * _words.WordSize));
        int first = (int)(hash % (uint)bits);
        int second = (int)((hash >> _bloomShift) % (uint)bits);
        return ((word >> first) & (word >> second) & 1) != 0;
    }
}
