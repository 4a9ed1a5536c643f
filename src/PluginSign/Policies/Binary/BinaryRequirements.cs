using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>What the host wants of a binary, judged from its facts before anything of it runs. The default asks for nothing and refuses nothing.</summary>
/// <remarks>In names, <c>*</c> stands for any characters; everything else, case included, for itself. An allow list that is null was not asked for; an empty one allows nothing.</remarks>
public sealed record BinaryRequirements
{
    /// <summary>The container formats that are taken; empty: any.</summary>
    public ImmutableArray<BinaryFormat> Formats { get; init; } = [];

    /// <summary>The loaders that it may be made for; empty: any.</summary>
    public ImmutableArray<BinaryKind> Kinds { get; init; } = [];

    /// <summary>Operating systems such as <c>linux</c>; empty: any. Code for any system fits each.</summary>
    public ImmutableArray<string> OperatingSystems { get; init; } = [];

    /// <summary>Architectures such as <c>x86-64</c>; empty: any. Code for any machine fits each.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary>Names that the loader must find.</summary>
    public ImmutableArray<SymbolRequirement> RequiredSymbols { get; init; } = [];

    /// <summary>Names that must not be exported, also not in a way that only a special lookup finds.</summary>
    public ImmutableArray<string> ForbiddenSymbols { get; init => field = NamePattern.Checked(value, nameof(ForbiddenSymbols)); } = [];

    /// <summary>Names that must be imported, alone or as <c>module.name</c>.</summary>
    public ImmutableArray<string> RequiredImports { get; init => field = NamePattern.Checked(value, nameof(RequiredImports)); } = [];

    /// <summary>Names that must not be imported, alone or as <c>module.name</c>.</summary>
    public ImmutableArray<string> ForbiddenImports { get; init => field = NamePattern.Checked(value, nameof(ForbiddenImports)); } = [];

    /// <summary>The only names that may be imported, as <c>module.name</c> where the format names a module, else alone; null: any.</summary>
    public ImmutableArray<string>? AllowedImports { get; init; }

    /// <summary>The only libraries or assemblies that may be loaded along; null: any.</summary>
    public ImmutableArray<string>? AllowedLibraries { get; init; }

    /// <summary>The binary must not tell the loader where to look for libraries.</summary>
    public bool NoRunPaths { get; init; }

    /// <summary>An absolute directory: every place where the loader is told to look must lie in it; null: anywhere.</summary>
    public string? RunPathRoot { get; init; }

    /// <summary>Nothing may run while the binary is loaded. Most compilers put some harmless constructor of their own into every ELF library.</summary>
    public bool NoConstructors { get; init; }

    /// <summary>It must be a library, and must not change how other libraries are found or bound (audit, filter, interposing).</summary>
    public bool NoLoaderHooks { get; init; }

    /// <summary>Protections; null: none.</summary>
    public HardeningRequirements? Hardening { get; init; }

    /// <summary>How a Go binary must have been built; null: not asked.</summary>
    public GoRequirements? Go { get; init; }

    /// <summary>What a .NET assembly may not hold; null: not asked.</summary>
    public DotNetRequirements? DotNet { get; init; }

    /// <summary>What a WebAssembly module may not hold; null: not asked.</summary>
    public WasmRequirements? Wasm { get; init; }

    /// <summary>Warn of dangerous imports. A lint: it can be evaded, and it never refuses.</summary>
    public bool WarnOfDangerousImports { get; init; }

    /// <summary>Whether names are asked for, so that the check of symbols has something to say.</summary>
    internal bool AsksForNames => !RequiredSymbols.IsDefaultOrEmpty || !ForbiddenSymbols.IsDefaultOrEmpty || !RequiredImports.IsDefaultOrEmpty
        || !ForbiddenImports.IsDefaultOrEmpty || AllowedImports is not null;

    /// <summary>Judges the facts. Pure: the same facts give the same findings.</summary>
    /// <param name="facts">What a reader saw.</param>
    /// <param name="directory">The absolute directory that the file lies in, for run paths that begin with <c>$ORIGIN</c>; null when it is not known.</param>
    /// <returns>One finding for each requirement that is not met; warnings when a lint was asked for.</returns>
    public ImmutableArray<Finding> Judge(BinaryFacts facts, string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. PlatformChecks.Judge(this, facts),
            .. SymbolChecks.Judge(this, facts),
            .. ImportChecks.Judge(this, facts),
            .. LoaderChecks.Judge(this, facts, directory),
            .. Hardening is null ? [] : HardeningChecks.Judge(Hardening, facts),
            .. Go is null ? [] : GoChecks.Judge(Go, facts),
            .. DotNet is null ? [] : DotNetChecks.Judge(DotNet, facts),
            .. Wasm is null ? [] : WasmChecks.Judge(Wasm, facts),
            .. WarnOfDangerousImports ? ImportLint.Judge(facts) : [],
        ];
    }
}
