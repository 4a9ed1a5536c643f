using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>The file as the loader maps it: header, segments, dynamic section and string table, all checked.</summary>
internal sealed class ElfImage
{
    private ElfImage(ReadOnlyMemory<byte> memory, ElfHeader header, ElfSegments segments, ElfDynamic? dynamic)
    {
        Memory = memory;
        Header = header;
        Segments = segments;
        Dynamic = dynamic;
    }

    public ReadOnlyMemory<byte> Memory { get; }

    public ReadOnlySpan<byte> Bytes => Memory.Span;

    public ElfHeader Header { get; }

    public ElfWords Words => Header.Words;

    public ElfSegments Segments { get; }

    /// <summary>Null for a static executable.</summary>
    public ElfDynamic? Dynamic { get; }

    /// <summary>DT_STRTAB; empty when there is none.</summary>
    public ElfStrings Strings { get; private set; } = new(default);

    public ElfTable StringTable { get; private set; }

    public static Finding? Read(ReadOnlyMemory<byte> memory, out ElfImage? image)
    {
        image = null;
        ReadOnlySpan<byte> bytes = memory.Span;
        Finding? fault = ElfHeader.Read(bytes, out ElfHeader? header);
        if (fault is not null)
        {
            return fault;
        }

        fault = ElfSegments.Read(bytes, header!, out ElfSegments? segments);
        if (fault is not null)
        {
            return fault;
        }

        fault = ElfDynamic.Read(bytes, header!.Words, segments!, out ElfDynamic? dynamic);
        if (fault is not null)
        {
            return fault;
        }

        image = new ElfImage(memory, header, segments!, dynamic);
        return dynamic is null ? null : ElfTables.Check(image) ?? image.ReadStrings();
    }

    private Finding? ReadStrings()
    {
        Finding? fault = ElfTables.Find(this, "DT_STRTAB", ElfTag.StringTable, ElfTag.StringSize, out ElfTable table);
        if (fault is null)
        {
            StringTable = table;
            Strings = new ElfStrings(Memory.Slice(table.Offset, table.Length));
        }

        return fault;
    }
}
