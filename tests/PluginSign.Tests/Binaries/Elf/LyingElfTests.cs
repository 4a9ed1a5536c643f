using PluginSign.Binaries;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>Files that show tools something else than the loader: we say what the loader does, or refuse; never the lie.</summary>
public sealed class LyingElfTests : IDisposable
{
    private static readonly string[] Names =
    [
        "plugin_abi_version", "plugin_validate", "plugin_close_", "evil_backdoor", "hidden_function", "protected_function",
        "weak_function", "plugin_data", "no_such_function", "shadow_abi_version", "use",
    ];

    private readonly LoaderProbe _probe = LoaderProbe.OrSkip();

    public void Dispose() => _probe.Dispose();

    [Theory]
    [InlineData("-Wl,--hash-style=gnu")]
    [InlineData("-Wl,--hash-style=sysv")]
    [InlineData("-Wl,--hash-style=both")]
    [InlineData("-Wl,--version-script=lib.map")]
    [InlineData("-s")]
    public void An_honest_library_is_read_as_the_loader_reads_it(string option)
    {
        BinaryFacts facts = Truth(_probe.Library(option));
        Assert.Equal(BinaryKind.Native, facts.Kind);
        Assert.Contains(facts.Exports, static e => e is { Name: "chosen_function", Kind: ExportKind.Function });
        Assert.Contains(facts.Exports, static e => e is { Name: "plugin_data", Kind: ExportKind.DataObject });
        Assert.Contains(facts.Imports, static i => i is { Name: "puts", Module: "libc.so.6" });
        Assert.Contains("IFUNC 1 resolver", facts.Constructors, StringComparer.Ordinal);
        Assert.Contains("DT_INIT_ARRAY 2 entries", facts.Constructors, StringComparer.Ordinal);
    }

    [Fact]
    public void What_the_linker_was_asked_for_is_seen()
    {
        BinaryFacts facts = Facts(_probe.Library(
            "-Wl,-soname,libx.so.1,--enable-new-dtags,-rpath,$ORIGIN/deps:/opt/x",
            "-Wl,-z,execstack,-z,now,-z,interpose,-z,nodelete",
            "-Wl,--audit=a.so,-f,f.so,-F,g.so"));
        Assert.Equal("libx.so.1", facts.Elf!.Soname);
        Assert.Equal(["$ORIGIN/deps", "/opt/x"], facts.RunPaths, StringComparer.Ordinal);
        Assert.Equal(["$ORIGIN/deps", "/opt/x"], facts.Elf.RunPaths, StringComparer.Ordinal);
        Assert.Equal(["a.so"], facts.Elf.AuditLibraries, StringComparer.Ordinal);
        Assert.Equal(["f.so", "g.so"], facts.Elf.FilterLibraries.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.True(facts.Elf.IsInterposer && facts.Elf.IsNotUnloadable);
        Assert.Equal(new BinaryHardening { Nx = false, Relro = RelroKind.Full, BindNow = true, TextRelocations = false, WritableExecutableSegment = false, RandomBase = true }, facts.Hardening);
        Assert.Contains("libc.so.6", facts.Libraries, StringComparer.Ordinal);
        Assert.NotNull(facts.Elf.HighestGlibc);
    }

    [Fact]
    public void Old_run_paths_and_missing_protections_are_seen()
    {
        BinaryFacts facts = Truth(_probe.Library("-Wl,--disable-new-dtags,-rpath,/opt/x", "-Wl,-z,norelro", "-Wl,-z,lazy"));
        Assert.Equal(["/opt/x"], facts.Elf!.RPaths, StringComparer.Ordinal);
        Assert.Empty(facts.Elf.RunPaths);
        Assert.Equal(RelroKind.None, facts.Hardening.Relro);
        Assert.True(facts.Hardening.Nx);
        Assert.False(facts.Hardening.BindNow);
    }

    [Fact]
    public void A_program_is_no_library()
    {
        File.WriteAllText(_probe.PathOf("main.c"), "int main(void) { return 0; }");
        foreach ((string option, ElfFileType type) in new[] { ("-pie", ElfFileType.PieExecutable), ("-no-pie", ElfFileType.Executable), ("-static", ElfFileType.Executable), ("-static-pie", ElfFileType.PieExecutable) })
        {
            _probe.Compile("-o", "main", "main.c", option);
            BinaryFacts facts = Facts(File.ReadAllBytes(_probe.PathOf("main")));
            Assert.Equal(type, facts.Elf!.FileType);
            Assert.Equal(option is "-pie" or "-no-pie", facts.Elf.Interpreter is not null);
        }
    }

    [Fact]
    public void Sections_that_show_other_names()
    {
        ElfPatch patch = new(_probe.Library());
        patch.Redirect(patch.LinkedSection(patch.Section(11)), static c => ElfPatch.Rename(c, "evil_backdoor", "plugin_close_"));
        BinaryFacts facts = Truth(patch.Bytes, FindingCode.ElfSectionsDisagree);
        Assert.NotNull(facts.Elf!.Lookup("evil_backdoor"));
        Assert.Null(facts.Elf.Lookup("plugin_close_"));
    }

    [Fact]
    public void Sections_that_show_another_symbol_table()
    {
        ElfPatch patch = new(_probe.Library());
        patch.Redirect(patch.Section(11), static c => [.. c.AsSpan(0, c.Length - 24), .. new byte[24]]);
        _ = Truth(patch.Bytes, FindingCode.ElfSectionsDisagree);
    }

    [Fact]
    public void A_required_name_that_only_the_sections_have()
    {
        ElfPatch patch = new(_probe.Library());
        int strings = patch.Map(patch.U64(patch.Dynamic(ElfTag.StringTable)));
        patch.Redirect(patch.LinkedSection(patch.Section(11)), static c => c);
        int name = strings + patch.Bytes.AsSpan(strings).IndexOf("plugin_abi_version\0"u8);
        "shadow"u8.CopyTo(patch.Bytes.AsSpan(name));
        BinaryFacts facts = Truth(patch.Bytes, FindingCode.ElfSectionsDisagree, FindingCode.ElfHashTableHidesNames);
        Assert.Null(facts.Elf!.Lookup("plugin_abi_version"));
    }

    [Fact]
    public void No_sections_at_all()
    {
        ElfPatch patch = new(_probe.Library());
        patch.Put(40, 0UL);
        patch.Put(60, 0U);
        BinaryFacts facts = Truth(patch.Bytes);
        Assert.NotNull(facts.Elf!.Lookup("evil_backdoor"));
    }

    [Fact]
    public void Sections_outside_the_file()
    {
        ElfPatch patch = new(_probe.Library());
        patch.Put(40, ulong.MaxValue - 5);
        _ = Truth(patch.Bytes, FindingCode.ElfSectionsDisagree);
    }

    [Fact]
    public void Cleared_bits_of_the_hash_filter()
    {
        ElfPatch patch = new(_probe.Library("-Wl,--hash-style=gnu"));
        int hash = patch.Map(patch.U64(patch.Dynamic(ElfTag.GnuHash)));
        uint h = ElfGnuHash.Hash("plugin_validate"u8);
        int word = hash + 16 + ((int)(h / 64 % patch.U32(hash + 8)) * 8);
        patch.Put(word, patch.U64(word) & ~(1UL << (int)(h % 64)));
        BinaryFacts facts = Truth(patch.Bytes, FindingCode.ElfHashTableHidesNames);
        Assert.Null(facts.Elf!.Lookup("plugin_validate"));
        Assert.DoesNotContain(facts.Exports, static e => e.Name is "plugin_validate");
    }

    [Fact]
    public void An_emptied_bucket()
    {
        ElfPatch patch = new(_probe.Library("-Wl,--hash-style=gnu"));
        int hash = patch.Map(patch.U64(patch.Dynamic(ElfTag.GnuHash)));
        uint bucket = ElfGnuHash.Hash("plugin_validate"u8) % patch.U32(hash);
        patch.Put(hash + 16 + ((int)patch.U32(hash + 8) * 8) + ((int)bucket * 4), 0U);
        _ = TruthOrRefusal(patch.Bytes);
    }

    [Theory]
    [InlineData(0, "a duplicate DT_STRTAB", FindingCode.ElfDynamicTagRepeated)]
    [InlineData(1, "a string table of one byte", FindingCode.ElfStringInvalid)]
    [InlineData(2, "a second segment over the first", FindingCode.ElfSegmentsOverlap)]
    [InlineData(3, "DT_SYMENT of 16", FindingCode.ElfEntrySizeUnexpected)]
    [InlineData(4, "DT_SYMTAB outside every segment", FindingCode.ElfTableOutsideSegment)]
    [InlineData(5, "a second PT_DYNAMIC", FindingCode.ElfSegmentRepeated)]
    [InlineData(6, "PT_DYNAMIC at another place of the file than in memory", FindingCode.ElfTableOutsideSegment)]
    [InlineData(7, "a filter of three words", FindingCode.ElfHashTableInvalid)]
    [InlineData(8, "two hash tables that disagree", FindingCode.ElfHashTablesDisagree)]
    [InlineData(9, "an offset that does not fit the address", FindingCode.ElfSegmentMisaligned)]
    [InlineData(10, "65535 program headers", FindingCode.BinaryTooLarge)]
    [InlineData(11, "a segment past the end of the file", FindingCode.ElfTruncated)]
    [InlineData(12, "constructors outside the file", FindingCode.ElfTableOutsideSegment)]
    [InlineData(13, "no end mark of the dynamic section", FindingCode.ElfDynamicInvalid)]
    [InlineData(14, "two buckets with one chain", FindingCode.ElfHashTableInvalid)]
    public void What_no_linker_makes_is_refused(int number, string what, FindingCode code)
    {
        ElfPatch patch = new(_probe.Library("-Wl,--hash-style=both"));
        Damage(patch, number);
        Answer<BinaryFacts> read = ElfReader.Read(patch.Bytes);
        Assert.True(code == Assert.Single(read.Findings).Code, $"{what}: {read.Findings[0]}");
        Assert.False(read.Passed);
    }

    private static void Damage(ElfPatch patch, int number)
    {
        int hash = patch.Map(patch.U64(patch.Dynamic(ElfTag.GnuHash)));
        switch (number)
        {
            case 0: patch.Put(patch.Dynamic(ElfTag.FiniArraySize) - 8, ElfTag.StringTable); break;
            case 1: patch.Put(patch.Dynamic(ElfTag.StringSize), 1UL); break;
            case 2: patch.Put(patch.ProgramHeader(1, 1) + 16, 0UL); patch.Put(patch.ProgramHeader(1, 1) + 8, 0UL); break;
            case 3: patch.Put(patch.Dynamic(ElfTag.SymbolEntry), 16UL); break;
            case 4: patch.Put(patch.Dynamic(ElfTag.SymbolTable), 0x7fffffffffffUL); break;
            case 5: patch.Put(patch.ProgramHeader(0x6474e551), 2U); break;
            case 6: patch.Put(patch.ProgramHeader(2) + 8, patch.U64(patch.ProgramHeader(2) + 8) + 16); break;
            case 7: patch.Put(hash + 8, 3U); break;
            case 8:
                int sysv = patch.Map(patch.U64(patch.Dynamic(ElfTag.Hash)));
                patch.Bytes.AsSpan(sysv + 8, (int)patch.U32(sysv) * 4).Clear();
                break;
            case 9: patch.Put(patch.ProgramHeader(1, 1) + 8, patch.U64(patch.ProgramHeader(1, 1) + 8) - 16); break;
            case 10: patch.Put(56, ushort.MaxValue); break;
            case 11: patch.Put(patch.ProgramHeader(1, 1) + 8, 0x10000000UL); break;
            case 12: patch.Put(patch.Dynamic(ElfTag.InitArray), 0x123456789UL); break;
            case 13: patch.Put(patch.ProgramHeader(2) + 32, 16UL); break;
            case 14:
                int buckets = hash + 16 + ((int)patch.U32(hash + 8) * 8);
                patch.Put(buckets, patch.U32(hash + 4));
                patch.Put(buckets + 4, patch.U32(hash + 4));
                break;
            default: throw new ArgumentOutOfRangeException(nameof(number));
        }
    }

    // The loader is the judge of every name.
    private BinaryFacts Truth(byte[] bytes, params FindingCode[] warnings)
    {
        BinaryFacts facts = Facts(bytes);
        Assert.Equal(warnings, ElfReader.Read(bytes).Findings.Select(static f => f.Code));
        string answer = _probe.Look(bytes, Names);
        foreach ((string name, char letter) in Names.Zip(answer))
        {
            Assert.True(letter == (facts.Elf!.Lookup(name) is null ? LoaderProbe.Absent : LoaderProbe.Here), $"{name}: the loader says {letter}");
        }

        Assert.Equal(facts.Exports.Select(static e => e.Name).ToHashSet(StringComparer.Ordinal).Count, facts.Exports.Length);
        return facts;
    }

    private bool TruthOrRefusal(byte[] bytes)
    {
        Answer<BinaryFacts> read = ElfReader.Read(bytes);
        if (read.Passed)
        {
            _ = Truth(bytes, Assert.Single(read.Findings).Code);
        }

        return read.Passed;
    }

    private static BinaryFacts Facts(byte[] bytes)
    {
        Answer<BinaryFacts> read = ElfReader.Read(bytes);
        Assert.True(read.TryGetValue(out BinaryFacts? facts), string.Join('\n', read.Findings));
        return facts;
    }
}
