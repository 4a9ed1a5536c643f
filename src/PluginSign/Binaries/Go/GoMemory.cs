using System.Diagnostics.CodeAnalysis;
using PluginSign.Binaries.Elf;

namespace PluginSign.Binaries.Go;

/// <summary>The memory of a 64-bit little-endian file after the loader has relocated it, at the addresses that the file itself has.</summary>
internal sealed class GoMemory
{
    private readonly ElfImage _image;
    private readonly Dictionary<ulong, ulong> _pointers = [];

    // Names and types may be shared by any number of tables, so a small file can hold gigabytes of text.
    private long _left;

    public GoMemory(ElfImage image, ElfFacts facts)
    {
        _image = image;
        _left = Limits.ElfStringBytes + ((long)image.Bytes.Length * Limits.ElfStringSharing);
        if (image.Dynamic is not null)
        {
            Relocate(ElfTag.Rela, ElfTag.RelaSize, facts);
            if (image.Dynamic[ElfTag.PltRel] == ElfTag.Rela)
            {
                Relocate(ElfTag.JmpRel, ElfTag.PltRelSize, facts);
            }
        }
    }

    public ElfImage Image => _image;

    /// <summary>Every place that holds a relocated pointer, with the pointer.</summary>
    public IReadOnlyDictionary<ulong, ulong> Pointers => _pointers;

    /// <summary>Takes from the budget of text that one file may make; false when it is used up.</summary>
    public bool TrySpend(int characters)
    {
        _left -= characters;
        return _left >= 0;
    }

    /// <summary>Bytes that come from the file.</summary>
    public bool TryBytes(ulong address, ulong size, out ReadOnlySpan<byte> bytes)
    {
        bool isMapped = _image.Segments.TryMap(address, size, out int offset);
        bytes = isMapped ? _image.Bytes.Slice(offset, (int)size) : [];
        return isMapped;
    }

    /// <summary>A number; zero in memory that does not come from the file.</summary>
    public bool TryNumber(ulong address, out ulong value)
    {
        value = 0;
        if (TryBytes(address, 8, out ReadOnlySpan<byte> bytes))
        {
            value = _image.Words.U64(bytes, 0);
            return true;
        }

        return _image.Segments.IsInMemory(address) && !_image.Segments.TryMap(address, 1, out _);
    }

    /// <summary>A pointer, relocated; literal where nothing is relocated.</summary>
    public bool TryPointer(ulong address, out ulong value) => _pointers.TryGetValue(address, out value) || TryNumber(address, out value);

    /// <summary>The bytes of a Go string, by the place of its header (pointer and length).</summary>
    public bool TryStringBytes(ulong header, int most, out ReadOnlySpan<byte> bytes)
    {
        bytes = [];
        return TryPointer(header, out ulong at)
            && TryNumber(header + 8, out ulong length)
            && length <= (ulong)most
            && (length == 0 || TryBytes(at, length, out bytes));
    }

    public bool TryString(ulong header, int most, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return TryStringBytes(header, most, out ReadOnlySpan<byte> bytes) && TrySpend(bytes.Length) && ElfStrings.TryDecode(bytes, out text);
    }

    /// <summary>A slice, by the place of its header (pointer, length, capacity).</summary>
    public bool TrySlice(ulong header, out ulong at, out ulong length, out ulong capacity)
    {
        length = 0;
        capacity = 0;
        return TryPointer(header, out at) && TryNumber(header + 8, out length) && TryNumber(header + 16, out capacity);
    }

    /// <summary>A name as the runtime stores it: a byte of flags, a length of 7 bits a byte, the bytes.</summary>
    public bool TryName(ulong address, out byte flags, [NotNullWhen(true)] out string? name)
    {
        flags = 0;
        name = null;
        if (!_image.Segments.TryMapToEnd(address, out int offset, out int length) || length < 2)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = _image.Bytes.Slice(offset, length);
        flags = bytes[0];
        return TryLength(bytes[1..], out int size, out int used)
            && size <= Limits.BinaryNameBytes
            && size <= length - 1 - used
            && TrySpend(size)
            && ElfStrings.TryDecode(bytes.Slice(1 + used, size), out name);
    }

    /// <summary>A length of seven bits a byte, the lowest first.</summary>
    public static bool TryLength(ReadOnlySpan<byte> bytes, out int length, out int used)
    {
        length = 0;
        for (used = 0; used < bytes.Length && used < 4; used++)
        {
            length |= (bytes[used] & 0x7f) << (7 * used);
            if (bytes[used] < 0x80)
            {
                used++;
                return true;
            }
        }

        return false;
    }

    // Elf64_Rela: place, symbol and type, addend. ElfReader has checked the table.
    private void Relocate(ulong addressTag, ulong sizeTag, ElfFacts facts)
    {
        if (ElfTables.Find(_image, "relocations", addressTag, sizeTag, out ElfTable table) is not null)
        {
            return;
        }

        (uint relative, uint absolute, uint global) = _image.Header.Machine == ElfMachines.Arm64 ? (1027u, 257u, 1025u) : (8u, 1u, 6u);
        ReadOnlySpan<byte> bytes = _image.Bytes.Slice(table.Offset, table.Length);
        _pointers.EnsureCapacity(_pointers.Count + (bytes.Length / 24));
        for (int at = 0; at <= bytes.Length - 24; at += 24)
        {
            ulong info = _image.Words.U64(bytes, at + 8);
            uint type = (uint)(info & 0xffffffff);
            int symbol = (int)Math.Min(info >> 32, int.MaxValue);
            ulong addend = _image.Words.U64(bytes, at + 16);
            if (type == relative)
            {
                _pointers[_image.Words.U64(bytes, at)] = addend;
            }
            else if ((type == absolute || type == global) && symbol > 0 && symbol <= facts.Symbols.Length && facts.Symbols[symbol - 1].IsDefined)
            {
                _pointers[_image.Words.U64(bytes, at)] = unchecked(facts.Symbols[symbol - 1].Value + addend);
            }
        }
    }
}
