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
    public int? Bits { get; init; }

    /// <summary>The names that the loader would find, in the binary's order.</summary>
    public ImmutableArray<BinaryExport> Exports { get; init; } = [];

    /// <summary>The names that the binary wants from elsewhere, in the binary's order.</summary>
    public ImmutableArray<BinaryImport> Imports { get; init; } = [];

    /// <summary>The libraries or assemblies that are loaded along with it.</summary>
    public ImmutableArray<string> Libraries { get; init; } = [];

    /// <summary>Where the loader is told to look for them.</summary>
    public ImmutableArray<string> RunPaths { get; init; } = [];

    /// <summary>What runs while loading, before any function is called: one line each, such as <c>DT_INIT_ARRAY 2 entries</c>.</summary>
    public ImmutableArray<string> Constructors { get; init; } = [];

    /// <summary>What the binary asks of the loader.</summary>
    public BinaryHardening Hardening { get; init; } = new();
}
