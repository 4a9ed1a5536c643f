using System.Globalization;
using System.Runtime.InteropServices;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The tables that the dynamic section names: each lies in one segment's part of the file, and has the entry size that the loader assumes.</summary>
internal static class ElfTables
{
    /// <summary>A table with its address under one tag and its size under another; both or neither.</summary>
    public static Finding? Find(ElfImage image, string name, ulong addressTag, ulong sizeTag, out ElfTable table)
    {
        table = default;
        ElfDynamic dynamic = image.Dynamic!;
        ulong size = dynamic[sizeTag] ?? 0;
        if (dynamic[addressTag] is not { } address)
        {
            return size == 0 ? null : ElfFindings.Invalid(FindingCode.ElfDynamicInvalid, $"{name} has a size and no address");
        }

        if (!image.Segments.TryMap(address, size, out int offset))
        {
            return ElfFindings.Outside(name, address, size);
        }

        table = new ElfTable(offset, (int)size);
        return null;
    }

    /// <summary>Checks everything that the loader follows without looking.</summary>
    public static Finding? Check(ElfImage image)
        => EntrySize(image, "DT_SYMENT", ElfTag.SymbolEntry, image.Words.Is64 ? 24u : 16u)
            ?? EntrySize(image, "DT_RELAENT", ElfTag.RelaEntry, image.Words.Is64 ? 24u : 12u)
            ?? EntrySize(image, "DT_RELENT", ElfTag.RelEntry, image.Words.Is64 ? 16u : 8u)
            ?? EntrySize(image, "DT_RELRENT", ElfTag.RelrEntry, (ulong)image.Words.WordSize)
            ?? Pointers(image, "DT_INIT_ARRAY", ElfTag.InitArray, ElfTag.InitArraySize)
            ?? Pointers(image, "DT_FINI_ARRAY", ElfTag.FiniArray, ElfTag.FiniArraySize)
            ?? Pointers(image, "DT_PREINIT_ARRAY", ElfTag.PreinitArray, ElfTag.PreinitArraySize)
            ?? Code(image, "DT_INIT", ElfTag.Init)
            ?? Code(image, "DT_FINI", ElfTag.Fini);

    private static Finding? EntrySize(ElfImage image, string name, ulong tag, ulong expected)
        => image.Dynamic![tag] is { } actual && actual != expected
            ? ElfFindings.Invalid(
                FindingCode.ElfEntrySizeUnexpected,
                $"{name} is not the size that loaders assume",
                expected.ToString(CultureInfo.InvariantCulture),
                actual.ToString(CultureInfo.InvariantCulture))
            : null;

    private static Finding? Pointers(ElfImage image, string name, ulong addressTag, ulong sizeTag)
        => Find(image, name, addressTag, sizeTag, out ElfTable table) is { } fault
            ? fault
            : table.Length % image.Words.WordSize == 0 ? null : ElfFindings.Invalid(FindingCode.ElfDynamicInvalid, $"{name} is not a whole number of pointers");

    private static Finding? Code(ElfImage image, string name, ulong tag)
        => image.Dynamic![tag] is { } address && address != 0 && !image.Segments.IsInMemory(address) ? ElfFindings.Outside(name, address, 1) : null;
}

/// <summary>A part of the file that has been checked to lie inside it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ElfTable(int Offset, int Length);
