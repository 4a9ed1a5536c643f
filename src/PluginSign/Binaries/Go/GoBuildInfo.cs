using System.Collections.Immutable;
using System.Text;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>The build information that the linker leaves in writable memory (Go's debug/buildinfo).</summary>
internal sealed record GoBuildInfo
{
    private const int Align = 16;
    private const int HeaderBytes = 32;
    private const byte BigEndianFlag = 1;
    private const byte InlineFlag = 2;

    private static ReadOnlySpan<byte> Magic => " Go buildinf:"u8;

    public required string Version { get; init; }

    public string? MainPackage { get; private init; }

    public GoModuleVersion? Module { get; private init; }

    public ImmutableArray<GoModuleVersion> Dependencies { get; private init; } = [];

    public ImmutableArray<GoSetting> Settings { get; private init; } = [];

    /// <summary>Finds and reads it; <paramref name="info"/> is null where there is none.</summary>
    public static Finding? Read(ElfImage image, out GoBuildInfo? info)
    {
        info = null;
        foreach (ElfSegment load in image.Segments.Loads.Where(static l => l.IsWritable))
        {
            ReadOnlySpan<byte> bytes = image.Bytes.Slice((int)load.Offset, (int)load.FileSize);
            int start = Find(bytes, load.Address);
            if (start >= 0)
            {
                return ReadAt(bytes[start..], out info);
            }
        }

        return null;
    }

    private static int Find(ReadOnlySpan<byte> bytes, ulong address)
    {
        for (int from = 0; from < bytes.Length;)
        {
            int hit = bytes[from..].IndexOf(Magic);
            if (hit < 0)
            {
                return -1;
            }

            // The first byte of the mark is ff, which UTF-8 text cannot hold.
            int start = from + hit - 1;
            if (start >= 0 && bytes[start] == 0xff && (address + (ulong)start) % Align == 0)
            {
                return start;
            }

            from += hit + 1;
        }

        return -1;
    }

    private static Finding? ReadAt(ReadOnlySpan<byte> bytes, out GoBuildInfo? info)
    {
        info = null;
        if (bytes.Length < HeaderBytes || (bytes[15] & (BigEndianFlag | InlineFlag)) != InlineFlag)
        {
            return Finding.Error(FindingCode.BinaryUnsupported, "the Go build information has a form that is not known", "Go 1.18 to 1.25", null, "build it with a Go release that is supported");
        }

        ReadOnlySpan<byte> rest = bytes[HeaderBytes..];
        if (!TryText(ref rest, out string version) || !TryText(ref rest, out string module))
        {
            return Finding.Error(FindingCode.GoBuildInfoInvalid, "the Go build information is damaged", null, null, ElfFindings.Again);
        }

        info = Parse(version, module);
        return null;
    }

    private static bool TryText(ref ReadOnlySpan<byte> bytes, out string text)
    {
        text = string.Empty;
        if (!GoMemory.TryLength(bytes, out int length, out int used) || length > Limits.GoBuildInfoBytes || length > bytes.Length - used)
        {
            return false;
        }

        // The module text stands between marks that are no text.
        text = Encoding.Latin1.GetString(bytes.Slice(used, length));
        bytes = bytes[(used + length)..];
        return true;
    }

    private static GoBuildInfo Parse(string version, string wrapped)
    {
        const int Mark = 16;
        bool isWrapped = wrapped.Length >= (2 * Mark) + 1 && wrapped[^(Mark + 1)] == '\n';
        string text = isWrapped ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(wrapped[Mark..^Mark])) : string.Empty;
        string? main = null;
        GoModuleVersion? module = null;
        List<GoModuleVersion> dependencies = [];
        List<GoSetting> settings = [];
        foreach (string line in text.Split('\n'))
        {
            switch (line.Split('\t'))
            {
                case ["path", { } path]:
                    main = path;
                    break;
                case ["mod", .. { Length: > 1 } words]:
                    module = Parts(words);
                    break;
                case ["dep", .. { Length: > 1 } words]:
                    dependencies.Add(Parts(words));
                    break;
                case ["=>", .. { Length: > 1 } words] when dependencies.Count > 0:
                    dependencies[^1] = dependencies[^1] with { Replacement = Parts(words) };
                    break;
                case ["build", ..]:
                    settings.Add(GoQuoting.Setting(line["build\t".Length..]));
                    break;
                default:
                    break;
            }
        }

        return new GoBuildInfo { Version = version, MainPackage = main, Module = module, Dependencies = [.. dependencies], Settings = [.. settings] };
    }

    private static GoModuleVersion Parts(string[] words) => new(words[0], words[1], words.Length > 2 && words[2].Length > 0 ? words[2] : null);
}
