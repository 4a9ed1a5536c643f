using System.Buffers.Binary;

namespace PluginSign.Fuzz;

/// <summary>Changes an input a little, in the ways that parsers trip over. The same seed makes the same changes.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "a run must be repeatable from its seed")]
internal sealed class Mutator(int seed)
{
    private const int HeaderBytes = 1024;

    private static readonly ulong[] s_numbers = [0, 1, 2, 7, 0x10, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff, 0x100000000, 0x7fffffffffffffff, 0x8000000000000000, 0xfffffffffffffff0, ulong.MaxValue];

    private readonly Random _random = new(seed);

    public byte[] Mutate(IReadOnlyList<byte[]> pool)
    {
        byte[] bytes = [.. pool[_random.Next(pool.Count)]];
        for (int changes = _random.Next(1, 6); changes > 0; changes--)
        {
            bytes = Change(bytes, pool);
        }

        return bytes;
    }

    private byte[] Change(byte[] bytes, IReadOnlyList<byte[]> pool)
    {
        if (bytes.Length < 8)
        {
            return [.. bytes, (byte)_random.Next(256)];
        }

        int at = Place(bytes.Length);
        int length = Math.Min(bytes.Length - at, _random.Next(1, 64));
        switch (_random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 2 or 3:
                return Number(bytes, at);
            case 4:
                bytes.AsSpan(Place(bytes.Length - length + 1), length).CopyTo(bytes.AsSpan(at, length));
                return bytes;
            case 5:
                bytes.AsSpan(at, length).Fill((byte)_random.Next(256));
                return bytes;
            case 6:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 7:
                byte[] other = pool[_random.Next(pool.Count)];
                int from = _random.Next(other.Length);
                return [.. bytes[..at], .. other.AsSpan(from, Math.Min(length, other.Length - from)), .. bytes[at..]];
            default:
                return bytes[.._random.Next(1, bytes.Length + 1)];
        }
    }

    // An aligned number becomes one at an edge, or a little more or less than it was.
    private byte[] Number(byte[] bytes, int at)
    {
        int size = 1 << _random.Next(4);
        at = Math.Min(at & ~(size - 1), (bytes.Length - size) & ~(size - 1));
        Span<byte> place = bytes.AsSpan(at, size);
        Span<byte> wide = stackalloc byte[8];
        place.CopyTo(wide);
        ulong old = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        ulong number = _random.Next(2) == 0 ? s_numbers[_random.Next(s_numbers.Length)] : unchecked(old + (ulong)_random.Next(-16, 17));
        BinaryPrimitives.WriteUInt64LittleEndian(wide, number);
        wide[..size].CopyTo(place);
        if (_random.Next(4) == 0)
        {
            place.Reverse();
        }

        return bytes;
    }

    // Half of the changes meet the headers, which lie in front.
    private int Place(int length) => _random.Next(_random.Next(2) == 0 ? Math.Min(length, HeaderBytes) : length);
}
