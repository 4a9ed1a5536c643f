using PluginSign.Binaries;
using PluginSign.Binaries.Pe;
using PluginSign.Findings;
using static PluginSign.Tests.Binaries.Pe.PeForge;

namespace PluginSign.Tests.Binaries.Pe;

public sealed class PeReaderTests
{
    public static TheoryData<string, byte[], FindingCode> Refused => new()
    {
        { "nothing", [], FindingCode.BinaryFormatUnknown },
        { "another format", [1, 2, 3], FindingCode.BinaryFormatUnknown },
        { "two bytes", "MZ"u8.ToArray(), FindingCode.BinaryMalformed },
        { "PE header outside", Library("a").With(static f => U32(f, 0x3C, 0x10_0000)), FindingCode.BinaryMalformed },
        { "PE header unaligned", Library("a").With(static f => U32(f, 0x3C, PeOffset + 1)), FindingCode.BinaryMalformed },
        { "no PE mark", Library("a").With(static f => f[PeOffset] = 0), FindingCode.BinaryMalformed },
        { "no sections", Library("a").With(static f => U16(f, PeOffset + 6, 0)), FindingCode.BinaryMalformed },
        { "97 sections", Library("a").With(static f => U16(f, PeOffset + 6, 97)), FindingCode.BinaryMalformed },
        { "15 directories", Library("a").With(static f => U32(f, Optional + 108, 15)), FindingCode.BinaryMalformed },
        { "a short optional header", Library("a").With(static f => U16(f, PeOffset + 20, 232)), FindingCode.BinaryMalformed },
        { "file alignment of 16", Library("a").With(static f => U32(f, Optional + 36, 16)), FindingCode.BinaryMalformed },
        { "headers larger than the file", Library("a").With(static f => U32(f, Optional + 60, 0x10_0000)), FindingCode.BinaryMalformed },
        { "sections that overlap in memory", Library("a").With(static f => U32(f, SectionTable + 8, 0x1001)), FindingCode.BinaryMalformed },
        { "sections that overlap in the file", Library("a").With(static f => U32(f, SectionTable + 60, 0x400)), FindingCode.BinaryMalformed },
        { "a section outside of the file", Library("a").With(static f => U32(f, SectionTable + 56, 0x2000)), FindingCode.BinaryMalformed },
        { "a section at an odd offset", Library("a").With(static f => U32(f, SectionTable + 20, 0x410)), FindingCode.BinaryMalformed },
        { "exports outside", Library("a").With(static f => U32(f, Directories, 0x9000)), FindingCode.BinaryMalformed },
        { "65537 exports", Library("a").With(static f => U32(f, DataOffset + 20, 65_537)), FindingCode.BinaryTooLarge },
        { "more exports than bytes", Library("a").With(static f => U32(f, DataOffset + 20, 60_000)), FindingCode.BinaryMalformed },
        { "a name outside", Library("a").With(static f => U32(f, DataOffset + 0x200, 0x9000)), FindingCode.BinaryMalformed },
        { "a function that is not there", Library("a").With(static f => U16(f, DataOffset + 0x300, 7)), FindingCode.BinaryMalformed },
        { "imports outside", Library("a").With(static f => U32(f, Directories + 8, 0x9000)), FindingCode.BinaryMalformed },
        { "thread locals outside", Library("a").With(static f => U32(f, Directories + 72, 0x9000)), FindingCode.BinaryMalformed },
        { "certificates within the sections", Library("a").With(static f => (f[Directories + 33], f[Directories + 36]) = (6, 8)), FindingCode.BinaryMalformed },
        { "certificates outside", Library("a").With(static f => U32(f, Directories + 36, 0x9000)), FindingCode.BinaryMalformed },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Malformed_files_are_refused(string name, byte[] file, FindingCode code)
    {
        Answer<BinaryFacts> answer = PeReader.Read(file);
        Assert.True(answer.RefusedWith() == code, $"{name}: {answer.RefusedWith()}");
    }

    [Fact]
    public void Sorted_names_are_exports()
    {
        Answer<BinaryFacts> answer = PeReader.Read(Library("alpha", "beta=KERNEL32.Sleep", "gamma"));
        BinaryFacts facts = answer.Facts();
        Assert.Equal(
            [
                new BinaryExport("alpha", ExportKind.Function),
                new BinaryExport("beta", ExportKind.Unknown, Forwarder: "KERNEL32.Sleep"),
                new BinaryExport("gamma", ExportKind.Function),
            ],
            facts.Exports);
        Assert.Empty(answer.Findings);
        Assert.Equal(("x86-64", "windows", 64), (facts.Architecture, facts.OperatingSystem, facts.Bits));
        Assert.Equal("forged.dll", facts.Pe!.ExportName);
        Assert.Equal(["DllMain at 0x1000"], facts.Constructors);
        Assert.Equal(new BinaryHardening { Nx = true, RandomBase = true, ControlFlowGuard = true, WritableExecutableSegment = false }, facts.Hardening);
    }

    [Fact]
    public void Unsorted_names_are_only_exports_where_the_search_finds_them()
    {
        // The search looks at the middle first: of c, b, a it finds b alone.
        Answer<BinaryFacts> answer = PeReader.Read(Library("c", "b", "a"));
        BinaryFacts facts = answer.Facts();
        Assert.Equal(["b", "#1", "#3"], facts.Names());
        Assert.Equal(["c", "a"], facts.Pe!.UnfoundNames);
        Assert.Contains(answer.Findings, static f => f.Code == FindingCode.PeExportNotFound);
    }

    [Fact]
    public void Of_two_equal_names_the_search_finds_one()
    {
        Answer<BinaryFacts> answer = PeReader.Read(Library("a", "a", "b"));
        Assert.Single(answer.Facts().Exports, static e => e.Name is "a");
        Assert.Contains(answer.Findings, static f => f.Code == FindingCode.PeExportNotFound);
    }

    [Fact]
    public void A_section_that_is_writable_and_executable_is_told()
    {
        BinaryFacts facts = PeReader.Read(Library("a").With(static f => U32(f, SectionTable + 36, 0xE000_0020))).Facts();
        Assert.True(facts.Hardening.WritableExecutableSegment);
        Assert.Equal([".text"], facts.Pe!.WritableExecutableSections);
    }

    [Fact]
    public void Bytes_behind_the_sections_are_told()
    {
        Answer<BinaryFacts> answer = PeReader.Read((byte[])[.. Library("a"), 1, 2, 3]);
        Assert.Equal(3, answer.Facts().Pe!.OverlayBytes);
        Assert.Contains(answer.Findings, static f => f.Code == FindingCode.PeOverlay);
    }

    [Fact]
    public void Bytes_behind_the_certificates_are_told()
    {
        byte[] file = [.. Library("a"), 16, 0, 0, 0, 0, 2, 2, 0, 1, 2, 3, 4, 5, 6, 7, 8, .. new byte[8]];
        Answer<BinaryFacts> answer = PeReader.Read(file.With(static f =>
        {
            U32(f, Directories + 32, 0x1600);
            U32(f, Directories + 36, 24);
        }));
        PeFacts facts = answer.Facts().Pe!;
        Assert.Equal((0, 24, 1, 8), (facts.OverlayBytes, facts.CertificateBytes, facts.Certificates, facts.CertificatePadding));
        Assert.Contains(answer.Findings, static f => f.Code == FindingCode.PeCertificatePadding);
    }

    [Theory]
    [InlineData("win-x64", "x86-64", 64)]
    [InlineData("win-x86", "x86", 32)]
    public void Real_libraries_of_a_package_are_read(string system, string architecture, int bits)
    {
        foreach (string file in OutsideFiles.OfPackage("gee.external.capstone", $"{system}{Path.DirectorySeparatorChar}native", "*.dll"))
        {
            BinaryFacts facts = BinaryInspector.Inspect(File.ReadAllBytes(file)).Facts();
            Assert.Equal((BinaryKind.Native, architecture, bits), (facts.Kind, facts.Architecture, facts.Bits));
            Assert.Contains(facts.Exports, static e => e is { Name: "cs_disasm", Kind: ExportKind.Function });
            Assert.NotEmpty(facts.Imports);
            Assert.Empty(facts.Pe!.UnfoundNames);
        }
    }

    [Theory]
    [InlineData("x86_64-w64-mingw32-gcc", "x86-64")]
    [InlineData("i686-w64-mingw32-gcc", "x86")]
    public void What_a_cross_compiler_makes_is_read(string compiler, string architecture)
    {
        const string source = """
            #include <windows.h>
            static void NTAPI before(PVOID h, DWORD reason, PVOID r) { (void)h; (void)reason; (void)r; }
            #ifdef _WIN64
            __attribute__((section(".CRT$XLB"), used)) PIMAGE_TLS_CALLBACK callback = before;
            #endif
            __declspec(dllexport) int plugin_version = 3;
            __declspec(dllexport) int __cdecl plugin_validate(void) { return (int)GetTickCount(); }
            __declspec(dllexport) int __cdecl another(void) { return 1; }
            """;
        byte[] file = OutsideFiles.Made(compiler, "a.c", source, "a.dll", "-shared", "-O1");
        Answer<BinaryFacts> answer = PeReader.Read(file);
        BinaryFacts facts = answer.Facts();
        Assert.Equal(architecture, facts.Architecture);
        Assert.Equal(
            [
                new BinaryExport("another", ExportKind.Function),
                new BinaryExport("plugin_validate", ExportKind.Function),
                new BinaryExport("plugin_version", ExportKind.DataObject),
            ],
            facts.Exports);
        Assert.Contains(facts.Imports, static i => i.Name is "GetTickCount" && i.Module!.Equals("KERNEL32.dll", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(facts.Libraries, static l => l.Equals("msvcrt.dll", StringComparison.OrdinalIgnoreCase));
        Assert.True(facts.Pe!.TlsCallbacks > 0);
        Assert.DoesNotContain(answer.Findings, static f => f.Code == FindingCode.PeOverlay);
    }
}
