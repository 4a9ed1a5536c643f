namespace PluginSign.Binaries.MachO;

/// <summary>The header and load commands of one image.</summary>
internal sealed class MachOImage
{
    private const uint Magic64 = 0xFEED_FACF;
    private const int SubtypeMask = 0x00FF_FFFF;

    // Symbols name their section with one byte.
    private const int MostSections = 255;

    private readonly ReadingBudget _budget;

    private MachOImage(ReadOnlyMemory<byte> image, ReadingBudget budget)
    {
        _budget = budget;
        bool isBigEndian = image.Span is [0xFE, 0xED, 0xFA, ..];
        Bytes = new ImageBytes(image, isBigEndian);
        Is64 = Bytes.U32(0) == Magic64;
        CpuType = unchecked((int)Bytes.U32(4));
        CpuSubtype = (int)(Bytes.U32(8) & SubtypeMask);
        uint type = Bytes.U32(12);
        FileType = type is 2 or 6 or 8
            ? (MachOFileType)type
            : throw UnreadableBinaryException.Unsupported("the Mach-O file is neither a library nor a bundle nor a program", "type 2, 6 or 8", FormattableString.Invariant($"type {type}"));
        Flags = Bytes.U32(24);
    }

    public ImageBytes Bytes { get; }

    public bool Is64 { get; }

    public int CpuType { get; }

    public int CpuSubtype { get; }

    public MachOFileType FileType { get; }

    public uint Flags { get; }

    public int PointerBytes => Is64 ? 8 : 4;

    public List<MachOSegment> Segments { get; } = [];

    public List<MachOSection> Sections { get; } = [];

    public List<MachOLibrary> Libraries { get; } = [];

    public List<string> RunPaths { get; } = [];

    public string? InstallName { get; private set; }

    public string Platform { get; private set; } = "macos";

    public bool HasRoutine { get; private set; }

    /// <summary>Offsets of the commands that may come once, by number.</summary>
    public Dictionary<uint, long> Single { get; } = [];

    public static MachOImage Read(ReadOnlyMemory<byte> image, ReadingBudget budget)
    {
        MachOImage read = new(image, budget);
        read.ReadCommands();
        read.CheckSegments();
        return read;
    }

    /// <summary>A command with an offset and a size of bytes in __LINKEDIT; null without it.</summary>
    public ImageBytes? LinkEdit(uint command)
        => Single.TryGetValue(command, out long at) ? Bytes.Part(Bytes.U32(at + 8), Bytes.U32(at + 12)) : null;

    private void ReadCommands()
    {
        uint count = Bytes.U32(16);
        long size = Bytes.U32(20);
        long at = Is64 ? 32 : 28;
        long end = at + size;
        _ = Bytes.Slice(0, end);
        if (count > Limits.MachOCommands)
        {
            throw UnreadableBinaryException.TooMuch("load commands", Limits.MachOCommands);
        }

        for (int i = 0; i < count; i++)
        {
            uint length = Bytes.U32(at + 4);
            if (length < 8 || length % 4 != 0 || length > end - at)
            {
                throw UnreadableBinaryException.Malformed(
                    "a load command has an impossible size", FormattableString.Invariant($"8 to {end - at}, a multiple of 4"), FormattableString.Invariant($"{length}"));
            }

            // Whatever a command's own fields say, they lie within the command.
            Command(Bytes.U32(at), at, new ImageBytes(Bytes.Memory.Slice((int)at, (int)length), Bytes.IsBigEndian));
            at += length;
        }
    }

    private void Command(uint number, long at, ImageBytes command)
    {
        switch (number)
        {
            case MachOCommand.Segment or MachOCommand.Segment64:
                Segment(command, number == MachOCommand.Segment64);
                break;
            case MachOCommand.LoadDylib or MachOCommand.LoadWeakDylib or MachOCommand.ReexportDylib
                or MachOCommand.LoadUpwardDylib or MachOCommand.LazyLoadDylib:
                _budget.Entry();
                bool isWeak = number is MachOCommand.LoadWeakDylib or MachOCommand.LazyLoadDylib;
                Libraries.Add(new MachOLibrary(Text(command), isWeak, number == MachOCommand.ReexportDylib));
                break;
            case MachOCommand.IdDylib:
                Once(number, at);
                InstallName = Text(command);
                break;
            case MachOCommand.RunPath:
                RunPaths.Add(Text(command));
                break;
            case MachOCommand.Routines or MachOCommand.Routines64:
                HasRoutine = true;
                break;
            case MachOCommand.DyldInfo or MachOCommand.DyldInfoOnly:
                _ = command.Slice(0, 48);
                Once(MachOCommand.DyldInfo, at);
                break;
            case MachOCommand.SymbolTable:
                _ = command.Slice(0, 24);
                Once(number, at);
                break;
            case MachOCommand.ExportsTrie or MachOCommand.ChainedFixups or MachOCommand.CodeSignature:
                _ = command.Slice(0, 16);
                Once(number, at);
                break;
            default:
                System(number, command);
                break;
        }
    }

    private void System(uint number, ImageBytes command) => Platform = number switch
    {
        MachOCommand.VersionMinMacOs => "macos",
        MachOCommand.VersionMinIos => "ios",
        MachOCommand.VersionMinTvOs => "tvos",
        MachOCommand.VersionMinWatchOs => "watchos",
        MachOCommand.BuildVersion => MachOCpus.Platform(command.U32(8)),
        _ => Platform,
    };

    private void Once(uint number, long at)
    {
        if (!Single.TryAdd(number, at))
        {
            throw UnreadableBinaryException.Malformed("a load command that may come once comes twice", "1", FormattableString.Invariant($"2 of 0x{number:x}"));
        }
    }

    // Strings of commands: an offset within the command at +8, then bytes up to a NUL or the command's end.
    private string Text(ImageBytes command)
    {
        uint from = command.U32(8);
        ReadOnlySpan<byte> rest = command.Slice(from, (long)command.Length - from);
        int end = rest.IndexOf((byte)0);
        return _budget.Text(end < 0 ? rest : rest[..end]);
    }

    private void Segment(ImageBytes command, bool is64)
    {
        if (is64 != Is64)
        {
            throw UnreadableBinaryException.Malformed("a segment is of another width than its image");
        }

        int word = PointerBytes;
        Segments.Add(new MachOSegment(
            Fixed(command.Slice(8, 16)),
            command.Word(24, is64),
            command.Word(24 + word, is64),
            command.Word(24 + (2 * word), is64),
            command.Word(24 + (3 * word), is64),
            command.U32(24 + (4 * word) + 4)));
        uint sections = command.U32(24 + (4 * word) + 8);
        int header = 24 + (4 * word) + 16;
        int stride = is64 ? 80 : 68;
        if (sections + (long)Sections.Count > MostSections)
        {
            throw UnreadableBinaryException.TooMuch("sections", MostSections);
        }

        for (int i = 0; i < sections; i++)
        {
            ImageBytes section = command.Part(header + (i * stride), stride);
            Sections.Add(new MachOSection(
                Fixed(section.Slice(0, 16)),
                section.Word(32, is64),
                section.Word(32 + word, is64),
                section.U32(32 + (2 * word) + 16)));
        }
    }

    private string Fixed(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOf((byte)0);
        return _budget.Text(end < 0 ? name : name[..end]);
    }

    // dyld maps segments one after the other: where two overlap, the later one wins and tools are fooled.
    private void CheckSegments()
    {
        ulong address = 0;
        foreach (MachOSegment segment in Segments.Where(static s => s.Size > 0).OrderBy(static s => s.Address))
        {
            bool isInside = segment.FileSize <= segment.Size
                && segment.Offset <= (ulong)Bytes.Length
                && segment.FileSize <= (ulong)Bytes.Length - segment.Offset;
            if (segment.Address < address || segment.Size > ulong.MaxValue - segment.Address || !isInside)
            {
                throw UnreadableBinaryException.Malformed(
                    "a segment overlaps another one or lies outside of the file",
                    null,
                    FormattableString.Invariant($"address 0x{segment.Address:x}, {segment.Size} bytes, offset {segment.Offset}, {segment.FileSize} bytes"));
            }

            address = segment.Address + segment.Size;
        }
    }
}
