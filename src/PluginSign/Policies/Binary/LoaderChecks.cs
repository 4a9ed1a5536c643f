using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>What the loader does on the binary's behalf: libraries, where it looks for them, code that runs on the way.</summary>
internal static class LoaderChecks
{
    public static IEnumerable<Finding> Judge(BinaryRequirements required, BinaryFacts facts, string? directory)
    {
        if (required.AllowedLibraries is { } allowed && CheckLibraries(allowed.IsDefault ? [] : allowed, facts) is { } library)
        {
            yield return library;
        }

        if (CheckRunPaths(required, facts, directory) is { } runPath)
        {
            yield return runPath;
        }

        if (required.NoConstructors && facts.Constructors.Length > 0)
        {
            yield return Finding.Error(
                FindingCode.ConstructorsNotAllowed,
                "the plugin runs code while it is loaded, before the host calls anything",
                "no constructors",
                ShownNames.Of(facts.Constructors));
        }

        if (required.NoLoaderHooks && Hooks(facts) is { Length: > 0 } hooks)
        {
            yield return Finding.Error(
                FindingCode.LoaderHookNotAllowed,
                "the file is no plain library: it is a program, or changes how other libraries are found or bound",
                "a plain library",
                ShownNames.Of(hooks));
        }
    }

    private static Finding? CheckLibraries(ImmutableArray<string> allowed, BinaryFacts facts)
    {
        bool ignoreCase = facts.Format == BinaryFormat.Pe && facts.Kind != BinaryKind.DotNet;
        IEnumerable<string> all = facts.Libraries;
        if (facts.Elf is { } elf)
        {
            all = all.Concat(elf.AuditLibraries).Concat(elf.FilterLibraries);
        }

        if (facts.Pe is { } pe)
        {
            all = all.Concat(pe.DelayLibraries);
        }

        if (facts.DotNet is { } assembly)
        {
            all = all.Concat(assembly.PInvokes.Select(static p => p.Library));
        }

        string[] others = [.. all.Where(l => !allowed.Any(p => NamePattern.Matches(p, l, ignoreCase))).Distinct(StringComparer.Ordinal)];
        return others.Length == 0
            ? null
            : Finding.Error(
                FindingCode.LibraryNotAllowed,
                $"the plugin brings a library along that is not allowed: {ShownNames.Of(others)}",
                allowed.IsEmpty ? "no libraries" : string.Join(", ", allowed),
                ShownNames.Of(others));
    }

    private static Finding? CheckRunPaths(BinaryRequirements required, BinaryFacts facts, string? directory)
    {
        string[] others = required switch
        {
            { NoRunPaths: true } => [.. facts.RunPaths],
            { RunPathRoot: { } root } => [.. facts.RunPaths.Where(p => !RunPath.IsInside(p, root, directory))],
            _ => [],
        };
        return others.Length == 0
            ? null
            : Finding.Error(
                FindingCode.RunPathNotAllowed,
                "the plugin tells the loader to look for libraries where the host does not allow it",
                required.NoRunPaths ? "no run paths" : $"only below {required.RunPathRoot}",
                ShownNames.Of([.. others.Select(static p => p.Length == 0 ? "the current directory (an empty entry)" : p)]),
                "link without `-rpath`, or remove it with `patchelf --remove-rpath` and sign again");
    }

    private static ImmutableArray<string> Hooks(BinaryFacts facts)
    {
        ImmutableArray<string>.Builder hooks = ImmutableArray.CreateBuilder<string>();
        if (facts.Elf is { } elf)
        {
            Add(elf.FileType != ElfFileType.SharedLibrary, "a program, not a library");
            Add(elf.AuditLibraries.Length > 0, "DT_AUDIT");
            Add(elf.FilterLibraries.Length > 0, "DT_FILTER or DT_AUXILIARY");
            Add(elf.IsInterposer, "DF_1_INTERPOSE");
            Add(elf.IsInitializedFirst, "DF_1_INITFIRST");
            Add(elf.IsNotOpenable, "DF_1_NOOPEN");
        }

        Add(facts.MachO is { } mach && mach.Slices.Any(static s => s.IsInterposer), "a section __interpose");
        Add(facts.Pe is { IsLibrary: false }, "a program, not a library");
        return hooks.ToImmutable();

        void Add(bool isSo, string hook)
        {
            if (isSo)
            {
                hooks.Add(hook);
            }
        }
    }
}
