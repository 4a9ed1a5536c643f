using PluginSign.Binaries;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Tests.Binaries.Elf;

public sealed class ElfReaderTests
{
    [Theory]
    [InlineData(true, false, 62, "x86-64")]
    [InlineData(true, false, 183, "arm64")]
    [InlineData(false, false, 40, "arm")]
    [InlineData(false, false, 3, "x86")]
    [InlineData(false, true, 20, "ppc")]
    [InlineData(true, true, 21, "ppc64")]
    [InlineData(false, true, 8, "mips")]
    [InlineData(true, false, 4711, "unknown-4711")]
    public void Every_class_and_byte_order(bool is64, bool isBigEndian, int machine, string architecture)
    {
        byte[] bytes = TestElf.Make(is64, isBigEndian, (ushort)machine, "alpha", "béta");
        Assert.True(ElfReader.Read(bytes).TryGetValue(out BinaryFacts? facts));
        Assert.Equal((BinaryFormat.Elf, architecture, "linux", is64 ? 64 : 32), (facts.Format, facts.Architecture, facts.OperatingSystem, facts.Bits));
        Assert.Equal([new BinaryExport("alpha", ExportKind.Function), new BinaryExport("béta", ExportKind.Function)], facts.Exports);
        Assert.Equal([new BinaryImport("imported")], facts.Imports);
        Assert.Equal(["libneeded.so"], facts.Libraries, StringComparer.Ordinal);
        Assert.Equal(("libself.so", ElfFileType.SharedLibrary, isBigEndian), (facts.Elf!.Soname, facts.Elf.FileType, facts.Elf.IsBigEndian));
        Assert.Equal(0x10UL, facts.Elf.Lookup("alpha")!.Value);
        Assert.Null(facts.Elf.Lookup("imported"));
    }

    [Fact]
    public void Any_beginning_of_a_file_is_refused()
    {
        byte[] bytes = TestElf.Make(true, false, 62, "alpha", "beta");
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(ElfReader.Read(bytes.AsMemory(0, length)).Passed);
        }
    }

    [Fact]
    public void Another_format_is_named_as_such()
        => Assert.Equal(FindingCode.BinaryFormatUnknown, Assert.Single(ElfReader.Read("MZ and more"u8.ToArray()).Findings).Code);

    [Fact]
    public void Names_that_share_their_tails_meet_a_cap()
    {
        // 20,000 symbols, each with a name of about 60,000 bytes out of one string.
        string[] exports = [.. Enumerable.Repeat("x", 20_000), new string('y', 60_000)];
        byte[] bytes = TestElf.Make(true, false, 62, exports);
        ElfPatch patch = new(bytes);
        int symbols = (int)patch.U64(patch.Dynamic(ElfTag.SymbolTable));
        uint name = (uint)(34 + (2 * 20_000));
        for (int i = 0; i < 20_000; i++)
        {
            patch.Put(symbols + ((i + 2) * 24), name + (uint)(i % 100));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Answer<BinaryFacts> read = ElfReader.Read(patch.Bytes);
        Assert.Equal(FindingCode.BinaryTooLarge, Assert.Single(read.Findings).Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20L * bytes.Length);
    }

    [Fact]
    public void A_loop_in_a_hash_chain_ends()
    {
        ElfPatch patch = new(TestElf.Make(true, false, 62, "alpha", "beta"));
        int hash = (int)patch.U64(patch.Dynamic(ElfTag.Hash));
        patch.Put(hash + 12 + (3 * 4), 2U);
        Assert.Equal(FindingCode.ElfHashTableInvalid, Assert.Single(ElfReader.Read(patch.Bytes).Findings).Code);
    }
}
