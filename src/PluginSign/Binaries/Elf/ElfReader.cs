using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Elf;

/// <summary>Reads an ELF file the way the loader does: by its program headers and its dynamic section.</summary>
/// <remarks>
/// Section headers decide nothing. What the loader would accept and no linker makes (segments that overlap, tags that come twice, tables
/// outside the file's part of a segment) is refused: it means one thing to the loader and another to tools.
/// </remarks>
public static class ElfReader
{
    /// <summary>Reads 32- and 64-bit files of both byte orders.</summary>
    /// <param name="bytes">The whole file. It is not copied and not kept.</param>
    /// <returns>The facts, perhaps with warnings; or why the file is refused. Nothing is thrown for what is in the file.</returns>
    public static Answer<BinaryFacts> Read(ReadOnlyMemory<byte> bytes)
        => ElfImage.Read(bytes, out ElfImage? image) is { } fault ? Answers.Refused<BinaryFacts>(fault) : Read(image!);

    internal static Answer<BinaryFacts> Read(ElfImage image)
    {
        BinaryFacts facts = ElfSummary.Bare(image);
        if (ElfSummary.Interpreter(image, out string? interpreter) is { } wrong)
        {
            return Answers.Refused<BinaryFacts>(wrong);
        }

        if (image.Dynamic is null)
        {
            return Answers.Passed(facts with { Elf = facts.Elf! with { Interpreter = interpreter } });
        }

        Finding? fault = ElfRelocations.Read(image, out ElfRelocations relocations);
        if (fault is not null)
        {
            return Answers.Refused<BinaryFacts>(fault);
        }

        fault = ElfVersions.Read(image, out ElfVersions versions);
        if (fault is not null)
        {
            return Answers.Refused<BinaryFacts>(fault);
        }

        fault = ElfSymbolTable.Read(image, relocations, versions, out ElfSymbolTable? symbols);
        if (fault is not null)
        {
            return Answers.Refused<BinaryFacts>(fault);
        }

        fault = ElfNames.Read(image, out ElfNames names);
        if (fault is not null)
        {
            return Answers.Refused<BinaryFacts>(fault);
        }

        facts = ElfSummary.Full(image, facts, symbols!, versions, relocations, names with { Interpreter = interpreter });
        return Answers.Passed(facts, Warnings(image, symbols!));
    }

    private static ImmutableArray<Finding> Warnings(ElfImage image, ElfSymbolTable symbols)
    {
        ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        if (ElfSectionHeaders.Compare(image, symbols) is { } disagree)
        {
            findings.Add(disagree);
        }

        if (symbols.HiddenNames > 0)
        {
            findings.Add(Finding.Warning(
                FindingCode.ElfHashTableHidesNames,
                "names are in the symbol table that a lookup does not find: tools show them, the loader has not got them",
                "0",
                symbols.HiddenNames.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "build the file again; no linker makes such a hash table"));
        }

        return findings.ToImmutable();
    }
}
