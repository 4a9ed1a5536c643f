using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Warns of imports that do dangerous things. A lint, not a gate: code can do without these names and still do all this (system calls, lookups by name, reflection).</summary>
public static class ImportLint
{
    private static readonly ImmutableArray<(string What, string[] Patterns)> s_native =
    [
        ("starts processes", ["system", "popen", "execl*", "execv*", "fexecve", "posix_spawn*", "fork", "vfork", "CreateProcess*", "ShellExecute*", "WinExec"]),
        ("loads code", ["dlopen", "dlmopen", "LoadLibrary*", "LdrLoadDll", "NSLinkModule", "NSCreateObjectFileImageFromMemory"]),
        ("changes what memory may do, or touches other processes", ["mprotect", "pkey_mprotect", "memfd_create", "ptrace", "process_vm_writev", "VirtualProtect*", "VirtualAllocEx*", "WriteProcessMemory", "CreateRemoteThread*", "mach_vm_protect", "vm_protect"]),
    ];

    private static readonly ImmutableArray<(string What, string[] Patterns)> s_go =
    [
        ("starts processes", ["os/exec"]),
        ("loads code", ["plugin"]),
        ("calls the system directly", ["golang.org/x/sys/*"]),
        ("leaves the type system", ["unsafe", "reflect"]),
    ];

    private static readonly ImmutableArray<(string What, string[] Patterns)> s_dotNet =
    [
        ("starts processes", ["System.Diagnostics.Process.Start", "System.Diagnostics.ProcessStartInfo"]),
        ("loads code", ["System.Reflection.Assembly.Load*", "System.Reflection.Assembly.UnsafeLoad*", "System.Runtime.Loader.AssemblyLoadContext*", "System.Runtime.InteropServices.NativeLibrary*"]),
        ("makes code at run time", ["System.Reflection.Emit.*"]),
        ("leaves the type system", ["System.Runtime.CompilerServices.Unsafe*", "System.Runtime.InteropServices.Marshal.*", "System.Runtime.InteropServices.MemoryMarshal.*"]),
    ];

    /// <summary>One warning for each kind of danger, with the imports that tell of it.</summary>
    public static ImmutableArray<Finding> Judge(BinaryFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Kind switch
        {
            BinaryKind.DotNet => [.. Native(facts), .. Warnings(facts.Imports, s_dotNet)],
            BinaryKind.GoPlugin or BinaryKind.GoExecutable => [.. Warnings(LoaderNames.Imports(facts), [.. s_native, .. s_go])],
            BinaryKind.Native => [.. Warnings(LoaderNames.Imports(facts), s_native)],
            _ => [],
        };
    }

    /// <summary>Whether the lint would warn of this import.</summary>
    public static bool IsDangerous(BinaryFacts facts, BinaryImport import)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(import);
        return Judge(facts with { Imports = [import], DotNet = null, Go = null }).Length > 0;
    }

    private static ImmutableArray<Finding> Native(BinaryFacts facts)
    {
        if (facts.DotNet is not { PInvokes.Length: > 0 } assembly)
        {
            return [];
        }

        string[] calls = [.. assembly.PInvokes.Select(static p => $"{p.EntryPoint} of {p.Library}").Distinct(StringComparer.Ordinal)];
        return [Warning("calls native functions", calls)];
    }

    private static IEnumerable<Finding> Warnings(IEnumerable<BinaryImport> imports, ImmutableArray<(string What, string[] Patterns)> rules)
    {
        foreach ((string what, string[] patterns) in rules)
        {
            string[] found = [.. imports.Where(i => patterns.Any(p => NamePattern.Matches(p, i.Name))).Select(static i => i.Name).Distinct(StringComparer.Ordinal)];
            if (found.Length > 0)
            {
                yield return Warning(what, found);
            }
        }
    }

    private static Finding Warning(string what, string[] names) => Finding.Warning(
        FindingCode.DangerousImport,
        $"lint: the plugin {what}: {ShownNames.Of(names)}",
        null,
        ShownNames.Of(names),
        "ask the publisher what for; a lint can be evaded, so silence proves nothing");
}
