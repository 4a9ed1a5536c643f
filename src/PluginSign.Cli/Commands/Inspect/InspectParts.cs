using System.Globalization;
using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.Wasm;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The lines of <c>inspect</c> that only some formats have.</summary>
internal static class InspectParts
{
    public static void Write(InspectText text, BinaryFacts facts)
    {
        if (facts.Elf is { } elf)
        {
            Write(text, elf);
        }

        if (facts.DotNet is { } assembly)
        {
            Write(text, assembly);
        }

        if (facts.Wasm is { } module)
        {
            Write(text, module);
        }
    }

    private static void Write(InspectText text, ElfFacts elf)
    {
        if (elf.HighestGlibc is { } glibc)
        {
            text.Line("needs", $"glibc {glibc}");
        }

        text.Lines("audit", elf.AuditLibraries, static _ => "is told of everything that is loaded");
        text.Lines("filter", elf.FilterLibraries, static _ => "its symbols stand in for this one's");
        if (elf.IsInterposer)
        {
            text.Line("interpose", "yes", "its symbols go before everyone else's");
        }
    }

    private static void Write(InspectText text, DotNetFacts assembly)
    {
        text.Line("assembly", $"{assembly.AssemblyName ?? "none"}  {assembly.AssemblyVersion}  {assembly.TargetFramework}");
        text.Line("code", assembly.IsIlOnly ? "IL only" : "IL and machine code", assembly.IsIlOnly ? null : "what runs need not be what the IL says");
        if (assembly.HasModuleInitializer)
        {
            text.Line("initializer", "yes", "runs at the first access to the assembly");
        }

        text.Lines("unsafe", assembly.UnsafeMarks, static _ => "code outside of the type system");
        text.Lines("calls", [.. assembly.PInvokes.Select(static p => $"{p.EntryPoint} of {p.Library}")], static _ => "native code");
    }

    private static void Write(InspectText text, WasmFacts module)
    {
        if (module.StartFunction is { } start)
        {
            text.Line("start", string.Create(CultureInfo.InvariantCulture, $"function {start}"), "runs while the module is instantiated");
        }

        foreach (WasmMemory memory in module.Memories)
        {
            string most = memory.MaximumPages is { } pages ? string.Create(CultureInfo.InvariantCulture, $"{pages}") : "any number of";
            text.Line("memory", string.Create(CultureInfo.InvariantCulture, $"{memory.MinimumPages} to {most} pages of 64 KiB"), memory.MaximumPages is null ? "no bound" : null);
        }
    }
}
