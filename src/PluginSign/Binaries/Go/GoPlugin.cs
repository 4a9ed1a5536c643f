using System.Collections.Immutable;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>What makes a file a plugin: its path, the table of exported names, and the packages that it wants.</summary>
internal static class GoPlugin
{
    private const int EntryBytes = 8;

    public static Finding? Read(GoMemory memory, ElfFacts elf, GoModuleTable table, ref GoFacts go)
    {
        if (!memory.TryString(table.PluginPath, Limits.BinaryNameBytes, out string? path))
        {
            return Damaged();
        }

        if (path.Length == 0)
        {
            return null;
        }

        Finding? fault = GoPackages.ReadWanted(memory, table, out ImmutableArray<GoPackage> wanted);
        if (fault is not null)
        {
            return fault;
        }

        fault = ReadExports(memory, elf, table, go.Release, path, out ImmutableArray<GoExport> exports);
        go = go with { PluginPath = path, WantedPackages = wanted, Exports = exports };
        return fault;
    }

    private static Finding? ReadExports(
        GoMemory memory, ElfFacts elf, GoModuleTable table, GoRelease release, string path, out ImmutableArray<GoExport> exports)
    {
        exports = [];
        if (!memory.TrySlice(table.ExportTable, out ulong at, out ulong count, out ulong capacity) || count != capacity || count > Limits.GoExports)
        {
            return Damaged();
        }

        GoTypePrinter printer = new(memory, table, release);
        ImmutableArray<GoExport>.Builder found = ImmutableArray.CreateBuilder<GoExport>((int)count);
        for (ulong i = 0; i < count; i++, at += EntryBytes)
        {
            if (!memory.TryBytes(at, EntryBytes, out ReadOnlySpan<byte> entry))
            {
                return Damaged();
            }

            ulong name = table.Types + memory.Image.Words.U32(entry, 0);
            ulong type = table.Types + memory.Image.Words.U32(entry, 4);
            if (type >= table.TypesEnd || name >= table.TypesEnd || ReadOne(memory, elf, printer, path, name, type) is not { } export)
            {
                return Damaged();
            }

            found.Add(export);
        }

        exports = found.MoveToImmutable();
        return null;
    }

    // A variable stands in the table with the type of a pointer to it, so a variable that holds a function is no function.
    private static GoExport? ReadOne(GoMemory memory, ElfFacts elf, GoTypePrinter printer, string path, ulong nameAt, ulong type)
    {
        if (!memory.TryName(nameAt, out _, out string? name))
        {
            return null;
        }

        ElfSymbol? symbol = elf.Lookup($"{path}.{name}");
        GoKind kind = printer.Kind(type);
        if (kind == GoKind.Func)
        {
            return printer.TryPrint(type, out string? signature) ? new GoExport(name, GoExportKind.Function, signature, null, symbol is not null) : null;
        }

        if (kind != GoKind.Pointer || !printer.TryElement(type, out ulong element) || !printer.TryPrint(element, out string? text))
        {
            return null;
        }

        string? value = null;
        if (symbol is not null && printer.Kind(element) == GoKind.String)
        {
            _ = memory.TryString(symbol.Value, Limits.BinaryNameBytes, out value);
        }

        return new GoExport(name, GoExportKind.Variable, text, value, symbol is not null);
    }

    private static Finding Damaged()
        => Finding.Error(FindingCode.GoTablesInvalid, "the table of exported Go symbols is damaged", null, null, ElfFindings.Again);
}
