using System.Text;

namespace PluginSign.Binaries.Wasm;

/// <summary>Walks over the bytes of a module or of one section (WebAssembly Core Specification, 5.2).</summary>
internal sealed class WasmCursor(ReadOnlyMemory<byte> memory, int start = 0)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _at;

    public bool IsAtEnd => _at == memory.Length;

    public int Left => memory.Length - _at;

    /// <summary>Offset in the file.</summary>
    public int Offset => start + _at;

    public byte Byte() => Take(1)[0];

    /// <summary>The next byte, without taking it; 0 at the end.</summary>
    public byte PeekByte() => IsAtEnd ? (byte)0 : memory.Span[_at];

    public ReadOnlySpan<byte> Take(uint count)
    {
        if (count > Left)
        {
            throw Malformed("more bytes are announced than the section has", $"at most {Left}", $"{count}");
        }

        ReadOnlySpan<byte> taken = memory.Span.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    public WasmCursor Part(uint count)
    {
        int from = _at;
        _ = Take(count);
        return new WasmCursor(memory.Slice(from, (int)count), start + from);
    }

    public uint U32() => (uint)Unsigned(32);

    public ulong U64() => Unsigned(64);

    /// <summary>Steps over a signed number; its value does not matter.</summary>
    public void SkipSigned(int bits)
    {
        int most = (bits + 6) / 7;
        for (int i = 0; i < most; i++)
        {
            if ((Byte() & 0x80) == 0)
            {
                return;
            }
        }

        throw Malformed("a number is longer than its type allows", $"at most {most} bytes");
    }

    /// <summary>The length of a vector whose elements take at least one byte each.</summary>
    public int Count(string what, int most = Limits.WasmEntries)
    {
        uint count = U32();
        if (count > Left)
        {
            throw Malformed($"more {what} are announced than the section has bytes", $"at most {Left}", $"{count}");
        }

        return count <= most ? (int)count : throw UnreadableBinaryException.TooMuch(what, most);
    }

    public string Name(ReadingBudget budget)
    {
        uint length = U32();
        if (length > Limits.BinaryNameBytes)
        {
            throw UnreadableBinaryException.TooMuch("bytes in one name", Limits.BinaryNameBytes);
        }

        ReadOnlySpan<byte> bytes = Take(length);
        budget.Characters(bytes.Length);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // 5.2.4: a name that is no UTF-8 makes the whole module malformed.
            throw Malformed("a name is not UTF-8", null, Convert.ToHexString(bytes[..Math.Min(bytes.Length, 32)]));
        }
    }

    public void End(string section)
    {
        if (!IsAtEnd)
        {
            throw Malformed($"the {section} section has bytes left over", "0", $"{Left}");
        }
    }

    public UnreadableBinaryException Malformed(string message, string? expected = null, string? actual = null)
        => UnreadableBinaryException.Malformed(FormattableString.Invariant($"{message} (offset {Offset})"), expected, actual);

    // 5.2.2: at most ceil(N/7) bytes, and no bits above N.
    private ulong Unsigned(int bits)
    {
        ulong value = 0;
        for (int shift = 0; shift < bits; shift += 7)
        {
            byte next = Byte();
            int room = Math.Min(7, bits - shift);
            if ((next & 0x7F) >> room != 0)
            {
                break;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }

        throw Malformed("a number is larger than its type allows", $"at most {bits} bits");
    }
}
