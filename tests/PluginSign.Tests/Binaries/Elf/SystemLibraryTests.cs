using System.Collections.Concurrent;
using PluginSign.Binaries;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>Every shared library of this machine against readelf, and names of them against the dynamic loader.</summary>
public sealed class SystemLibraryTests
{
    private const int Libraries = 400; // a fresh Debian with the tools of the table has 458
    private const int Names = 1600; // a handful of each

    private static readonly Lazy<string[]> All = new(Find);

    [Fact]
    public void Exported_names_are_what_the_loaders_tables_say()
    {
        SkipWithoutLibraries();
        _ = Tool.RunOrSkip("readelf", ["--version"]);
        ConcurrentBag<string> wrong = [];
        Parallel.ForEach(All.Value, new ParallelOptions { MaxDegreeOfParallelism = 2 }, path =>
        {
            Answer<BinaryFacts> read = ElfReader.Read(File.ReadAllBytes(path));
            if (!read.TryGetValue(out BinaryFacts? facts) || !read.Findings.IsEmpty)
            {
                wrong.Add($"{path}: {string.Join(", ", read.Findings)}");
                return;
            }

            HashSet<string> judged = Judged(path);
            HashSet<string> ours = facts.Exports.Select(static e => e.Name).ToHashSet(StringComparer.Ordinal);
            if (!judged.SetEquals(ours))
            {
                wrong.Add($"{path}: only readelf {string.Join(' ', judged.Where(n => !ours.Contains(n)).Take(5))}; only ours {string.Join(' ', ours.Where(n => !judged.Contains(n)).Take(5))}");
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {All.Value.Length}\n{string.Join((char)10, wrong.Take(40))}");
    }

    [Fact]
    public void Lookups_agree_with_dlsym()
    {
        SkipWithoutLibraries();
        using LoaderProbe probe = LoaderProbe.OrSkip();
        List<(ElfFacts Facts, string[] Line)> asked = [.. All.Value.Where(static (_, i) => i % 2 == 0).Select(Sample).OfType<(ElfFacts, string[])>()];
        string[] answers = probe.Look(asked.Select(static a => a.Line));
        Assert.Equal(asked.Count, answers.Length);
        List<string> wrong = [];
        int judged = 0;
        foreach (((ElfFacts facts, string[] line), string answer) in asked.Zip(answers))
        {
            if (answer[0] == '!')
            {
                continue;
            }

            for (int i = 1; i < line.Length; i++)
            {
                judged++;
                if (!Agrees(facts.Lookup(line[i]), answer[i - 1]))
                {
                    wrong.Add($"{line[0]} {line[i]}: the loader says {answer[i - 1]}, we say {facts.Lookup(line[i])}");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {All.Value.Length}\n{string.Join((char)10, wrong.Take(40))}");
        Assert.True(judged >= Names, $"only {judged} names were judged");
    }

    // The address of a chosen function, of a unique object, of data of a thread or of a mark such as _end need not lie in the library that has the name.
    private static bool Agrees(ElfSymbol? symbol, char answer) => (symbol, answer) switch
    {
        (null, _) => answer != LoaderProbe.Here,
        ({ Type: ElfSymbolType.IndirectFunction or ElfSymbolType.ThreadLocal } or { Binding: ElfBinding.Unique } or { SectionIndex: 0xfff1 } or { Type: ElfSymbolType.None }, _)
            => answer != LoaderProbe.Absent,
        _ => answer == LoaderProbe.Here,
    };

    private static (ElfFacts Facts, string[] Line)? Sample(string path)
    {
        Assert.True(ElfReader.Read(File.ReadAllBytes(path)).TryGetValue(out BinaryFacts? facts));
        ElfSymbol[] symbols = [.. facts.Elf!.Symbols.Where(static s => s.Name.Length > 0)];
        string[] names = [.. Enumerable.Range(0, 8).Select(i => symbols.Length == 0 ? "none" : symbols[i * (symbols.Length - 1) / 7].Name), "no_such_name"];
        return symbols.Length == 0 || facts.Elf.FileType != ElfFileType.SharedLibrary ? null : (facts.Elf, [path, .. names.Distinct(StringComparer.Ordinal)]);
    }

    private static HashSet<string> Judged(string path)
    {
        // "Num: Value Size Type Bind Vis Ndx Name"; @@ marks the version that a plain lookup takes.
        Dictionary<string, int> names = new(StringComparer.Ordinal);
        string output = Tool.RunOrSkip("readelf", ["--dyn-syms", "-W", path]);
        foreach (string line in output.Split('\n'))
        {
            // Without the GNU mark in the header, readelf does not know of unique symbols.
            string[] words = line.Replace("<OS specific>: 10", "UNIQUE", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool isExport = words is [_, { } value, _, "NOTYPE" or "OBJECT" or "FUNC" or "COMMON" or "TLS" or "IFUNC", "GLOBAL" or "WEAK" or "UNIQUE", "DEFAULT" or "PROTECTED", not "UND", ..]
                && words.Length > 7 && (words[6] is "ABS" || words[3] is "TLS" || value.Trim('0').Length > 0);
            string[] name = isExport ? words[7].Split('@') : [];
            if (name.Length is 1 or 3)
            {
                names[name[0]] = names.GetValueOrDefault(name[0]) + 1;
            }
        }

        return names.Where(static n => n.Value == 1).Select(static n => n.Key).ToHashSet(StringComparer.Ordinal);
    }

    private static void SkipWithoutLibraries()
    {
        if (All.Value.Length < Libraries)
        {
            Assert.Skip($"this machine has {All.Value.Length} shared libraries under /usr/lib; {Libraries} are wanted");
        }
    }

    private static string[] Find()
    {
        if (!Directory.Exists("/usr/lib"))
        {
            return [];
        }

        EnumerationOptions options = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return [.. Directory.EnumerateFiles("/usr/lib", "*.so*", options)
            .Where(static f => !f.StartsWith("/usr/lib/debug/", StringComparison.Ordinal) && IsElf(f))
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsElf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] start = new byte[18];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan(0, 4).SequenceEqual("\u007fELF"u8) && start[16] == 3;
    }
}
