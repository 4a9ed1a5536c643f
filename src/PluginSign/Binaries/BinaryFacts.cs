using System.Collections.Immutable;

namespace PluginSign.Binaries;

/// <summary>What a binary is and what a loader would see in it, read from the bytes alone. Facts, not judgement.</summary>
public sealed partial record BinaryFacts
{
    /// <summary>The container format.</summary>
    public required BinaryFormat Format { get; init; }

    /// <summary>What loads it.</summary>
    public required BinaryKind Kind { get; init; }

    /// <summary><c>x86-64</c>, <c>x86</c>, <c>arm64</c>, <c>arm</c>, <c>riscv64</c>, …, <c>any</c> for code without a machine, or <c>unknown-N</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary><c>linux</c>, <c>windows</c>, <c>macos</c>, <c>freebsd</c>, …, <c>any</c>, or <c>unknown-N</c>.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>32 or 64; null where there is no such thing.</summary>
    public int? Bits { get; internal init; }

    /// <summary>The names that the loader would find, in the binary's order.</summary>
    public ImmutableArray<BinaryExport> Exports { get; internal init; } = [];

    /// <summary>The names that the binary wants from elsewhere, in the binary's order.</summary>
    public ImmutableArray<BinaryImport> Imports { get; internal init; } = [];

    /// <summary>The libraries or assemblies that are loaded along with it.</summary>
    public ImmutableArray<string> Libraries { get; internal init; } = [];

    /// <summary>Where the loader is told to look for them.</summary>
    public ImmutableArray<string> RunPaths { get; internal init; } = [];

    /// <summary>What runs while loading, before any function is called: one line each, such as <c>DT_INIT_ARRAY 2 entries</c>.</summary>
    public ImmutableArray<string> Constructors { get; internal init; } = [];

    /// <summary>What the binary asks of the loader.</summary>
    public BinaryHardening Hardening { get; internal init; } = new();
}

/// <summary>A name that the loader would find in the binary.</summary>
/// <param name="Name">The name as the loader compares it. May be hostile text.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Signature">Its type or signature where the format has one (.NET, Go, WebAssembly); else null.</param>
/// <param name="Version">The symbol version where the format has one (ELF); else null.</param>
/// <param name="Forwarder">Where the loader goes on looking (PE forwarders, Mach-O re-exports); else null.</param>
public sealed record BinaryExport(string Name, ExportKind Kind, string? Signature = null, string? Version = null, string? Forwarder = null);

/// <summary>A name that the binary wants from elsewhere.</summary>
/// <param name="Name">The name; for a PE import by number <c>#17</c>. May be hostile text.</param>
/// <param name="Module">The library or module that it is wanted from, where the format says so; else null.</param>
/// <param name="Version">The symbol version wanted (ELF); else null.</param>
/// <param name="Signature">Its type or signature where the format has one; else null.</param>
/// <param name="IsWeak">The binary loads without it.</param>
public sealed record BinaryImport(string Name, string? Module = null, string? Version = null, string? Signature = null, bool IsWeak = false)
{
    /// <summary>
    /// The binary has it itself and leaves it to the loader to bind all the same: another library's of this name comes before its own. A call of it calls whatever that one is.
    /// </summary>
    public bool IsInterposable { get; internal init; }
}

/// <summary>What an exported name stands for.</summary>
public enum ExportKind
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Code.</summary>
    Function = 1,

    /// <summary>Data.</summary>
    DataObject = 2,

    /// <summary>A WebAssembly global.</summary>
    Global = 3,

    /// <summary>A WebAssembly memory.</summary>
    Memory = 4,

    /// <summary>A WebAssembly table.</summary>
    Table = 5,

    /// <summary>A .NET type.</summary>
    Type = 6,

    /// <summary>A .NET method.</summary>
    Method = 7,
}
