using PluginSign.Binaries;
using PluginSign.Binaries.MachO;
using PluginSign.Findings;
using static PluginSign.Tests.Binaries.MachO.MachOForge;

namespace PluginSign.Tests.Binaries.MachO;

public sealed class MachOReaderTests
{
    // Flags 0 and an address in ULEB: 0x800 is code, 0x1100 data.
    private static readonly byte[] s_code = [0, 0x80, 0x10];
    private static readonly byte[] s_data = [0, 0x80, 0x22];

    public static TheoryData<string, byte[], FindingCode> Refused => new()
    {
        { "nothing", [], FindingCode.BinaryFormatUnknown },
        { "a Java class", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 0x34], FindingCode.BinaryFormatUnknown },
        { "magic alone", [0xCF, 0xFA, 0xED, 0xFE], FindingCode.BinaryMalformed },
        { "an object file", Changed(Plain(), 12, 1), FindingCode.BinaryUnsupported },
        { "commands beyond the file", Changed(Plain(), 20, 0x10_0000), FindingCode.BinaryMalformed },
        { "a command of size 0", Changed(Plain(), 36, 0), FindingCode.BinaryMalformed },
        { "2000 commands", Changed(Plain(), CommandCount, 2000), FindingCode.BinaryTooLarge },
        { "a segment beyond the file", Changed(Plain(), TextSegment + 48, 0x9000), FindingCode.BinaryMalformed },
        { "segments that overlap", Changed(Plain(), TextSegment + 32, 0x1001), FindingCode.BinaryMalformed },
        { "more sections than the command holds", Changed(Plain(), TextSegment + 64, 200), FindingCode.BinaryMalformed },
        { "two export tries", Library(Arm64, Trie(("a", s_code)), [.. U32(0x8000_0033), .. U32(16), .. U32(LinkEdit), .. U32(4)]), FindingCode.BinaryMalformed },
        { "a trie that leads back", Library(Arm64, [0, 1, (byte)'_', 0, 0]), FindingCode.BinaryMalformed },
        { "a trie that leads out", Library(Arm64, [0, 1, (byte)'_', 0, 99]), FindingCode.BinaryMalformed },
        { "an empty edge before another", Library(Arm64, [0, 2, 0, 7, (byte)'a', 0, 9, 0, 0, 0, 0]), FindingCode.BinaryMalformed },
        { "an edge behind an empty one that begins like one before it", Library(Arm64, [0, 2, (byte)'a', 0, 14, 0, 7, 0, 1, (byte)'a', 0, 14, 0, 0, 0, 0]), FindingCode.BinaryMalformed },
        { "a trie with two edges that begin alike", Library(Arm64, Trie(("ab", s_code), ("ac", s_code))), FindingCode.BinaryMalformed },
        { "a terminal longer than its size", Library(Arm64, [1, 0, 0x80, 0x10, 0]), FindingCode.BinaryMalformed },
        { "a re-export from a library that is not there", Library(Arm64, Trie(("a", [8, 9, 0]))), FindingCode.BinaryMalformed },
        { "flags that are not known", Library(Arm64, Trie(("a", [0x40, 0]))), FindingCode.BinaryUnsupported },
        { "no slices", Fat(), FindingCode.BinaryMalformed },
        { "two slices for one processor", Fat((Arm64, Plain()), (Arm64, Plain())), FindingCode.BinaryMalformed },
        { "a slice for another processor", Fat((X64, Plain())), FindingCode.BinaryMalformed },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Malformed_files_are_refused(string name, byte[] file, FindingCode code)
    {
        Answer<BinaryFacts> answer = MachOReader.Read(file);
        Assert.True(answer.RefusedWith() == code, $"{name}: {answer.RefusedWith()} {answer.Findings.LastOrDefault()?.Message}");
    }

    [Fact]
    public void A_library_is_told()
    {
        Answer<BinaryFacts> answer = MachOReader.Read(Library(Arm64, Trie(("run", s_code), ("version", s_data), ("sleep", [8, 1, (byte)'x', 0]), ("fast", [0x10, 0x80, 0x10, 0x90, 0x10]))));
        BinaryFacts facts = answer.Facts();
        Assert.Equal(
            [
                new BinaryExport("_run", ExportKind.Function),
                new BinaryExport("_version", ExportKind.DataObject),
                new BinaryExport("_sleep", ExportKind.Unknown, Forwarder: "/usr/lib/libSystem.B.dylib:x"),
                new BinaryExport("_fast", ExportKind.Function),
            ],
            facts.Exports);
        Assert.Equal(("arm64", "macos", 64), (facts.Architecture, facts.OperatingSystem, facts.Bits));
        Assert.Equal(["/usr/lib/libSystem.B.dylib"], facts.Libraries);
        Assert.Equal(["@loader_path/../lib"], facts.RunPaths);
        Assert.Equal(["__mod_init_func 2 entries", "symbol resolvers 1"], facts.Constructors);
        MachOSlice slice = Assert.Single(facts.MachO!.Slices);
        Assert.Equal("@rpath/libforged.dylib", slice.InstallName);
        Assert.True(slice.HasExportTrie);
        Assert.Null(slice.CodeSignature);
        Assert.False(facts.Hardening.WritableExecutableSegment);
        Assert.Empty(answer.Findings);
    }

    [Fact]
    public void A_segment_that_is_writable_and_executable_is_told()
    {
        BinaryFacts facts = MachOReader.Read(Changed(Plain(), TextSegment + 60, 7)).Facts();
        Assert.True(facts.Hardening.WritableExecutableSegment);
        Assert.Equal(["__TEXT"], facts.MachO!.Slices[0].WritableExecutableSegments);
    }

    [Fact]
    public void A_fat_file_exports_what_every_slice_does()
    {
        Answer<BinaryFacts> answer = BinaryInspector.Inspect(Fat(
            (X64, Library(X64, Trie(("run", s_code), ("old", s_code)))),
            (Arm64, Library(Arm64, Trie(("run", s_code), ("new", s_code))))));
        BinaryFacts facts = answer.Facts();
        Assert.Equal(["_run"], facts.Names());
        Assert.Equal("x86-64+arm64", facts.Architecture);
        Assert.Equal(2, facts.MachO!.Slices.Length);
        Finding differ = Assert.Single(answer.Findings, static f => f.Code == FindingCode.MachOSlicesDiffer);
        Assert.Contains("_new", differ.Actual!, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_behind_the_image_are_told()
    {
        Answer<BinaryFacts> answer = MachOReader.Read((byte[])[.. Plain(), 1, 2, 3, 4]);
        Assert.Equal(4, answer.Facts().MachO!.Slices[0].TrailingBytes);
        Assert.Contains(answer.Findings, static f => f.Code == FindingCode.MachOBytesAfterSignature);
    }

    [Fact]
    public void A_trie_of_long_paths_that_names_nothing_twice_is_bounded()
    {
        // Each node has one child with nine more letters: names grow with the square of the file.
        const int depth = 1000;
        List<byte> trie = [];
        for (int i = 0; i < depth; i++)
        {
            int next = (i + 1) * 16;
            trie.AddRange([2, 0, 0, 1, .. "aaaaaaaaa"u8, 0, (byte)((next & 0x7F) | 0x80), (byte)(next >> 7)]);
        }

        trie.AddRange([0, 0]);
        Answer<BinaryFacts> answer = MachOReader.Read(Library(Arm64, [.. trie]));
        Assert.Equal(FindingCode.BinaryTooLarge, answer.RefusedWith());
    }

    [Theory]
    [InlineData("osx-x64", "x86-64")]
    [InlineData("osx-arm64", "arm64")]
    public void A_real_library_of_a_package_is_read(string system, string architecture)
    {
        foreach (string file in OutsideFiles.OfPackage("mono.unix", system + Path.DirectorySeparatorChar + "native", "*.dylib"))
        {
            Answer<BinaryFacts> answer = BinaryInspector.Inspect(File.ReadAllBytes(file));
            BinaryFacts facts = answer.Facts();
            Assert.Equal((BinaryFormat.MachO, architecture), (facts.Format, facts.Architecture));
            Assert.Contains(facts.Exports, static e => e is { Name: "_Mono_Posix_FromErrno", Kind: ExportKind.Function });
            Assert.Contains(facts.Imports, static i => i is { Name: "_malloc", Module: "/usr/lib/libSystem.B.dylib" });
            Assert.Contains(facts.Libraries, static l => l is "/usr/lib/libSystem.B.dylib");
            Assert.DoesNotContain(answer.Findings, static f => f.Code == FindingCode.MachOSymbolsDisagree);
        }
    }

    [Theory]
    [InlineData("osx-x64", "x86-64")]
    [InlineData("osx-arm64", "arm64")]
    public void Newer_libraries_of_a_package_are_read(string system, string architecture)
    {
        foreach (string file in OutsideFiles.OfPackage("gee.external.capstone", system, "*.dylib"))
        {
            Answer<BinaryFacts> answer = BinaryInspector.Inspect(File.ReadAllBytes(file));
            BinaryFacts facts = answer.Facts();
            Assert.Equal(architecture, facts.Architecture);
            Assert.Contains(facts.Exports, static e => e is { Name: "_cs_disasm", Kind: ExportKind.Function });
            Assert.Contains(facts.Imports, static i => i is { Name: "_memcpy" or "_strncpy" or "_free", Module: "/usr/lib/libSystem.B.dylib" });
            Assert.DoesNotContain(answer.Findings, static f => f.Code == FindingCode.MachOSymbolsDisagree);
        }
    }

    private static byte[] Plain() => Library(Arm64, Trie(("a", s_code)));

    private static byte[] Changed(byte[] file, int at, uint value)
    {
        U32(value).CopyTo(file, at);
        return file;
    }
}
